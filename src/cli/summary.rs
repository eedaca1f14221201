//! `quanke summary`: a week, a month or a year in figures, as JSON, as the paper, or in a few lines.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{ArgGroup, Args};
use serde::Serialize;

use crate::desk::Watch;
use crate::domain::summary::{Period, PeriodKind, StoredSummary, Summary as Figures};
use crate::paper::compose::sheet;
use crate::paper::office::SheetOf;
use crate::t;

use super::out::{Fault, Out};
use super::papers::{check_target, write};
use super::place::Place;

#[derive(Args)]
#[command(group = ArgGroup::new("period").required(true))]
pub(super) struct Summary {
    #[arg(long, value_name = "2026-W47", group = "period")]
    week: Option<String>,
    #[arg(long, value_name = "2026-11", group = "period")]
    month: Option<String>,
    #[arg(long, value_name = "2026", group = "period")]
    year: Option<String>,
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    #[arg(long)]
    public: bool,
}

/// What `--json` answers: the figures, and what was kept of them.
#[derive(Serialize)]
struct Document {
    key: String,
    figures: Figures,
    ties: bool,
    stored: StoredSummary,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    xlsx: Option<String>,
}

pub(super) fn summary(args: &Summary, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let (kind, text) = match (&args.week, &args.month, &args.year) {
        (Some(text), _, _) => (PeriodKind::Week, text),
        (_, Some(text), _) => (PeriodKind::Month, text),
        (_, _, text) => (PeriodKind::Year, text.as_ref().map_or(const { &String::new() }, |text| text)),
    };
    let wrong = || Fault::said("period", t!(words, "cli-not-a-period", text = text.clone()), 2);
    let period: Period = text.parse().map_err(|_| wrong())?;
    if period.kind != kind {
        return Err(wrong());
    }
    if args.public && place.json {
        return Err(Fault::said("public", t!(words, "cli-public-json"), 2));
    }
    for target in [&args.pdf, &args.xlsx].into_iter().flatten() {
        check_target(target, place)?;
    }
    let desk = place.open_set_up()?;
    let never = AtomicBool::new(false);
    let (stored, figures) = desk.summary(period, Watch { progress: &mut |_| {}, stop: &never })?;
    let mut document = Document {
        key: period.to_string(),
        ties: figures.balance.ties(),
        figures,
        stored,
        pdf: None,
        xlsx: None,
    };
    if let Some(target) = &args.pdf {
        let paper = sheet(&desk, &SheetOf::Summary { period, public: args.public })?;
        document.pdf = Some(write(&paper, &desk, target, place)?.file);
    }
    if let Some(target) = &args.xlsx {
        let written = crate::exchange::summary::write(
            target,
            &desk.book(),
            &document.stored,
            &document.figures,
            args.public,
        )
        .map_err(|error| Fault::said("not_written", crate::i18n::write_error(words, &error), 1))?;
        document.xlsx = Some(written.path.display().to_string());
    }
    let figures = &document.figures;
    let (flow, balance) = (&figures.flow, figures.balance);
    let lines = || {
        let mut lines = vec![
            t!(words, "cli-summary-period", from = period.from.to_string(), to = period.to.to_string()),
            t!(words, "cli-summary-visits", visits = flow.visits, people = flow.people),
            t!(
                words,
                "cli-summary-balance",
                before = balance.before,
                accepted = balance.accepted,
                done = balance.done,
                stopped = balance.stopped,
                after = balance.after
            ),
        ];
        lines.push(if balance.ties() {
            t!(words, "cli-summary-ties")
        } else {
            t!(words, "cli-summary-no-tie")
        });
        for file in [&document.pdf, &document.xlsx].into_iter().flatten() {
            lines.push(t!(
                words,
                "cli-written",
                name = document.key.clone(),
                title = t!(words, "cli-summary-title"),
                file = file.clone()
            ));
        }
        lines
    };
    out.answer(&document, lines)
}
