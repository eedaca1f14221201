//! The slip in words, as it will be printed.

use std::num::NonZeroU32;
use std::sync::Arc;

use chrono::Datelike;

use crate::desk::{PaperSource, PaperSubject};
use crate::domain::decline::{Certificate, DeclineRecord};
use crate::domain::issued::{IssuedPaper, PaperKind};
use crate::domain::serial::{Serial, SerialKind};
use crate::paper::compose::compose;
use crate::paper::value::{Block, Paper};
use crate::ui::ctx::Ctx;

/// Title and running text of the slip: papers are Chinese whatever the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    /// Its title.
    pub title: String,
    /// What it says.
    pub lines: Vec<String>,
}

impl Slip {
    /// Written from the paper itself, so that what is read out at the desk is what will be printed. Its number is taken
    /// only when the refusal is recorded; the one given here is never shown.
    pub fn of(certificate: &Certificate, ctx: &Ctx) -> Self {
        let serial = Serial::from_counter(SerialKind::Decline, ctx.now.year(), NonZeroU32::MIN);
        let record = DeclineRecord {
            serial,
            at: ctx.now,
            staff: String::new(),
            window: 0,
            certificate: certificate.no,
            certificate_name: certificate.name_zh.clone(),
            asked_by: String::new(),
            resident: None,
            visit: String::new(),
            void: None,
            voided: None,
        };
        let source = PaperSource {
            issued: IssuedPaper {
                of_series: false,
                serial,
                kind: PaperKind::DeclineNotice,
                subject: String::new(),
                prints: Vec::new(),
            },
            subject: PaperSubject::Decline {
                record: Box::new(record),
                certificate: Some(certificate.clone()),
            },
            resident: None,
            book: Arc::clone(&ctx.book),
        };
        match compose(&source, false) {
            Paper::Notice(notice) => Self { title: notice.title, lines: in_words(notice.blocks) },
            _ => Self::default(),
        }
    }
}

/// The running text of a notice, each heading with what stands under it. The table above it repeats the panel.
fn in_words(blocks: Vec<Block>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut heading: Option<String> = None;
    for block in blocks {
        match block {
            Block::Heading(words) => heading = Some(words),
            Block::Para(words) | Block::Strong(words) => lines.push(match heading.take() {
                Some(heading) => format!("{heading}：{words}"),
                None => words,
            }),
            _ => {}
        }
    }
    lines
}
