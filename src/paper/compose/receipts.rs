//! The papers an item ends in: two-part receipts and 80 mm tickets.

use crate::domain::book::Book;
use crate::domain::catalogue::{HandlingMode, Item, MaterialForm, ReceiptKind};
use crate::domain::form::{Answer, Shared, Who, shared_fields};
use crate::domain::intake::{Intake, State};
use crate::domain::masked::covered;
use crate::domain::resident::Resident;
use crate::paper::value::{
    Cell, Marks, Note, Numbered, Paper, Phone, ResidentCopy, Review, Row, Stub, Ticket, TwoPart,
};

use super::bookings::{SkippedDays, asked, slip};
use super::{applicant, date_zh, day_in_full, letterhead, printed};

/// What a receipt is made from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The matter.
    pub intake: &'a Intake,
    /// Its item, at the version it was taken under.
    pub item: &'a Item,
    /// The person on file.
    pub resident: Option<&'a Resident>,
    /// Names, phones, calendar.
    pub book: &'a Book,
}

impl Subject<'_> {
    fn identity(&self) -> Option<String> {
        let given = match self.intake.answers.get(Shared::IDENTITY) {
            Some(Answer::Identity(document)) => Some(document.number().to_string()),
            _ => None,
        };
        given.or_else(|| self.resident.and_then(|p| p.document.as_ref()).map(|d| d.number().to_string()))
    }

    fn phone(&self) -> String {
        match self.intake.answers.get(Shared::PHONE) {
            Some(Answer::Phone(phone)) => phone.to_string(),
            Some(Answer::Text(_)) => match self.intake.answers.get(Shared::CONTACT) {
                // Whom to ask is known at the desk; the paper need not tell it to others at home.
                Some(Answer::Name(contact)) => format!("无（联系人 {contact}）"),
                Some(Answer::Text(contact)) => format!("无（联系人 {}）", covered(contact)),
                _ => "无".to_owned(),
            },
            _ => String::new(),
        }
    }

    fn proxy(&self) -> Option<String> {
        if self.intake.who != Who::Family {
            return None;
        }
        let fields = shared_fields(self.item, false, false);
        let word = |key: &str| {
            let field = fields.iter().find(|field| field.key == key)?;
            printed(field, self.intake.answers.get(key)?, self.book)
        };
        let name = word(Shared::PROXY_NAME)?;
        Some(match word(Shared::PROXY_RELATION) {
            Some(relation) => format!("{name}（{relation}）"),
            None => name,
        })
    }

    /// The item's own answers, label and words, as far as they may be printed.
    pub(super) fn answers(&self) -> Vec<(String, String)> {
        self.item
            .desk_fields()
            .filter_map(|field| {
                let answer = self.intake.answers.get(&field.key)?;
                Some((field.label_zh.clone(), printed(field, answer, self.book)?))
            })
            .collect()
    }

    /// The first choice of the form names what is asked for: 高龄老人补贴申请协助（年龄升档）.
    pub(super) fn matter(&self) -> String {
        let name = format!("{}　{}", self.item.code, self.item.name_zh);
        let kind = self
            .item
            .desk_fields()
            .find(|field| matches!(field.key.as_str(), "request" | "kind" | "service") && !field.private)
            .and_then(|field| printed(field, self.intake.answers.get(&field.key)?, self.book));
        match kind {
            Some(kind) => format!("{name}（{}）", kind.replace(['（', '）'], " ").trim()),
            None => name,
        }
    }

    /// Papers received, numbered: `1. 身份证、户口簿　复印件 2 份`.
    pub(super) fn received(&self) -> String {
        let lines: Vec<String> = self
            .item
            .materials
            .iter()
            .zip(&self.intake.materials)
            .filter(|(_, line)| line.received)
            .enumerate()
            .map(|(index, (material, line))| {
                let form = match line.form {
                    MaterialForm::Show => "已看原件，不留存".to_owned(),
                    MaterialForm::Electronic => "电子件".to_owned(),
                    form => format!("{} {} 份", form.zh(), line.copies.max(1)),
                };
                format!("{}. {}　{form}", index + 1, material.name_zh)
            })
            .collect();
        if lines.is_empty() { "无".to_owned() } else { lines.join("　　") }
    }

    /// Names of materials by index.
    pub(super) fn named(&self, missing: &[usize]) -> Vec<String> {
        missing
            .iter()
            .filter_map(|index| self.item.materials.get(*index))
            .map(|material| match material.form {
                MaterialForm::Show => format!("{}（出示）", material.name_zh),
                form => format!("{}{} {} 份", material.name_zh, form.zh(), material.copies.max(1)),
            })
            .collect()
    }
}

