//! The long work behind the dialog, off the drawing thread: reading, counting, taking in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use iced::Task;

use crate::desk::{ImportDone, ImportError, ImportFile, ImportPreview, ImportProgress};
use crate::domain::lang::Lang;
use crate::domain::ledger::HeadMatch;
use crate::exchange::imports::{Opened, open, write_rejects};
use crate::i18n::{Words, read_error, row_fault, write_error};
use crate::t;
use crate::ui::ctx::{Answer, Ctx, blocking, watched};
use crate::ui::widget::{ScrollState, tab};

use super::super::export::FOLDER;
use super::{CLOSE, DO, HEADS, Import, Message, PATH, Read, Stage, Taken, Trouble, Wish};

/// More rows do not fit into a sheet.
const SHEET: usize = 1_000_000;

fn file<'a>(opened: &'a Opened, heads: &'a [HeadMatch]) -> ImportFile<'a> {
    ImportFile { heads, ..opened.file() }
}

/// A place in the folder of exports that is still free. Its name says which import and nobody's name.
fn place(folder: &Path, id: &str, rows: usize) -> PathBuf {
    // In a sheet the digits of long numbers are safe from the program it is opened with.
    let end = if rows < SHEET { "xlsx" } else { "csv" };
    let named = |again: u32| match again {
        1 => folder.join(format!("导入{id}.未导入.{end}")),
        _ => folder.join(format!("导入{id}.未导入-{again}.{end}")),
    };
    // An import that went on leaves those it found on file the first time in the first file.
    let mut again = 1;
    while named(again).exists() {
        again += 1;
    }
    named(again)
}

/// Keeps the rows that were not taken in, with the reason.
fn keep(folder: &Path, opened: &Opened, done: &ImportDone, words: &Words) -> Result<PathBuf, String> {
    std::fs::create_dir_all(folder).map_err(|error| t!(words, "paper-file", detail = error.to_string()))?;
    // A table like a ledger, and so Chinese.
    let chinese = Words::new(Lang::Zh);
    let path = place(folder, &done.batch, done.rejected.len());
    write_rejects(&path, opened, &done.rejected, &|fault| row_fault(&chinese, fault))
        .map(|written| written.path)
        .map_err(|error| write_error(words, &error))
}

/// Tries to keep them once more.
pub(super) fn kept_again(taken: &Arc<Taken>, read: &Read, ctx: &Ctx) -> Task<Message> {
    let (folder, words) = (ctx.data.join(FOLDER), ctx.words.clone());
    let (taken, opened) = (Arc::clone(taken), Arc::clone(&read.opened));
    blocking(move || keep(&folder, &opened, &taken.done, &words), Message::Kept)
}

impl Import {
    pub(super) fn browse(&self, ctx: &Ctx) -> Task<Message> {
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(t!(ctx.words, "import-browse-title"))
            .add_filter("xlsx, xls, ods, csv", &["xlsx", "xls", "ods", "csv", "txt"]);
        Task::perform(dialog.pick_file(), |picked| Message::Picked(picked.map(|file| file.path().to_owned())))
    }

    /// Reads the file.
    pub(super) fn open(&mut self, ctx: &Ctx) -> Wish {
        if !matches!(self.stage, Stage::Asked) {
            return Wish::Nothing;
        }
        let path = PathBuf::from(self.path.trim().trim_matches('"'));
        (self.trouble, self.nothing_picked) = (None, false);
        if path.as_os_str().is_empty() {
            self.trouble = Some(Trouble { words: t!(ctx.words, "import-path-empty"), import: None });
            return Wish::Run(tab::focus(PATH));
        }
        self.round += 1;
        self.stage = Stage::Reading;
        let (what, words, round) = (self.what(), ctx.words.clone(), self.round);
        let reading = blocking(
            move || open(&path, what).map(Arc::new).map_err(|error| read_error(&words, &error)),
            move |opened| Message::Opened(round, opened),
        );
        Wish::Run(Task::batch([tab::focus(CLOSE), reading]))
    }

