//! What happens in the shell.

use std::sync::Arc;

use iced::Size;

use crate::desk::Desk;
use crate::paper::office::Handed;
use crate::store::Recovery;
use crate::this_pc::Appearance;
use crate::ui::ctx::{Answer, Route};
use crate::ui::screen::{self, lock};
use crate::ui::shortcut::Command;

use super::{Deed, Failed, Overlay, save_as};

/// An opened desk, how its store came back, and a sentence when the earlier days could not be closed.
pub type OpenDesk = (Arc<Desk>, Arc<Recovery>, Option<String>);

/// What happens in the shell.
#[derive(Debug, Clone)]
pub enum Message {
    /// The store is open, or a sentence says why not.
    Opened(Result<OpenDesk, String>),
    /// Try to open it again.
    OpenAgain,
    /// Papers of earlier days are cleared away.
    Cleared(Result<usize, String>),
    /// A key of the table.
    Key(Command),
    /// F8 went down or up.
    Hold(bool),
    /// The look at personal data is recorded.
    Looked(Answer<()>),
    /// The window has another size, logical px.
    Resized(Size),
    /// Some seconds have passed.
    Tick,
    /// The window is to close.
    CloseRequested,
    /// Go elsewhere.
    Go(Route),
    /// Lock the screen.
    LockNow,
    /// Open or close a dialog of the shell.
    Overlay(Option<Overlay>),
    /// A choice of the display dialog, from 1.
    Display(usize),
    /// Another look, for this run alone.
    Wear(Appearance),
    /// Take a banner away.
    Dismiss(usize),
    /// Press a banner's button.
    Deed(Deed),
    /// Papers were handed over, up to the first that failed.
    Issued(Vec<Handed>, Option<Failed>),
    /// Of the dialog that asks where a paper is to be saved.
    SaveAs(save_as::Message),
    /// What is set for this PC is kept.
    PcSaved(Result<(), String>),
    /// Something of the open screen.
    Screen(screen::Message),
    /// Something of the lock screen.
    Lock(lock::Message),
}
