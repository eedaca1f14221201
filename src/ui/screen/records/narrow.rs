//! A list narrowed by what is typed above it: the mark that arrows move, and only the rows that are seen. Used by the
//! dialogs of this screen in which one of many things is chosen.

use iced::widget::{Column, column, container, mouse_area, row, space as gap, stack};
use iced::{Element, Fill, mouse};

use crate::domain::pinyin::{TextIndex, matches};
use crate::t;
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};
use crate::ui::widget::{Scroll, ScrollState, vscroll};

/// Rows seen at once; half of them in a small window.
const SEEN: usize = 9;

/// Things to choose from, each found by its label.
#[derive(Debug)]
pub struct Narrowed<T> {
    typed: String,
    all: Vec<(TextIndex, T)>,
    /// Places of those that fit what was typed.
    fitting: Vec<usize>,
    marked: usize,
    scroll: ScrollState,
}

impl<T> Narrowed<T> {
    /// All of them by their labels, with the mark at a place.
    pub fn new(all: impl IntoIterator<Item = (String, T)>, marked: usize) -> Self {
        let all: Vec<_> = all.into_iter().map(|(label, one)| (TextIndex::new(&[&label]), one)).collect();
        let mut scroll = ScrollState { fit: SEEN as f32 * size::ROW_LIST, ..ScrollState::default() };
        scroll.reveal(marked, size::ROW_LIST);
        Self { typed: String::new(), fitting: (0..all.len()).collect(), all, marked, scroll }
    }

    /// What is typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// All of them, whatever is typed.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.all.iter().map(|(_, one)| one)
    }

    /// Only what fits stays, the first of it marked.
    pub fn narrow(&mut self, typed: String) {
        self.typed = typed;
        let fits =
            |at: &usize| self.all.get(*at).is_some_and(|(index, _)| matches(&self.typed, index).is_some());
        self.fitting = (0..self.all.len()).filter(fits).collect();
        self.marked = 0;
        self.scroll.top = 0.0;
    }

    /// Moves the mark by an arrow or a page key; whether the key was one.
    pub fn moved(&mut self, command: Command) -> bool {
        let by = match command {
            Command::Up => -1,
            Command::Down => 1,
            Command::PageUp => -(SEEN as isize),
            Command::PageDown => SEEN as isize,
            _ => return false,
        };
        let last = self.fitting.len().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(by).min(last);
        self.scroll.reveal(self.marked, size::ROW_LIST);
        true
    }

    /// The mark goes to a row.
    pub fn mark(&mut self, at: usize) {
        self.marked = at;
    }

    /// What is marked; none where nothing fits.
    pub fn marked(&self) -> Option<&T> {
        self.at(self.marked)
    }

    fn at(&self, at: usize) -> Option<&T> {
        self.fitting.get(at).and_then(|place| self.all.get(*place)).map(|(_, one)| one)
    }

    /// The list was scrolled.
    pub fn scrolled(&mut self, scroll: Scroll) {
        self.scroll.update(scroll);
        // Only now it is known how much of the list is seen.
        if matches!(scroll, Scroll::Fit(_)) {
            self.scroll.reveal(self.marked, size::ROW_LIST);
        }
    }

    /// The rows, each with the face it is given.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        ctx: &'a Ctx,
        face: impl Fn(&'a T) -> Element<'a, M> + 'a,
        take: impl Fn(usize) -> M + 'a,
        scrolled: impl Fn(Scroll) -> M + 'a,
    ) -> Element<'a, M> {
        let look = ctx.look;
        let most = if ctx.width < NARROW { SEEN / 2 } else { SEEN };
        let seen = self.fitting.len().clamp(1, most);
        let nothing = self.fitting.is_empty().then(|| text::second(look, t!(ctx.words, "records-pick-none")));
        let rows = vscroll(
            look,
            self.fitting.len(),
            size::ROW_LIST,
            &self.scroll,
            |range| Column::with_children(range.map(|at| self.row(at, ctx, &face, &take))).into(),
            scrolled,
        );
        column![].push(nothing).push(container(rows).height(seen as f32 * size::ROW_LIST)).into()
    }

    fn row<'a, M: Clone + 'a>(
        &'a self,
        at: usize,
        ctx: &'a Ctx,
        face: &impl Fn(&'a T) -> Element<'a, M>,
        take: &impl Fn(usize) -> M,
    ) -> Element<'a, M> {
        let r = ctx.look.roles;
        let Some(one) = self.at(at) else {
            return gap::vertical().height(size::ROW_LIST).into();
        };
        let marked = at == self.marked;
        let inside = container(row![face(one)])
            .padding([0.0, space::S12])
            .width(Fill)
            .center_y(size::ROW_LIST)
            .clip(true)
            .style(move |_| if marked { boxes::ink(r.selected) } else { Default::default() });
        let bar = marked.then(|| {
            container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
        });
        mouse_area(stack![inside].push(bar))
            .on_press(take(at))
            .interaction(mouse::Interaction::Pointer)
            .into()
    }
}
