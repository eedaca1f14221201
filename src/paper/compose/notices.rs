//! A4 notices: what follows, what is missing, what is refused.

use crate::domain::book::Book;
use crate::domain::catalogue::Organ;
use crate::domain::decline::{Certificate, DeclineRecord};
use crate::domain::intake::{Acceptance, GapPromise, Refusal, Step, SupplementNotice};
use crate::domain::resident::Resident;
use crate::paper::value::{Block, Cell, Marks, Notice, Numbered, Paper, Table};

use super::{Subject, applicant, date_zh, day_in_full, letterhead};

/// 容缺受理通知书: two copies, one for the resident (`domain.md` §3.1).
pub(super) fn gap(subject: &Subject<'_>, number: Numbered) -> Paper {
    let step = subject.intake.history.iter().rev().find_map(|stamp| match &stamp.step {
        Step::AcceptWithGaps { acceptance, gaps } => Some((acceptance, gaps, stamp.at.date_naive())),
        _ => None,
    });
    let Some((acceptance, gaps, day)) = step else {
        return super::receipts::receipt(subject, number);
    };
    let mut blocks = about(subject);
    blocks.extend(gap_blocks(subject, acceptance, gaps));
    Paper::Notice(Notice {
        head: letterhead(subject.book, subject.item.organ),
        title: "容缺受理通知书".into(),
        qr: Some(number.short.clone()),
        number,
        to: Some(format!("{}：", applicant(subject.intake))),
        blocks,
        sign: vec!["申请人签名：".into(), "签收日期：　　　年　　月　　日".into()],
        seal_date: Some(date_zh(day)),
        marks: Marks::default(),
        copies: 2,
    })
}

fn gap_blocks(subject: &Subject<'_>, acceptance: &Acceptance, gaps: &GapPromise) -> Vec<Block> {
    let due = day_in_full(gaps.due, subject.book, acceptance.provisional);
    vec![
        Block::Para("您的主要材料已经收齐，下列材料可以后补，本窗口先行受理：".into()),
        Block::List(subject.named(&gaps.missing)),
        Block::Strong(format!("请在{due}前补交到本窗口。")),
        Block::Para("到期没有补交的，本次办理终止，材料退回，您可以收齐后重新申请。".into()),
        Block::Heading("申请人承诺".into()),
        Block::Para("本人已经知道上述要求，承诺按期补交，所交材料真实有效。".into()),
    ]
}

/// 补正告知单: everything missing, told at once.
pub(super) fn supplement(subject: &Subject<'_>, number: Numbered) -> Paper {
    let step = subject.intake.history.iter().rev().find_map(|stamp| match &stamp.step {
        Step::AskSupplement { notice } => Some((notice, stamp.at.date_naive())),
        _ => None,
    });
    let Some((notice, day)) = step else {
        return super::receipts::receipt(subject, number);
    };
    let mut blocks = about(subject);
    blocks.extend(supplement_blocks(subject, notice));
    Paper::Notice(Notice {
        head: letterhead(subject.book, subject.item.organ),
        title: "补正告知单".into(),
        qr: Some(number.short.clone()),
        number,
        to: Some(format!("{}：", applicant(subject.intake))),
        blocks,
        sign: vec!["申请人签名：".into(), "签收日期：　　　年　　月　　日".into()],
        seal_date: Some(date_zh(day)),
        marks: Marks::default(),
        copies: 1,
    })
}

fn supplement_blocks(subject: &Subject<'_>, notice: &SupplementNotice) -> Vec<Block> {
    let mut blocks = vec![Block::Para("您申请的事项还缺下列材料，一次告知如下：".into())];
    let rows = notice
        .missing
        .iter()
        .filter_map(|index| subject.item.materials.get(*index))
        .enumerate()
        .map(|(index, material)| {
            let issuer = if material.issuer_zh.is_empty() { "自备" } else { &material.issuer_zh };
            vec![
                (index + 1).to_string(),
                material.name_zh.clone(),
                format!(
                    "{} {}",
                    material.form.zh(),
                    if material.copies == 0 { String::new() } else { format!("{} 份", material.copies) }
                ),
                issuer.to_owned(),
                material.note_zh.clone(),
            ]
        })
        .collect::<Vec<_>>();
    if !rows.is_empty() {
        let heads = ["序号", "材料", "形式份数", "谁出具", "说明"];
        blocks.push(Block::Table(Table::plain(&heads, &[0.7, 3.2, 1.6, 1.8, 2.4], rows)));
    }
    if !notice.note.is_empty() {
        blocks.push(Block::Para(format!("另请补正：{}", notice.note)));
    }
    if !notice.reason_again.is_empty() {
        blocks.push(Block::Para(format!("再次告知的原因：{}", notice.reason_again)));
    }
    blocks.push(Block::Strong(format!("请在{}前补齐交到本窗口。", date_zh(notice.due))));
    blocks.push(Block::Para("补齐当天为受理日期；到期不补的，本次办理终止，可以重新申请。".into()));
    blocks
}