/// The paper an item ends in. With a preview number it is what the worker sees beside the form. A booking's is its slip, as
/// soon as the form says where and when.
pub fn receipt(subject: &Subject<'_>, number: Numbered) -> Paper {
    if subject.item.receipt == ReceiptKind::Booking
        && let Some(booking) = asked(subject)
    {
        return slip(&booking, &[], &SkippedDays::new(), subject.book, number);
    }
    if subject.item.receipt.is_ticket() {
        Paper::Ticket(ticket(subject, number))
    } else {
        Paper::TwoPart(two_part(subject, number))
    }
}

fn two_part(subject: &Subject<'_>, number: Numbered) -> TwoPart {
    let Subject { intake, item, book, .. } = *subject;
    let taken = intake.received_at.date_naive();
    let day = intake.history.first().map_or(taken, |stamp| stamp.at.date_naive());
    // Before acceptance (the preview) the day is reckoned; afterwards it is what was promised.
    let promised = intake.history.iter().find_map(|stamp| match &stamp.step {
        crate::domain::intake::Step::Accept { acceptance }
        | crate::domain::intake::Step::AcceptWithGaps { acceptance, .. } => {
            Some((acceptance.promised_on, acceptance.provisional))
        }
        _ => None,
    });
    let (due, provisional) = promised.unwrap_or_else(|| {
        let due = book.due(item, taken);
        (due.date, due.provisional)
    });
    let agency = item.receipt == ReceiptKind::Agency;
    let forward = item.mode == HandlingMode::Forward;

    let mut rows =
        vec![Row::Two(Cell::new("申请人", applicant(intake)), Cell::new("联系电话", subject.phone()))];
    let handler = Cell::new("经办人", book.staff_name(&intake.handler));
    match (subject.identity(), subject.proxy()) {
        (Some(id), Some(proxy)) => {
            rows.push(Row::Two(Cell::new("证件号码", id), handler));
            rows.push(Row::One(Cell::new("代办人", proxy)));
        }
        (Some(id), None) => rows.push(Row::Two(Cell::new("证件号码", id), handler)),
        (None, Some(proxy)) => rows.push(Row::Two(Cell::new("代办人", proxy), handler)),
        (None, None) => rows.push(Row::One(handler)),
    }
    // Of a restricted matter the paper tells the number and nothing else: others at home may read it.
    let matter = if item.restricted { "见存档，凭编号查询".to_owned() } else { subject.matter() };
    rows.push(Row::One(Cell::new("事　　项", matter)));
    if !item.materials.is_empty() && !item.restricted {
        let label = if agency { "代收材料" } else { "收到材料" };
        rows.push(Row::One(Cell::new(label, subject.received())));
    }
    if let State::AcceptedWithGaps { gaps, .. } = &intake.state {
        let text = format!(
            "{}，{}前补交；不补交的，退回材料",
            subject.named(&gaps.missing).join("、"),
            date_zh(gaps.due)
        );
        rows.push(Row::One(Cell::strong("还缺材料", text)));
    }
    if !item.restricted && (item.materials.is_empty() || !agency) {
        // Without papers the matter itself is what the receipt tells; two or three answers are enough.
        for (label, value) in subject.answers().into_iter().take(3) {
            rows.push(Row::One(Cell::new(label, value)));
        }
    }
    let (start, end) =
        if agency || forward { ("代收日期", "送出日期") } else { ("受理日期", "办结日期") };
    rows.push(Row::Two(
        Cell::new(
            if item.receipt == ReceiptKind::Workorder { "受理日期" } else { start },
            day_in_full(day, book, false),
        ),
        Cell::strong(end, format!("{}前", day_in_full(due, book, provisional))),
    ));
    let decides = Cell::new("由谁决定", item.authority_zh.as_str());
    match (item.deliver_to_zh.is_empty() || item.restricted, item.authority_zh.is_empty() || item.restricted)
    {
        (false, false) => rows.push(Row::Two(Cell::new("送往何处", item.deliver_to_zh.as_str()), decides)),
        (false, true) => rows.push(Row::One(Cell::new("送往何处", item.deliver_to_zh.as_str()))),
        (true, false) => rows.push(Row::One(decides)),
        (true, true) => {}
    }

    TwoPart {
        head: letterhead(book, item.organ),
        title: item.receipt.title().to_owned(),
        number: number.clone(),
        rows,
        stub: stub(item, intake, book),
        copy: ResidentCopy {
            part_name: "居民联".into(),
            notes: notes(item, book),
            qr: number.short.clone(),
            date: date_zh(day),
        },
        marks: Marks::default(),
    }
}

