//! 住址: a field of four parts. A whole line may be typed into the first, and is read as far as it goes.

use iced::widget::{container, row};
use iced::{Center, Element, Fill};

use crate::domain::form::{Address, Field, Part};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::component::input;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::{IntakeScreen, Message, field_id};

impl IntakeScreen {
    /// What a part's control shows: while it is typed in, what was typed; else the part of the line.
    pub(super) fn part_shown(&self, key: &str, part: Part) -> String {
        let name = format!("{key}{}", part.suffix());
        match &self.raw {
            Some((typed_in, text)) if *typed_in == name => text.clone(),
            _ => Address::parse(self.entry(key)).part(part).to_owned(),
        }
    }

    /// Typing in a part. The line is what is kept; a whole line typed into the first part replaces it.
    pub(super) fn typed_part(&mut self, key: &str, part: Part, text: String, ctx: &Ctx) {
        let name = format!("{key}{}", part.suffix());
        // While a whole line is being typed, or taken back letter by letter, the other parts are parts of it.
        let whole = matches!(&self.raw, Some((typed_in, before))
            if *typed_in == name && part == Part::Compound && Address::parse(before).goes_inside());
        let before = if whole { Address::default() } else { Address::parse(self.entry(key)) };
        let address = before.with(part, &text);
        let _ = self.draft.entries.insert(key.to_owned(), address.line);
        self.raw = Some((name.clone(), text));
        self.offer(&name);
        self.edited(&name, ctx);
    }

    /// A part was taken from what is known.
    pub(super) fn took_part(&mut self, key: &str, part: Part, value: &str, ctx: &Ctx) -> Action<Message> {
        let before = Address::parse(self.entry(key));
        let address = before.with(part, value);
        let _ = self.draft.entries.insert(key.to_owned(), address.line);
        self.raw = None;
        let name = format!("{key}{}", part.suffix());
        self.edited(&name, ctx);
        self.last_edited = None;
        Action::Run(tab::focus(self.after_part(key, part)))
    }

    /// Where Enter goes from a part: to the next one that is empty. A line that was typed whole is done with, and so is
    /// an address that goes no further.
    pub(super) fn after_part(&self, key: &str, part: Part) -> String {
        let address = Address::parse(self.entry(key));
        if address.part(part).is_empty() || part == Part::Compound && !address.room.is_empty() {
            return self.following(key);
        }
        let inner = Part::ALL.into_iter().skip_while(|known| *known != part).skip(1);
        match inner.into_iter().find(|part| address.part(*part).is_empty()) {
            Some(next) => field_id(&format!("{key}{}", next.suffix())),
            None => self.following(key),
        }
    }

    /// The field.
    pub(super) fn address<'a>(
        &'a self,
        ctx: &'a Ctx,
        control: &'a Field,
        wrong: bool,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let key = control.key.as_str();
        let mut across = row![].spacing(space::S8).align_y(Center);
        for part in Part::ALL {
            let name = format!("{key}{}", part.suffix());
            let (word, width) = match part {
                Part::Compound => (String::new(), Fill),
                Part::Building => (t!(words, "address-building"), 68.into()),
                Part::Entrance => (t!(words, "address-entrance"), 58.into()),
                Part::Room => (t!(words, "address-room"), 82.into()),
            };
            let hint = if part == Part::Compound { t!(words, "hint-address") } else { String::new() };
            let typed = name.clone();
            let line = input(look, field_id(&name), hint, self.part_shown(key, part), move |text| {
                Message::Typed(typed.clone(), text)
            })
            .on_submit(Message::Next(name.clone()))
            .error(wrong);
            let line = container(self.with_offers(ctx, &name, line)).width(width);
            let word = (!word.is_empty()).then(|| text::one_line(text::second(look, word)));
            // 1 号楼 in Chinese, Bldg 1 in English.
            across = across.push(
                match ctx.lang() {
                    Lang::Zh => row![line].push(word),
                    Lang::En => row![].push(word).push(line),
                }
                .spacing(space::S4)
                .align_y(Center)
                .width(if part == Part::Compound { Fill } else { iced::Shrink }),
            );
        }
        let grid = Address::parse(self.entry(key)).grid_hint();
        let grid = (!grid.is_empty())
            .then(|| text::one_line(text::hint(look, t!(words, "intake-grid", grid = grid))));
        across.push(grid).into()
    }
}
