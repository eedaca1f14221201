//! The hands and eyes of a player: keys, pointer, and what is seen.

use super::{Play, Player};
use crate::ui::stage::keys::Stroke;
use crate::ui::stage::{Found, Kind, StageError};
use iced::advanced::{input_method, mouse};
use iced::keyboard::{self, Modifiers};
use iced::{Event, Point, Rectangle, window};
use image::RgbaImage;
use std::time::Duration;

impl<P: Play> Player<P> {
    /// Presses and releases a key by name: `Ctrl+M`, `F8`, `Shift+Tab`, `Enter`, `Num1`; see [`Stroke::parse`].
    pub fn press(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.strike(&stroke)
    }

    /// Presses a key without releasing it.
    pub fn hold(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.pressed(false))
    }

    /// The key goes on being held: one repeat.
    pub fn repeat(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.pressed(true))
    }

    /// Releases a key.
    pub fn release(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.released())
    }

    /// Types letters one by one.
    pub fn type_text(&mut self, text: &str) -> Result<(), StageError> {
        for letter in text.chars() {
            self.strike(&Stroke::letter(letter, Modifiers::empty()))?;
        }
        Ok(())
    }

    /// Words are being composed by the input method, if what has the focus asks for it: they stand in the field and are not
    /// yet its own.
    pub fn ime_compose(&mut self, words: &str) -> Result<(), StageError> {
        self.event(&Event::InputMethod(input_method::Event::Preedit(words.to_owned(), None)))
    }

    /// Commits words by the input method, if what has the focus asks for it; they are chosen with the space bar, of which
    /// only the release is seen.
    pub fn ime_commit(&mut self, words: &str) -> Result<(), StageError> {
        use input_method::Event as Ime;
        for ime in [
            Ime::Opened,
            Ime::Preedit(words.to_owned(), None),
            Ime::Preedit(String::new(), None),
            Ime::Commit(words.to_owned()),
        ] {
            self.event(&Event::InputMethod(ime))?;
        }
        self.release("Space")
    }

    /// Clicks at a point.
    pub fn click_at(&mut self, at: Point) -> Result<(), StageError> {
        self.point_at(at)?;
        self.event(&Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)))?;
        self.event(&Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)))
    }

    /// Moves the pointer to a point.
    pub fn point_at(&mut self, at: Point) -> Result<(), StageError> {
        self.stage.point_at(Some(at));
        self.event(&Event::Mouse(mouse::Event::CursorMoved { position: at }))
    }

    /// Drags from a point to another.
    pub fn drag(&mut self, from: Point, to: Point) -> Result<(), StageError> {
        self.point_at(from)?;
        self.event(&Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)))?;
        self.point_at(to)?;
        self.event(&Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)))
    }

    /// Turns the wheel at a point by so many lines (down is negative).
    pub fn wheel(&mut self, at: Point, lines: f32) -> Result<(), StageError> {
        self.point_at(at)?;
        self.event(&Event::Mouse(mouse::Event::WheelScrolled {
            delta: mouse::ScrollDelta::Lines { x: 0.0, y: lines },
        }))
    }

    /// Clicks the first thing in reach with exactly these words.
    pub fn click_text(&mut self, words: &str) -> Result<(), StageError> {
        let at = self.place(words, |found| found.text() == Some(words))?;
        self.click_at(at.center())
    }

    /// Clicks the first thing in reach of that name.
    pub fn click_id(&mut self, id: &str) -> Result<(), StageError> {
        let at = self.place(id, |found| found.id.as_deref() == Some(id))?;
        self.click_at(at.center())
    }

    /// Where the thing of that name is on the screen.
    pub fn place_of_id(&mut self, id: &str) -> Result<Rectangle, StageError> {
        self.place(id, |found| found.id.as_deref() == Some(id))
    }

    fn place(&mut self, wanted: &str, is: impl Fn(&Found) -> bool) -> Result<Rectangle, StageError> {
        let all = self.survey();
        let hits: Vec<&Found> = all.iter().filter(|f| !f.behind && is(f)).collect();
        if let Some(seen) = hits.iter().find_map(|found| found.seen) {
            return Ok(seen);
        }
        if hits.is_empty() {
            return Err(StageError::NotFound {
                wanted: wanted.to_owned(),
                seen: all.iter().filter_map(Found::text).map(str::to_owned).collect(),
            });
        }
        Err(StageError::OutOfView(wanted.to_owned()))
    }

    /// Everything the program shows now.
    pub fn survey(&mut self) -> Vec<Found> {
        self.stage.survey(self.program.view())
    }

    /// The texts seen, those behind a dialog and those scrolled out of view left out.
    pub fn texts(&mut self) -> Vec<String> {
        self.survey()
            .into_iter()
            .filter(|found| found.seen.is_some() && !found.behind)
            .filter_map(|found| found.text().map(str::to_owned))
            .collect()
    }

    /// Whether these words are part of a text in the tree, in view or not, behind a dialog or not.
    pub fn has_text(&mut self, words: &str) -> bool {
        self.survey().iter().filter_map(Found::text).any(|text| text.contains(words))
    }

    /// The name of what has the focus. Unnamed things have the focus too, see [`has_focus`](Self::has_focus).
    pub fn focused_id(&mut self) -> Option<String> {
        self.survey().into_iter().find(|found| found.kind == Kind::Focusable(true)).and_then(|found| found.id)
    }

    /// Whether anything has the focus.
    pub fn has_focus(&mut self) -> bool {
        self.survey().iter().any(|found| found.kind == Kind::Focusable(true))
    }

    /// What the program looks like now.
    pub fn picture(&mut self) -> Result<RgbaImage, StageError> {
        self.stage.picture(self.program.view(), &self.program.theme())
    }

    /// Another size of the window.
    pub fn resize(&mut self, width: u32, height: u32, scale: f32) -> Result<(), StageError> {
        self.stage.resize((width, height), scale);
        let size = self.stage.size();
        self.event(&Event::Window(window::Event::Resized(size)))
    }

    /// Lets time pass for carets and delayed hints; the program's own timers are not on this clock.
    pub fn wait(&mut self, time: Duration) -> Result<(), StageError> {
        self.stage.wait(time);
        self.settle(Vec::new())
    }

    fn strike(&mut self, stroke: &Stroke) -> Result<(), StageError> {
        let held = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        if !stroke.modifiers.is_empty() {
            self.event(&held(stroke.modifiers))?;
        }
        self.event(&stroke.pressed(false))?;
        self.event(&stroke.released())?;
        if !stroke.modifiers.is_empty() {
            self.event(&held(Modifiers::empty()))?;
        }
        Ok(())
    }
}