fn stub(item: &Item, intake: &Intake, book: &Book) -> Stub {
    let cell = |label: &str| (label.to_owned(), String::new());
    let agency = item.receipt == ReceiptKind::Agency;
    let grid = match item.receipt {
        ReceiptKind::Agency => {
            ["送达日期", "街道签收", "取回日期", "办理结果", "归还原件", "领取人"].map(cell).to_vec()
        }
        ReceiptKind::Workorder => {
            ["责任单位", "接单时间", "处置情况", "处置时间", "回访情况", "回访时间"].map(cell).to_vec()
        }
        ReceiptKind::Mediation => {
            ["调解员", "调解时间", "调解结果", "协议编号", "回访日期", "回访情况"].map(cell).to_vec()
        }
        ReceiptKind::Wish => ["认领人", "认领日期", "实现日期", "实现方式"].map(cell).to_vec(),
        _ => ["办理结果", "办结日期", "告知方式", "告知日期"].map(cell).to_vec(),
    };
    let gaps = matches!(intake.state, State::AcceptedWithGaps { .. });
    let promise = match (gaps, agency) {
        (true, _) => Some("申请人承诺：所缺材料按期补交，所交材料真实。".to_owned()),
        (false, true) => Some("申请人承诺：所交材料真实。".to_owned()),
        (false, false) => None,
    };
    let note = if agency {
        "存根联由窗口存档，送街道时由街道经办人在“街道签收”栏签名。".to_owned()
    } else {
        format!("存根联由{}全科窗口存档。", book.community.centre())
    };
    Stub {
        part_name: "存根联".into(),
        grid_title: None,
        grid,
        sign_lines: vec!["申请人签名：".into(), "签收日期：　　　年　　月　　日".into()],
        promise,
        note,
    }
}

fn notes(item: &Item, book: &Book) -> Vec<Note> {
    let community = &book.community;
    let mut notes = match item.receipt {
        ReceiptKind::Agency => vec![
            Note::strong("本凭证只证明社区代收材料，不是审批受理决定。"),
            Note::plain(format!("批不批、何时批，以{}答复为准。", short_authority(item))),
        ],
        ReceiptKind::Workorder => vec![
            Note::strong("本单只证明诉求已登记转办，不是处理决定。"),
            Note::plain("办理时限以责任单位答复为准。"),
        ],
        ReceiptKind::Mediation => vec![
            Note::strong("本回执只证明已登记调解申请，不是调解协议。"),
            Note::plain("调解自愿、免费；任何一方可以随时不再调解。"),
        ],
        ReceiptKind::Wish => vec![Note::strong("本卡只作登记，心愿由志愿者自愿认领。")],
        _ => vec![Note::strong("本回执由社区出具，不具有行政许可的效力。")],
    };
    if !community.enquiry_phone.is_empty() {
        notes.push(Note::plain(format!("问进度：{}，报简号即可。", community.enquiry_phone)));
    }
    if community.supervision_phone.is_empty() {
        notes.push(Note::plain("全程不收费。"));
    } else {
        notes.push(Note::plain(format!("监督电话：{}。全程不收费。", community.supervision_phone)));
    }
    notes.push(Note::plain("个人信息只用于办理本事项。"));
    notes
}

