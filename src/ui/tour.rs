//! The main job played without a window, on invented data: every paper as a PDF, every screen as a picture.

mod rooms;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use iced::Size;

use crate::desk::{Decision, Desk, DeskError, FirstRun, SHIPPED, ShiftedClock, fill, form_of};
use crate::domain::catalogue::ReceiptKind;
use crate::domain::community::Community;
use crate::domain::draft::Draft;
use crate::domain::form::{Entries, Field, FieldError, FieldType, Shared, fill_implied};
use crate::domain::intake::Refusal;
use crate::domain::lang::Lang;
use crate::domain::material::{MaterialLine, receive_all};
use crate::paper::Fonts;
use crate::paper::office::{Office, OfficeError};
use crate::this_pc::{Appearance, Delivery, ThisPc};

use super::app::{App, Message};
use super::stage::{Player, StageError};

/// Why the tour broke off.
#[derive(Debug, thiserror::Error)]
pub enum TourError {
    /// The desk did not take something.
    #[error("desk: {0}")]
    Desk(#[from] DeskError),
    /// A paper could not be made.
    #[error("paper: {0}")]
    Paper(#[from] OfficeError),
    /// A screen could not be drawn.
    #[error("screen: {0}")]
    Stage(#[from] StageError),
    /// A file could not be written.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// A picture could not be written.
    #[error("picture: {0}")]
    Picture(#[from] image::ImageError),
    /// The tour's own script does not fit the data it ships with.
    #[error("script: {0}")]
    Script(String),
}

/// What the tour left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Toured {
    /// Papers.
    pub papers: Vec<PathBuf>,
    /// Pictures.
    pub pictures: Vec<PathBuf>,
}

/// The invented people of the tour: name, number, phone, address.
const PEOPLE: [(&str, &str, &str, &str); 3] = [
    ("李晓云", "610502195201150029", "13900007730", "西环路家属院 3号楼 1单元 101"),
    ("刘小燕", "610502198103071427", "13900000916", "凤馨苑小区 6号楼 2单元 302"),
    ("刘秀英", "61050219460310002X", "13800005178", "幸福里小区 1号楼 2单元 201"),
];

/// Plays the tour into a folder. Must not be called from within an asynchronous runtime.
pub fn tour(folder: &Path, lang: Lang) -> Result<Toured, TourError> {
    fs::create_dir_all(folder)?;
    let mut toured = Toured::default();
    let desk = desk()?;
    papers(&desk, folder, &mut toured)?;
    let pictures = folder.join("pictures");
    fs::create_dir_all(&pictures)?;
    screens(desk, folder, &pictures, lang, &mut toured)?;
    toured.papers = pdfs(&folder.join(crate::paper::office::FOLDER))?;
    Ok(toured)
}

fn pdfs(folder: &Path) -> Result<Vec<PathBuf>, TourError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// A desk in memory on a Thursday before a make-up Saturday, with three people on file.
fn desk() -> Result<Desk, TourError> {
    let day = NaiveDate::from_ymd_opt(2026, 5, 7);
    let clock = day
        .zip(NaiveTime::from_hms_opt(10, 24, 0))
        .and_then(|(day, time)| ShiftedClock::standing(day, time))
        .ok_or_else(|| TourError::Script("no such day".into()))?;
    let desk = Desk::in_memory(Arc::new(clock), &SHIPPED)?;
    desk.first_run(&FirstRun { community: "凤鸣社区".into(), worker: "周敏".into(), practice: true })?;
    let hours = "8:30-12:00 14:00-17:30".parse().map_err(|_| TourError::Script("opening hours".into()))?;
    desk.save_community(&Community {
        street: "渭滨街道".into(),
        address: "测试路1号".into(),
        enquiry_phone: "0913-200 0000".into(),
        supervision_phone: "0913-200 0001".into(),
        hours,
        ..desk.book().community.clone()
    })?;
    for person in PEOPLE {
        let _taken = take(&desk, "FB11", Some(person), &Decision::Accept)?;
    }
    Ok(desk)
}

/// Takes a matter in with every required field answered; the numbers of its papers.
fn take(
    desk: &Desk,
    code: &str,
    person: Option<(&str, &str, &str, &str)>,
    decision: &Decision,
) -> Result<Vec<String>, TourError> {
    let opened = desk.open_form(code, None, None)?;
    let book = desk.book();
    let item = book.catalogue.item(code).ok_or_else(|| TourError::Script(format!("no item {code}")))?;
    let form = form_of(item, None).knowing(&book);
    let mut draft = opened.draft;
    let (name, id, phone, address) =
        person.unwrap_or(("测试甲", "610502194903100021", "13800000000", "幸福里小区 2号楼 1单元 301"));
    for (key, value) in
        [(Shared::NAME, name), (Shared::IDENTITY, id), (Shared::PHONE, phone), (Shared::ADDRESS, address)]
    {
        let _ = draft.entries.insert(key.to_owned(), value.to_owned());
    }
    answer_all(desk, &form, &mut draft)?;
    if !matches!(decision, Decision::AskSupplement { .. }) {
        receive_all(item, &form.fields, &draft.entries, &mut draft.materials);
    }
    if *decision == Decision::AcceptWithGaps {
        forget_deferrable(item.materials.iter().map(|m| m.required && m.deferrable), &mut draft.materials);
    }
    draft.document_seen = true;
    desk.save_draft(&draft)?;
    let finished = desk.finish(&draft, decision)?;
    if finished.visit.left.is_none() {
        let _left = desk.leave(&finished.visit.id)?;
    }
    Ok(finished.papers.iter().map(|paper| paper.serial.to_string()).collect())
}

fn forget_deferrable(deferrable: impl Iterator<Item = bool>, lines: &mut [MaterialLine]) {
    for (line, deferrable) in lines.iter_mut().zip(deferrable) {
        if deferrable {
            line.received = false;
        }
    }
}

/// Answers whatever is required, until nothing is wrong.
fn answer_all(desk: &Desk, form: &crate::desk::FormOf, draft: &mut Draft) -> Result<(), TourError> {
    let book = desk.book();
    for _ in 0..=form.fields.len() {
        fill_implied(&form.fields, &mut draft.entries, &draft.touched);
        fill(form, draft, None, &book, &desk.session().staff, desk.now());
        let judged = form.judge(&draft.entries, desk.today());
        if judged.errors.is_empty() {
            return Ok(());
        }
        for (key, error) in judged.errors {
            let Some(field) = form.fields.iter().find(|field| field.key == key) else { continue };
            if error != FieldError::Required && field.kind != FieldType::Bank {
                return Err(TourError::Script(format!("{key}: {error}")));
            }
            answer(field, &mut draft.entries);
        }
    }
    Err(TourError::Script(format!("{} cannot be answered", draft.item)))
}

fn answer(field: &Field, entries: &mut Entries) {
    let text = match field.kind {
        FieldType::Choice | FieldType::Multichoice => {
            field.options.first().map_or("", |option| option.id.as_str())
        }
        FieldType::Bool => "no",
        FieldType::Int => "12",
        FieldType::Money | FieldType::Decimal => "3.5",
        FieldType::Date => "2026-05-06",
        // What ends does so on the day it begins.
        FieldType::Datetime if field.key == "ends_at" => "2026-05-08 11:30",
        FieldType::Datetime => "2026-05-08 09:30",
        FieldType::Month => "2026-04",
        FieldType::Phone => "13800000001",
        FieldType::Bank => {
            let _ = entries.insert(format!("{}.name", field.key), "测试银行 东街支行".to_owned());
            let _ = entries.insert(format!("{}.account", field.key), "6230280013476520".to_owned());
            return;
        }
        FieldType::Persons => "测试乙，邻居，13800000002",
        FieldType::Identity => "610502194903100021",
        FieldType::Name => "测试甲",
        FieldType::Address => "幸福里小区 2号楼 1单元 301",
        FieldType::Item | FieldType::Staff | FieldType::Room => {
            field.options.first().map_or("", |record| record.id.as_str())
        }
        _ => "测试内容",
    };
    let _ = entries.insert(field.key.clone(), text.to_owned());
}

/// One paper of every kind, each in normal and in large type, and a guide.
fn papers(desk: &Desk, folder: &Path, toured: &mut Toured) -> Result<(), TourError> {
    let fonts = Fonts::with_fallback(crate::paper::fonts::system_folders()).map_err(OfficeError::from)?;
    let office = Office::new(fonts, folder);
    let plain = ThisPc { delivery: Delivery::File, ..ThisPc::default() };
    let mut serials = Vec::new();
    let mut seen: Vec<ReceiptKind> = Vec::new();
    let codes: Vec<(String, ReceiptKind)> =
        desk.book().catalogue.offered().map(|item| (item.code.clone(), item.receipt)).collect();
    for (code, kind) in codes {
        if !seen.contains(&kind) {
            seen.push(kind);
            serials.extend(take(desk, &code, None, &Decision::Accept)?);
        }
    }
    serials.extend(take(desk, "FB13", Some(PEOPLE[2]), &Decision::AcceptWithGaps)?);
    let due = desk.today() + chrono::Days::new(7);
    let ask = Decision::AskSupplement { note: String::new(), due, reason_again: String::new() };
    serials.extend(take(desk, "FB09", Some(PEOPLE[0]), &ask)?);
    let refusal = Refusal {
        reason: "户籍不在本社区，且不属于可跨区受理的情形。".into(),
        basis: "社会救助暂行办法第四、十一条".into(),
        redirect: "户籍所在地社区或街道办事处".into(),
    };
    serials.extend(take(desk, "FB09", Some(PEOPLE[1]), &Decision::Refuse(refusal))?);
    let (_, paper) = desk.decline(&crate::desk::NewDecline {
        certificate: 10,
        asked_by: "某银行西环路网点".into(),
        ..Default::default()
    })?;
    serials.push(paper.serial.to_string());
    for serial in &serials {
        toured.papers.push(office.issue(desk, &plain, serial)?.path);
    }
    toured.papers.push(office.guide(desk, &plain, "FB13", false)?.path);
    rooms::papers(desk, &office, &plain, toured)?;
    // The same papers in large type stand in a folder of their own: their numbers are the same.
    let large = ThisPc { large_slips: true, ..plain };
    let beside = Office::new(office.fonts.clone(), &folder.join("large"));
    for serial in &serials {
        toured.papers.push(beside.issue(desk, &large, serial)?.path);
    }
    Ok(())
}

struct Camera<'a> {
    player: Player<App>,
    folder: &'a Path,
    taken: usize,
    toured: &'a mut Toured,
}

impl Camera<'_> {
    fn keys(&mut self, script: &str) -> Result<(), TourError> {
        for key in script.split_whitespace() {
            self.player.press(key)?;
        }
        Ok(())
    }

    fn shot(&mut self, name: &str) -> Result<(), TourError> {
        self.taken += 1;
        let path = self.folder.join(format!("{:02}-{name}.png", self.taken));
        self.player.picture()?.save(&path)?;
        self.toured.pictures.push(path);
        Ok(())
    }
}

fn screens(desk: Desk, data: &Path, folder: &Path, lang: Lang, toured: &mut Toured) -> Result<(), TourError> {
    let size = (1366, 698);
    let pc = ThisPc { language: lang, zoom: Some(100), delivery: Delivery::File, ..ThisPc::default() };
    let logical = Size::new(1366.0, 698.0);
    let _waiting = desk.arrive(&crate::desk::NewVisit {
        people: 2,
        purpose: "路灯".into(),
        ..crate::desk::NewVisit::default()
    })?;
    let (app, first) = App::at_desk(desk, pc.clone(), data.to_owned(), logical);
    let player = Player::new(app, first, size, 1.0)?;
    let mut camera = Camera { player, folder, taken: 0, toured };
    camera.shot("reception")?;
    camera.keys("l x y Space 1 3")?;
    camera.shot("found")?;
    camera.keys("Enter 2")?;
    camera.shot("intake")?;
    camera.keys("Ctrl+P")?;
    camera.shot("intake-wrong")?;
    camera.keys("Ctrl+D")?;
    camera.shot("refuse")?;
    camera.keys("Esc Esc")?;
    camera.keys("l x y Space 1 2 Enter 4 Ctrl+M Ctrl+P")?;
    camera.shot("accepted")?;
    camera.keys("j z z m")?;
    camera.shot("certificate")?;
    camera.keys("Enter")?;
    camera.shot("decline")?;
    camera.keys("Esc F6")?;
    camera.shot("catalogue")?;
    camera.keys("F2 l x y Enter")?;
    camera.shot("resident")?;
    camera.keys("F3 Ctrl+F r 2 Space + 5 Enter")?;
    camera.shot("rooms-week")?;
    camera.keys("Home Ctrl+B 2 Space w 6 Space 9 - 1 1 Enter")?;
    camera.shot("rooms-weekly")?;
    camera.keys("Esc Esc Ctrl+P")?;
    camera.shot("rooms-print")?;
    camera.keys("Esc F3")?;
    camera.shot("classes")?;
    camera.keys("F4")?;
    camera.shot("records")?;
    camera.keys("F5")?;
    camera.shot("summary")?;
    camera.keys("2")?;
    camera.shot("summary-month")?;
    camera.keys("F10")?;
    camera.shot("settings")?;
    camera.keys("F1")?;
    camera.shot("help")?;
    camera.keys("Esc F2")?;
    for (name, appearance, scale) in [
        ("dark", Appearance::Dark, 1.0),
        ("high-contrast", Appearance::HighContrast, 1.0),
        ("zoom-125", Appearance::Light, 1.25),
        ("zoom-150", Appearance::Light, 1.5),
    ] {
        let logical = Size::new(1366.0 / scale, 698.0 / scale);
        camera.player.send(Message::Wear(appearance))?;
        camera.player.resize(size.0, size.1, scale)?;
        camera.player.send(Message::Resized(logical))?;
        camera.shot(&format!("reception-{name}"))?;
    }
    Ok(())
}
