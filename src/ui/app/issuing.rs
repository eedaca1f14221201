//! Papers go out: to the printer, the viewer, the folder, or where the worker says.

use std::sync::Arc;
use std::time::Instant;

use iced::Task;

use crate::i18n::office_error;
use crate::paper::office::{Handed, OfficeError, SheetOf};
use crate::t;
use crate::ui::component::BannerKind;
use crate::ui::ctx::blocking;

use super::{App, Deed, Message, Notice};

impl App {
    pub(super) fn issue(&self, serials: Vec<String>) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || {
                let mut handed = Vec::new();
                for serial in &serials {
                    match office.issue(&ctx.desk, &pc, serial) {
                        Ok(paper) => handed.push(paper),
                        Err(error) => return (handed, Some((serial.clone(), Arc::new(error)))),
                    }
                }
                (handed, None)
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    pub(super) fn sheet(&self, sheet: SheetOf) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || match office.sheet(&ctx.desk, &pc, &sheet) {
                Ok(paper) => (vec![paper], None),
                Err(error) => (Vec::new(), Some((String::new(), Arc::new(error)))),
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    pub(super) fn guide(&self, item: String, large: bool) -> Task<Message> {
        let (Some(office), Some(ctx)) = (self.office.clone(), self.ctx.clone()) else {
            return Task::none();
        };
        let pc = Arc::clone(&self.pc);
        blocking(
            move || match office.guide(&ctx.desk, &pc, &item, large) {
                Ok(paper) => (vec![paper], None),
                Err(error) => (Vec::new(), Some((String::new(), Arc::new(error)))),
            },
            |(handed, failed)| Message::Issued(handed, failed),
        )
    }

    pub(super) fn issued(&mut self, handed: &[Handed], failed: Option<(String, Arc<OfficeError>)>) {
        let words = &self.words;
        if !handed.is_empty() {
            let name = handed.iter().map(|paper| paper.name.as_str()).collect::<Vec<_>>().join("、");
            let mut text = match self.pc.delivery {
                crate::this_pc::Delivery::Print => t!(words, "issued-printed", name = name),
                crate::this_pc::Delivery::View => t!(words, "issued-viewed", name = name),
                crate::this_pc::Delivery::File | crate::this_pc::Delivery::Ask => {
                    t!(words, "issued-filed", name = name)
                }
            };
            let missing: String = handed.iter().flat_map(|paper| paper.missing.iter()).collect();
            if !missing.is_empty() {
                text = format!("{text} · {}", t!(words, "issued-missing", chars = missing));
            }
            self.said = Some((text, Instant::now()));
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
        }
        if let Some((serial, error)) = failed {
            let name = if serial.is_empty() { String::new() } else { serial.clone() };
            self.notices.retain(|notice| notice.kind != BannerKind::Printer);
            self.notices.push(Notice {
                kind: BannerKind::Printer,
                title: t!(words, "banner-printer", name = name),
                line: t!(words, "banner-printer-line", error = office_error(words, &error)),
                deed: (!serial.is_empty()).then(|| Deed::Again(vec![serial])),
            });
        }
    }
}
