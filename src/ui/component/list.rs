//! Rows of lists.

use crate::ui::theme::{Look, container as boxes, scroll, size, space};
use crate::ui::widget::focusable::{Status, Style, focusable};
use iced::advanced::widget::Id;
use iced::widget::{column, container, row, space as gap, stack};
use iced::{Center, Element, Fill, Length, Padding};

/// See [`list_row`].
pub struct ListRow<'a, Message> {
    look: Look,
    chosen: bool,
    content: Element<'a, Message>,
    on_press: Option<Message>,
    id: Option<Id>,
    height: f32,
    padding: Padding,
    line: bool,
}

/// A row that can be pressed: the whole of it is the target. A chosen row has the selected ground and the 4 px
/// marker at its left. Without an id it is still a stop of Tab; without `on_press` it is not.
pub fn list_row<'a, Message>(
    look: Look,
    chosen: bool,
    content: impl Into<Element<'a, Message>>,
    on_press: Option<Message>,
    id: Option<Id>,
) -> ListRow<'a, Message> {
    ListRow {
        look,
        chosen,
        content: content.into(),
        on_press,
        id,
        height: size::ROW_LIST,
        padding: Padding::from([0.0, space::S12]),
        line: true,
    }
}

impl<Message> ListRow<'_, Message> {
    /// Height with its line, px; see the `ROW_…` sizes.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Padding at the sides, px.
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Without the hairline beneath: the last row of a card.
    pub fn last(mut self) -> Self {
        self.line = false;
        self
    }
}

impl<'a, Message: Clone + 'a> From<ListRow<'a, Message>> for Element<'a, Message> {
    fn from(list_row: ListRow<'a, Message>) -> Self {
        let ListRow { look, chosen, .. } = list_row;
        let r = look.roles;
        let line = if list_row.line { look.line() } else { 0.0 };
        let content = container(list_row.content)
            .padding(list_row.padding)
            .width(Fill)
            .height(list_row.height - line)
            .align_y(Center);
        let marker = chosen.then(|| {
            container(gap::vertical())
                .width(size::MARKER)
                .height(Length::Fill)
                .style(move |_| boxes::ink(r.accent))
        });
        let row = focusable(stack![content].push(marker))
            .id_maybe(list_row.id)
            .on_press_maybe(list_row.on_press)
            .style(move |status| style(look, chosen, status));
        let beneath = list_row.line.then(|| super::card::rule(look));
        column![row].push(beneath).into()
    }
}

/// Ground and edge of a row: square, since it fills its card from side to side.
pub fn style(look: Look, chosen: bool, status: Status) -> Style {
    let r = look.roles;
    let ground = match (chosen || status.pressed, status.hovered) {
        (true, _) => Some(r.selected),
        (false, true) => Some(r.hover),
        (false, false) => None,
    };
    Style {
        background: ground.map(Into::into),
        edge: status.focused.then(|| look.focus_edge().rounded(0.0)),
        ..Style::default()
    }
}

/// A list of suggestions under a field: the words, and which of them is marked. The marked one is moved by the
/// program (↑/↓ in the field); a row is pressed by the pointer.
pub fn menu_list<'a, Message: Clone + 'a>(
    look: Look,
    rows: impl IntoIterator<Item = (Element<'a, Message>, Message)>,
    marked: Option<usize>,
) -> Element<'a, Message> {
    let rows = menu_rows(look, rows, marked);
    container(column(rows)).padding(look.line()).width(Fill).style(move |_| boxes::popup(look)).into()
}

/// The same as high as `seen` rows at most, for what opens over the page; it scrolls under the name `id`.
pub fn drop_list<'a, Message: Clone + 'a>(
    look: Look,
    id: &'static str,
    rows: impl IntoIterator<Item = (Element<'a, Message>, Message)>,
    marked: Option<usize>,
    seen: usize,
) -> Element<'a, Message> {
    let list = scroll::vertical(look, column(menu_rows(look, rows, marked))).id(id).width(Fill);
    container(container(list).max_height(seen as f32 * size::ROW_LIST))
        .padding(look.line())
        .width(Fill)
        .style(move |_| boxes::popup(look))
        .into()
}

fn menu_rows<'a, Message: Clone + 'a>(
    look: Look,
    rows: impl IntoIterator<Item = (Element<'a, Message>, Message)>,
    marked: Option<usize>,
) -> impl Iterator<Item = Element<'a, Message>> {
    let r = look.roles;
    rows.into_iter().enumerate().map(move |(index, (content, message))| {
        let is_marked = marked == Some(index);
        let bar = is_marked.then(|| {
            container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
        });
        let content = container(row![content])
            .padding([0.0, space::S12])
            .width(Fill)
            .height(size::ROW_LIST)
            .align_y(Center)
            .style(move |_| if is_marked { boxes::ink(r.selected) } else { Default::default() });
        // Not a stop of Tab: the focus stays in the field above.
        iced::widget::mouse_area(stack![content].push(bar))
            .on_press(message)
            .interaction(iced::mouse::Interaction::Pointer)
            .into()
    })
}