/// 不予受理告知单
pub(super) fn refusal(subject: &Subject<'_>, number: Numbered) -> Paper {
    let step = subject.intake.history.iter().rev().find_map(|stamp| match &stamp.step {
        Step::Decline { refusal } => Some((refusal, stamp.at.date_naive())),
        _ => None,
    });
    let Some((refusal, day)) = step else {
        return super::receipts::receipt(subject, number);
    };
    let mut blocks = about(subject);
    blocks.extend(refusal_blocks(refusal, subject.book));
    Paper::Notice(Notice {
        head: letterhead(subject.book, subject.item.organ),
        title: "不予受理告知单".into(),
        qr: Some(number.short.clone()),
        number,
        to: Some(format!("{}：", applicant(subject.intake))),
        blocks,
        sign: vec!["申请人签名：".into()],
        seal_date: Some(date_zh(day)),
        marks: Marks::default(),
        copies: 1,
    })
}

fn refusal_blocks(refusal: &Refusal, book: &Book) -> Vec<Block> {
    let mut blocks = vec![
        Block::Strong("您申请的事项，本窗口不予受理。".into()),
        Block::Heading("理由".into()),
        Block::Para(refusal.reason.clone()),
    ];
    if !refusal.basis.is_empty() {
        blocks.push(Block::Heading("依据".into()));
        blocks.push(Block::Para(refusal.basis.clone()));
    }
    if !refusal.redirect.is_empty() {
        blocks.push(Block::Heading("可以到哪里".into()));
        blocks.push(Block::Para(refusal.redirect.clone()));
    }
    blocks.push(remedy(book));
    blocks
}

fn remedy(book: &Book) -> Block {
    let phone = &book.community.supervision_phone;
    Block::Para(if phone.is_empty() {
        "有不同意见，可以拨打 12345 反映。".to_owned()
    } else {
        format!("有不同意见，可以拨打监督电话 {phone} 或者 12345 反映。")
    })
}

/// 不予出具证明告知单
pub(super) fn decline(
    record: &DeclineRecord,
    certificate: Option<&Certificate>,
    resident: Option<&Resident>,
    book: &Book,
    number: Numbered,
) -> Paper {
    let mut fields = Vec::new();
    if let Some(person) = resident {
        fields.push(Cell::new("来办的人", person.name.reveal().to_string()));
    }
    fields.push(Cell::strong("要开的证明", record.certificate_name.as_str()));
    let body = if record.asked_by.is_empty() { "未说明" } else { &record.asked_by };
    fields.push(Cell::new("谁要的", body));
    let day = record.at.date_naive();
    fields.push(Cell::new("日期", day_in_full(day, book, false)));
    fields.push(Cell::new("经办人", book.staff_name(&record.staff)));
    let mut blocks = vec![
        Block::Fields(fields),
        Block::Strong(format!("您要的“{}”，社区不能开。", record.certificate_name)),
    ];
    if let Some(certificate) = certificate {
        blocks.push(Block::Heading("为什么".into()));
        blocks.push(Block::Para(certificate.reason_zh.clone()));
        blocks.push(Block::Heading("去哪里".into()));
        blocks.push(Block::Para(certificate.where_zh.clone()));
        if !certificate.alternative_zh.is_empty() {
            blocks.push(Block::Heading("我们可以这样帮您".into()));
            let item = book.catalogue.item(&certificate.alternative);
            blocks.push(Block::Para(match item {
                Some(item) => format!("{}（{} {}）", certificate.alternative_zh, item.code, item.name_zh),
                None => certificate.alternative_zh.clone(),
            }));
        }
    }
    blocks.push(Block::Para("请把本单给要证明的单位看；如仍被要求，请打监督电话。".into()));
    blocks.push(remedy(book));
    Paper::Notice(Notice {
        head: letterhead(book, Organ::Committee),
        title: "不予出具证明告知单".into(),
        qr: Some(number.short.clone()),
        number,
        to: None,
        blocks,
        sign: Vec::new(),
        seal_date: Some(date_zh(day)),
        marks: Marks::default(),
        copies: 1,
    })
}

/// Who and what a notice is about.
fn about(subject: &Subject<'_>) -> Vec<Block> {
    let handler = subject.book.staff_name(&subject.intake.handler);
    vec![Block::Fields(vec![
        Cell::strong("事项", subject.matter()),
        Cell::new("收到材料", subject.received()),
        Cell::new("经办人", handler),
    ])]
}
