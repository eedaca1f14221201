//! From the desk's records to what a paper says. Papers are Chinese in either language of the screen; contents by
//! `domain.md` §3.3, numbers by §3.4.

mod bookings;
mod classes;
mod guide;
mod notices;
mod receipts;
mod rooms;
pub mod summary;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::desk::{Desk, DeskError, PaperSource, PaperSubject};
use crate::domain::book::Book;
use crate::domain::catalogue::Organ;
use crate::domain::form::{Answer, Field, FieldType};
use crate::domain::intake::Intake;
use crate::domain::issued::PaperKind;
use crate::domain::lang::Lang;
use crate::domain::serial::Serial;
use crate::domain::work_calendar::DayKind;

use bookings::SkippedDays;

use super::office::SheetOf;
use super::value::{Letterhead, Marks, Numbered, Paper};

pub use guide::guide;
pub use receipts::receipt;

/// The paper behind a number. Large type by choice. The slip of a series tells the days it leaves out as well.
pub fn issued(desk: &Desk, serial: &str, large: bool) -> Result<Paper, DeskError> {
    let source = desk.paper(serial)?;
    let skipped = match &source.subject {
        PaperSubject::Booking { booking, .. } if source.issued.of_series => match &booking.lesson {
            Some(lesson) => desk.series(&lesson.series)?.skipped,
            None => SkippedDays::new(),
        },
        _ => SkippedDays::new(),
    };
    Ok(paper_of(&source, &skipped, large))
}

/// The paper behind a number, from records that are at hand. Large type by choice.
pub fn compose(source: &PaperSource, large: bool) -> Paper {
    paper_of(source, &SkippedDays::new(), large)
}

fn paper_of(source: &PaperSource, skipped: &SkippedDays, large: bool) -> Paper {
    let book = &source.book;
    let number = number(&source.issued.serial, book);
    let mut paper = match &source.subject {
        PaperSubject::Intake { intake, item } => {
            let subject = receipts::Subject { intake, item, resident: source.resident.as_ref(), book };
            match source.issued.kind {
                PaperKind::GapNotice => notices::gap(&subject, number),
                PaperKind::SupplementNotice => notices::supplement(&subject, number),
                PaperKind::RefusalNotice => notices::refusal(&subject, number),
                _ => receipts::receipt(&subject, number),
            }
        }
        PaperSubject::Booking { booking, made_room_for, .. }
            if source.issued.kind == PaperKind::DisplacementNotice =>
        {
            bookings::displaced(booking, made_room_for.as_deref(), book, number)
        }
        PaperSubject::Booking { booking, lessons, .. } => {
            bookings::slip(booking, lessons, skipped, book, number)
        }
        PaperSubject::Decline { record, certificate } => {
            notices::decline(record, certificate.as_ref(), source.resident.as_ref(), book, number)
        }
    };
    let void = match &source.subject {
        PaperSubject::Intake { intake, .. } => {
            matches!(intake.state, crate::domain::intake::State::Void { .. })
        }
        PaperSubject::Decline { record, .. } => record.void.is_some(),
        PaperSubject::Booking { .. } => false,
    };
    *paper.marks_mut() = Marks {
        reprint: source.issued.reprint(),
        // A voided number's paper is nothing anybody can use.
        specimen: book.community.practice || void,
        large,
    };
    paper
}

pub use receipts::Subject;

/// Both forms of a number.
pub fn number(serial: &Serial, book: &Book) -> Numbered {
    Numbered::new(serial.to_string(), serial.on_paper(&book.community.short))
}

/// What stands at the head of every paper.
pub fn letterhead(book: &Book, organ: Organ) -> Letterhead {
    let community = &book.community;
    let hours = community.hours.to_string();
    Letterhead {
        org: community.centre(),
        desk: "全科窗口".into(),
        organ: community.organ(organ),
        enquiry_phone: community.enquiry_phone.clone(),
        supervision_phone: community.supervision_phone.clone(),
        address: community.address.clone(),
        hours: if hours.is_empty() { Vec::new() } else { vec![format!("工作日 {hours}")] },
    }
}

/// 2026年5月7日
pub fn date_zh(date: NaiveDate) -> String {
    date.format("%Y年%-m月%-d日").to_string()
}

/// 星期四
pub fn weekday_zh(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}

/// 2026年5月9日（星期六，调休上班）; a day beyond the known years says so.
pub fn day_in_full(date: NaiveDate, book: &Book, provisional: bool) -> String {
    let make_up = matches!(book.calendar.kind(date), DayKind::MakeUpWorkday(_));
    let mut text = format!("{}（{}", date_zh(date), weekday_zh(date));
    if make_up {
        text.push_str("，调休上班");
    }
    if provisional {
        text.push_str("，暂按周末推算");
    }
    text.push('）');
    text
}

/// The applicant as printed: the full name, because the paper is theirs.
pub(super) fn applicant(intake: &Intake) -> String {
    intake.applicant.as_ref().map_or_else(|| "（未留名）".to_owned(), |name| name.reveal().to_string())
}

/// An answer as printed: personal numbers masked, private fields never, a plain 否 not at all.
pub(super) fn printed(field: &Field, answer: &Answer, book: &Book) -> Option<String> {
    let no = matches!(answer, Answer::Chosen(ids) if field.kind == FieldType::Bool && ids.iter().all(|id| id == "no"));
    if field.private || no {
        return None;
    }
    let text = match answer {
        Answer::Text(code) if field.kind == FieldType::Item => match book.catalogue.item(code) {
            Some(item) => format!("{code} {}", item.name_zh),
            None => code.clone(),
        },
        // A class is known by its name; its id is the desk's own.
        Answer::Text(id) if field.kind == FieldType::Course => {
            book.class_group(id).map_or_else(|| id.clone(), |group| group.name.clone())
        }
        // An address tells where to go, so it is printed whole on the resident's own paper.
        Answer::Address(address) => address.line.clone(),
        Answer::Name(name) => name.reveal().to_string(),
        other => other.words(field, Lang::Zh, false),
    };
    (!text.is_empty()).then_some(text)
}

/// A sheet without a number.
pub fn sheet(desk: &Desk, sheet: &SheetOf) -> Result<Paper, DeskError> {
    match sheet {
        SheetOf::Roster(group) => classes::roster(desk, group),
        SheetOf::SignIn(group) => classes::sign_in(desk, group),
        SheetOf::Certificates(group) => classes::certificates(desk, group),
        SheetOf::RoomWeek { room, monday } => rooms::week(desk, room, *monday),
        SheetOf::DaySheet(day) => rooms::day(desk, *day),
        SheetOf::UseReport { from, to } => rooms::use_report(desk, *from, *to),
        SheetOf::Summary { period, public } => summary::summary(desk, *period, *public),
    }
}

/// Hours in tenths, rounded down: 1.5
pub fn hours_of(minutes: u32) -> String {
    let tenths = minutes * 10 / 60;
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
