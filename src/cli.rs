//! What a script calls. Every command works through the desk, as the window does.
//!
//! Exit codes: 0 done; 1 the desk, the store or the printer's file said no (or a check found something); 2 wrong use:
//! what can be told to be wrong without looking into the store. With `--json` there is one JSON document on standard
//! output, `{"error":{"code","message"}}` when it failed; without it, errors go to standard error.

mod accept;
mod export;
mod find;
mod help;
mod ics;
mod import;
mod out;
mod papers;
mod person;
mod place;
mod reckon;
mod rooms;
mod summary;
mod upkeep;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::domain::lang::Lang;
use crate::i18n::Words;
use crate::t;

use out::{Fault, Out};
use place::Place;

/// How the window is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowCall {
    /// The data folder.
    pub data: PathBuf,
    /// The language asked for; none: the PC's own setting.
    pub lang: Option<Lang>,
    /// The day to take today for, in practice.
    pub today: Option<NaiveDate>,
}

/// What draws. The command line knows no window; the program hands these in. Each answers a sentence when it failed.
#[derive(Debug, Clone, Copy)]
pub struct Screens {
    /// `quanke`
    pub window: fn(WindowCall) -> Result<(), String>,
    /// `quanke tour DIR`: the main job played without a window, papers and pictures into the folder.
    pub tour: fn(PathBuf, WindowCall) -> Result<(), String>,
    /// `quanke gallery`, development only.
    pub gallery: fn(WindowCall) -> Result<(), String>,
}

#[derive(Parser)]
#[command(name = "quanke", version)]
struct Args {
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh|en", value_parser = lang)]
    lang: Option<Lang>,
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    today: Option<NaiveDate>,
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Setup(upkeep::Setup),
    Accept(accept::Accept),
    Slip(papers::Slip),
    Guide(papers::Guide),
    Decline(papers::Decline),
    Search(find::Search),
    Person(person::Person),
    Due(reckon::Due),
    Id(reckon::Id),
    Rooms(rooms::Rooms),
    Summary(summary::Summary),
    Practice(upkeep::Practice),
    Ics(ics::Ics),
    Export(export::Export),
    Import(import::Import),
    Check,
    Backup,
    Tour {
        dir: PathBuf,
    },
    #[cfg(debug_assertions)]
    Gallery,
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "zh | en".to_owned())
}

fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "2026-05-07".to_owned())
}

/// Runs the program with its arguments, the program's own name first.
pub fn run(args: impl IntoIterator<Item = OsString>, screens: &Screens) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // Help and complaints about the arguments must speak the right language before the arguments are understood.
    let early = Early::of(&args);
    let data = early.data.map(PathBuf::from).or_else(place::usual_folder);
    let pc = data.as_deref().map(crate::this_pc::ThisPc::load).unwrap_or_default();
    let words = Words::new(early.lang.unwrap_or(pc.language));
    let mut out = Out::new(early.json);

    let command = help::in_words(Args::command(), &words);
    let parsed = command.try_get_matches_from(&args).and_then(|found| Args::from_arg_matches(&found));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return ExitCode::from(misused(&error, &mut out, &words)),
    };
    let done = match data {
        Some(data) => {
            let place = Place { data, pc, words: words.clone(), today: args.today, json: args.json };
            act(args, &place, screens, &mut out)
        }
        None => Err(Fault::said("no_folder", t!(words, "cli-no-folder"), 1)),
    };
    ExitCode::from(out.end(done, &words))
}

fn act(args: Args, place: &Place, screens: &Screens, out: &mut Out) -> Result<(), Fault> {
    let call = WindowCall { data: place.data.clone(), lang: args.lang, today: args.today };
    let drawn = |done: Result<(), String>| done.map_err(|message| Fault::said("window", message, 1));
    match args.command {
        None => drawn((screens.window)(call)),
        Some(Command::Tour { dir }) => drawn((screens.tour)(dir, call)),
        #[cfg(debug_assertions)]
        Some(Command::Gallery) => drawn((screens.gallery)(call)),
        Some(Command::Setup(args)) => upkeep::setup(&args, place, out),
        Some(Command::Accept(args)) => accept::accept(&args, place, out),
        Some(Command::Slip(args)) => papers::slip(&args, place, out),
        Some(Command::Guide(args)) => papers::guide(&args, place, out),
        Some(Command::Decline(args)) => papers::decline(&args, place, out),
        Some(Command::Search(args)) => find::search(&args, place, out),
        Some(Command::Person(args)) => person::person(&args, place, out),
        Some(Command::Due(args)) => reckon::due(&args, place, out),
        Some(Command::Id(args)) => reckon::id(&args, place, out),
        Some(Command::Rooms(args)) => rooms::rooms(&args, place, out),
        Some(Command::Summary(args)) => summary::summary(&args, place, out),
        Some(Command::Practice(args)) => upkeep::practice(&args, place, out),
        Some(Command::Ics(args)) => ics::ics(&args, place, out),
        Some(Command::Export(args)) => export::export(&args, place, out),
        Some(Command::Import(args)) => import::import(&args, place, out),
        Some(Command::Check) => upkeep::check(place, out),
        Some(Command::Backup) => upkeep::backup(place, out),
    }
}

/// Help and version are answers; everything else is wrong use.
fn misused(error: &clap::Error, out: &mut Out, words: &Words) -> u8 {
    if !error.use_stderr() {
        let shown = out.text(&error.render().to_string());
        return out.end(shown, words);
    }
    let fault = Fault::said("usage", error.render().to_string().trim_end().to_owned(), 2);
    out.end(Err(fault), words)
}

/// What is seen in the arguments before they are understood.
#[derive(Default)]
struct Early {
    data: Option<OsString>,
    lang: Option<Lang>,
    json: bool,
}

impl Early {
    fn of(args: &[OsString]) -> Self {
        let mut early = Self::default();
        let mut rest = args.iter().skip(1);
        while let Some(arg) = rest.next() {
            match arg.to_str() {
                Some("--") => break,
                Some("--json") => early.json = true,
                Some("--data") => early.data = rest.next().cloned(),
                Some("--lang") => early.lang = rest.next().and_then(|l| Lang::parse(l.to_str()?)),
                Some(text) => {
                    if let Some(lang) = text.strip_prefix("--lang=") {
                        early.lang = Lang::parse(lang);
                    } else if let Some(data) = text.strip_prefix("--data=") {
                        early.data = Some(data.into());
                    }
                }
                // `--data=` with a name that is no text is not looked for: clap splits it the same way and the
                // folder is then given as two arguments.
                None => {}
            }
        }
        early
    }
}