fn short_authority(item: &Item) -> &str {
    if item.authority_zh.is_empty() { "负责部门" } else { &item.authority_zh }
}

fn ticket(subject: &Subject<'_>, number: Numbered) -> Ticket {
    let Subject { intake, item, book, .. } = *subject;
    let mut fields = vec![Cell::new("时间", intake.received_at.format("%Y年%-m月%-d日 %H:%M").to_string())];
    if item.restricted {
        // 凭单不写事由，只写编号: a paper that others at home may read tells nothing.
        fields.push(Cell::strong("编号", number.short.clone()));
    } else {
        fields.push(Cell::strong("事项", format!("{} {}", item.code, item.name_zh)));
        if intake.applicant.is_some() {
            fields.push(Cell::new("来访人", applicant(intake)));
        }
        for (label, value) in subject.answers().into_iter().take(9) {
            fields.push(Cell::new(ticket_label(&label), value));
        }
        let received: Vec<&str> = item
            .materials
            .iter()
            .zip(&intake.materials)
            .filter(|(_, line)| line.received && line.form != MaterialForm::Show)
            .map(|(material, _)| material.name_zh.as_str())
            .collect();
        if !received.is_empty() {
            fields.push(Cell::new("收到", received.join("、")));
        }
        if item.promise.amount() > 0 {
            let due = intake.due().unwrap_or_else(|| book.due(item, intake.received_at.date_naive()).date);
            fields.push(Cell::strong("答复", format!("{}前", date_zh(due))));
        }
    }
    fields.push(Cell::new("接待", format!("{}　{}号窗口", book.staff_name(&intake.handler), intake.window)));
    let head = letterhead(book, item.organ);
    let phone = (!head.enquiry_phone.is_empty()).then(|| Phone {
        lead: "有事请打".into(),
        number: head.enquiry_phone.clone(),
        hours: head.hours.clone(),
    });
    let mut foot = match item.receipt {
        ReceiptKind::Booking => vec![
            "请按时到场，用完清场还钥匙；来不了请提前打电话。".to_owned(),
            "预约不得转让，不得用于推销。".to_owned(),
        ],
        ReceiptKind::Loan => vec!["请按时归还，损坏请告知。".to_owned()],
        ReceiptKind::Enrol => vec!["凭本回执参加，来不了请打电话。".to_owned()],
        _ => vec!["本凭单只记录本次接待，不是审批决定。".to_owned()],
    };
    foot.push("热敏纸会褪色，要存的请复印".to_owned());
    Ticket {
        head,
        title: item.receipt.title().to_owned(),
        number: number.clone(),
        banner: Vec::new(),
        fields,
        dates: None,
        rules: Vec::new(),
        phone,
        review: (item.receipt == ReceiptKind::Slip && !item.restricted).then(|| Review {
            prompt: "请您评一评（自愿，交窗口即可）".into(),
            labels: ["非常满意", "满意", "基本满意", "不满意", "非常不满意"].map(str::to_owned).to_vec(),
        }),
        foot,
        qr: (!number.is_preview()).then_some(number.short),
        seal: false,
        marks: Marks::default(),
    }
}

/// The labels of the slip's left column are two characters wide.
fn ticket_label(label: &str) -> String {
    match label {
        "咨询内容" => "问题".to_owned(),
        "答复要点" => "答复".to_owned(),
        "咨询类别" => "类别".to_owned(),
        "关联事项" => "关联".to_owned(),
        "引导去向" => "去向".to_owned(),
        other => other.to_owned(),
    }
}
