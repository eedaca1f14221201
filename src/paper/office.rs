//! From an issued number to a paper in the resident's hand: count, compose, set, save, then print or show. The file
//! always exists before the printer is asked.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::desk::{Desk, DeskError};
use crate::domain::summary::Period;
use crate::this_pc::{Delivery, PrinterChoice, ThisPc};

use super::compose::{guide, issued};
use super::output::{Media, PrintError, PrintJob, Spooler, open_in_viewer, save};
use super::value::{Paper, Sheet};
use super::{Fonts, PaperError, render};

/// Folder of finished papers inside the data folder.
pub const FOLDER: &str = "papers";

/// A paper that was handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Handed {
    /// Its number, or what else it is known by.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Pages or parts, for the status line.
    pub sheet: Sheet,
    /// Whether a printer was asked.
    pub printed: bool,
    /// Characters no font has.
    pub missing: Vec<char>,
}

/// Why a paper could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The records behind it.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It could not be set.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The file could not be written.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// The file is there; the printer or viewer is not.
    #[error("{error}")]
    Print {
        /// The file.
        path: PathBuf,
        /// What the printer said.
        error: PrintError,
    },
}

impl OfficeError {
    /// Whether nothing can have come out of the printer. One that did not answer may have printed all the same.
    pub fn is_sure(&self) -> bool {
        !matches!(self, Self::Print { error: PrintError::TimedOut(_), .. })
    }
}

/// A sheet without a number, by what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetOf {
    /// 花名册 of a class group, by id.
    Roster(String),
    /// 签到表 of a class group, by id.
    SignIn(String),
    /// 结业名单 of a class group, by id.
    Certificates(String),
    /// 场地周表 of a room.
    RoomWeek {
        /// The room's code.
        room: String,
        /// The Monday the week begins with.
        monday: NaiveDate,
    },
    /// 场地日表: all rooms on a day.
    DaySheet(NaiveDate),
    /// 使用统计 per room and half-day.
    UseReport {
        /// The first day.
        from: NaiveDate,
        /// The last day, included.
        to: NaiveDate,
    },
    /// 周报, 月报, 年报: the figures that were finalised, or those of now.
    Summary {
        /// Which.
        period: Period,
        /// 公开版: small counts of sensitive items hidden.
        public: bool,
    },
}

/// What every paper needs.
#[derive(Debug, Clone)]
pub struct Office {
    /// The faces.
    pub fonts: Fonts,
    /// The data folder.
    pub data: PathBuf,
    /// The printing program.
    pub spooler: Spooler,
}

impl Office {
    /// An office over a data folder, with the system's printing program.
    pub fn new(fonts: Fonts, data: &Path) -> Self {
        Self { fonts, data: data.to_owned(), spooler: Spooler::default() }
    }

    /// Hands over an issued paper: every call is one printing and is counted, unless it is sure that nothing left the desk.
    pub fn issue(&self, desk: &Desk, pc: &ThisPc, serial: &str) -> Result<Handed, OfficeError> {
        let _counted = desk.count_print(serial)?;
        let handed = issued(desk, serial, pc.large_slips)
            .map_err(OfficeError::from)
            .and_then(|paper| self.hand_over(&paper, desk, pc));
        if let Err(error) = &handed
            && error.is_sure()
        {
            // What stopped the paper is what the worker is told. Should this not be kept either, the paper counts as printed.
            let _kept = desk.print_failed(serial);
        }
        handed
    }

    /// Hands over the guide of an item.
    pub fn guide(&self, desk: &Desk, pc: &ThisPc, item: &str, large: bool) -> Result<Handed, OfficeError> {
        let book = desk.book();
        let item = book
            .catalogue
            .item(item)
            .ok_or_else(|| DeskError::Unknown { what: "item", key: item.to_owned() })?;
        let paper = guide(item, &book, desk.today(), large || pc.large_slips);
        self.hand_over(&paper, desk, pc)
    }

    /// Hands over a sheet: what lies in the classroom or hangs at the door has no number and is not counted.
    pub fn sheet(&self, desk: &Desk, pc: &ThisPc, sheet: &SheetOf) -> Result<Handed, OfficeError> {
        let paper = super::compose::sheet(desk, sheet)?;
        self.hand_over(&paper, desk, pc)
    }

    /// Hands over what was written to a file of A4 pages elsewhere: a register, a page at a time as its rows came.
    pub fn file(&self, pc: &ThisPc, path: &Path) -> Result<Handed, OfficeError> {
        self.deliver(pc, path, Sheet::A4, 0.0, 1)?;
        Ok(Handed {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            path: path.to_owned(),
            sheet: Sheet::A4,
            printed: pc.delivery == Delivery::Print,
            missing: Vec::new(),
        })
    }

    /// To the printer, the viewer, or nowhere: the file is there. `length`: of the longest page, mm, for the roll.
    fn deliver(
        &self,
        pc: &ThisPc,
        path: &Path,
        sheet: Sheet,
        length: f32,
        copies: u8,
    ) -> Result<(), OfficeError> {
        let failed = |error| OfficeError::Print { path: path.to_owned(), error };
        match pc.delivery {
            // Asked by whoever called.
            Delivery::File | Delivery::Ask => Ok(()),
            Delivery::View => open_in_viewer(path).map_err(failed),
            Delivery::Print => {
                let PrinterChoice { printer, tray } = match sheet {
                    Sheet::Roll80 => pc.roll.clone(),
                    Sheet::A4 | Sheet::A5x2OnA4 => pc.a4.clone(),
                };
                let job = PrintJob { printer, tray, media: Media::of(sheet, length), copies };
                self.spooler.print(path, &job).map_err(failed)
            }
        }
    }

    fn hand_over(&self, paper: &Paper, desk: &Desk, pc: &ThisPc) -> Result<Handed, OfficeError> {
        let rendered = render(paper, &self.fonts, desk.now().naive_local())?;
        let path = save(&self.data.join(FOLDER), paper, &rendered.pdf)?;
        let sheet = paper.sheet();
        let length = rendered.pages.iter().map(|page| page.1).fold(0.0, f32::max);
        self.deliver(pc, &path, sheet, length, paper.copies())?;
        let number = paper.number();
        Ok(Handed {
            name: number.short.clone(),
            path,
            sheet,
            printed: pc.delivery == Delivery::Print,
            missing: rendered.missing,
        })
    }

    /// Papers hold personal data and can be made again at any time, so those of earlier days are cleared away
    /// (`domain.md` §3.10). Answers how many.
    pub fn clear_earlier_days(&self, today: chrono::NaiveDate) -> std::io::Result<usize> {
        let folder = self.data.join(FOLDER);
        if !folder.is_dir() {
            return Ok(0);
        }
        let mut cleared = 0;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let made: chrono::DateTime<chrono::Local> = entry.metadata()?.modified()?.into();
            let ours = |end: &std::ffi::OsStr| end == "pdf" || end == "xlsx";
            if entry.path().extension().is_some_and(ours) && made.date_naive() < today {
                std::fs::remove_file(entry.path())?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }
}