    pub(super) fn opened(&mut self, opened: Result<Arc<Opened>, String>, ctx: &Ctx) -> Wish {
        match opened {
            Ok(opened) => {
                self.stage = Stage::Looked;
                self.read = Some(Read::new(opened));
                Wish::Run(Task::batch([tab::focus(HEADS), self.count(ctx)]))
            }
            Err(words) => {
                self.stage = Stage::Asked;
                self.trouble = Some(Trouble { words, import: None });
                Wish::Run(tab::focus(PATH))
            }
        }
    }

    /// Counts what the file would come to; a count that is going on is stopped.
    pub(super) fn count(&mut self, ctx: &Ctx) -> Task<Message> {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::new(AtomicBool::new(false));
        self.round += 1;
        let Some(read) = &mut self.read else { return Task::none() };
        read.counting = Some(ImportProgress { rows: 0, of: read.opened.rows.len() as u64 });
        let (opened, heads) = (Arc::clone(&read.opened), read.heads.clone());
        let (desk, stop, round) = (Arc::clone(&ctx.desk), Arc::clone(&self.stop), self.round);
        watched(
            move |say: &mut dyn FnMut(ImportProgress)| -> Answer<Arc<ImportPreview>> {
                let seen = desk.preview_import(&file(&opened, &heads), &mut |at| say(*at), &stop);
                seen.map(Arc::new).map_err(Arc::new)
            },
            move |at| Message::Counting(round, at),
            move |answer| Message::Counted(round, answer),
        )
    }

    pub(super) fn counted(&mut self, answer: Answer<Arc<ImportPreview>>, ctx: &Ctx) -> Wish {
        let Some(read) = &mut self.read else { return Wish::Nothing };
        read.counting = None;
        read.missing = None;
        match answer {
            Ok(seen) => {
                (read.rejects, read.reject) = (ScrollState::default(), 0);
                read.seen = Some(seen);
            }
            Err(error) => {
                read.seen = None;
                if let crate::desk::DeskError::Import(ImportError::NoColumn { head }) = &*error {
                    read.missing = Some(*head);
                } else {
                    self.trouble = Some(Self::told(&error, ctx));
                }
            }
        }
        Wish::Nothing
    }

    /// Takes the file in, or goes on with it.
    pub(super) fn take(&mut self, ctx: &Ctx) -> Wish {
        match &self.stage {
            Stage::Looked if self.may_take(ctx) => {}
            // Why not stands there, with a way to what is in the way.
            Stage::Looked => return Wish::Run(tab::focus(HEADS)),
            Stage::Done(taken) if taken.done.stopped => {}
            _ => return Wish::Nothing,
        }
        let Some(read) = &self.read else { return Wish::Nothing };
        self.trouble = None;
        self.stop = Arc::new(AtomicBool::new(false));
        self.stage = Stage::Taking(ImportProgress { rows: 0, of: read.opened.rows.len() as u64 });
        let (opened, heads) = (Arc::clone(&read.opened), read.heads.clone());
        let (desk, stop, words) = (Arc::clone(&ctx.desk), Arc::clone(&self.stop), ctx.words.clone());
        let folder = ctx.data.join(FOLDER);
        let taking = watched(
            move |say: &mut dyn FnMut(ImportProgress)| -> Answer<Arc<Taken>> {
                let done = desk.apply_import(&file(&opened, &heads), &mut |at| say(*at), &stop);
                let done = done.map_err(Arc::new)?;
                let kept = (!done.rejected.is_empty()).then(|| keep(&folder, &opened, &done, &words));
                Ok(Arc::new(Taken { done, kept }))
            },
            Message::Taking,
            Message::Taken,
        );
        Wish::Run(Task::batch([tab::focus(CLOSE), taking]))
    }

    pub(super) fn taken(&mut self, answer: Answer<Arc<Taken>>, ctx: &Ctx) -> Wish {
        match answer {
            Ok(taken) => {
                let focus = if taken.done.stopped { DO } else { CLOSE };
                if let Some(read) = &mut self.read {
                    (read.rejects, read.reject) = (ScrollState::default(), 0);
                }
                self.stage = Stage::Done(taken);
                Wish::Changed(tab::focus(focus))
            }
            Err(error) => {
                self.stage = Stage::Looked;
                self.trouble = Some(Self::told(&error, ctx));
                // Some rows may be in: what it would come to is another now.
                let count = self.count(ctx);
                Wish::Changed(Task::batch([tab::focus(HEADS), count]))
            }
        }
    }
}
