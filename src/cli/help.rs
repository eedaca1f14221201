//! Help in the language asked for. The words are in `i18n/`; clap's own few stay English.

mod rooms;
mod tables;

use clap::Command;

use crate::i18n::Words;
use crate::t;

/// Puts the words into the command, its subcommands and all their arguments.
pub(super) fn in_words(command: Command, words: &Words) -> Command {
    let command = command.about(t!(words, "cli-about")).after_help(t!(words, "cli-exit-codes")).mut_args(
        |arg| match arg.get_id().as_str() {
            "data" => arg.help(t!(words, "cli-arg-data")),
            "lang" => arg.help(t!(words, "cli-arg-lang")),
            "today" => arg.help(t!(words, "cli-arg-today")),
            "json" => arg.help(t!(words, "cli-arg-json")),
            _ => arg,
        },
    );
    command.mut_subcommands(|sub| subcommand(sub, words))
}

fn subcommand(sub: Command, words: &Words) -> Command {
    let name = sub.get_name().to_owned();
    let sub = match name.as_str() {
        "setup" => sub.about(t!(words, "cli-about-setup")),
        "accept" => sub.about(t!(words, "cli-about-accept")).after_help(t!(words, "cli-accept-shape")),
        "slip" => sub.about(t!(words, "cli-about-slip")),
        "guide" => sub.about(t!(words, "cli-about-guide")),
        "decline" => sub.about(t!(words, "cli-about-decline")),
        "search" => sub.about(t!(words, "cli-about-search")),
        "person" => sub.about(t!(words, "cli-about-person")),
        "due" => sub.about(t!(words, "cli-about-due")),
        "id" => sub.about(t!(words, "cli-about-id")),
        "rooms" => return rooms::in_words(sub.about(t!(words, "cli-about-rooms")), words),
        "export" => return tables::export(sub, words),
        "import" => return tables::import(sub, words),
        "summary" => sub.about(t!(words, "cli-about-summary")),
        "practice" => sub.about(t!(words, "cli-about-practice")),
        "check" => sub.about(t!(words, "cli-about-check")),
        "backup" => sub.about(t!(words, "cli-about-backup")),
        "ics" => sub.about(t!(words, "cli-about-ics")).mut_subcommands(|below| of_ics(below, words)),
        "tour" => sub.about(t!(words, "cli-about-tour")),
        "gallery" => sub.about(t!(words, "cli-about-gallery")),
        _ => sub,
    };
    sub.mut_args(|arg| {
        let help = match (name.as_str(), arg.get_id().as_str()) {
            ("setup", "community") => t!(words, "cli-arg-community"),
            ("setup", "worker") => t!(words, "cli-arg-first-worker"),
            ("setup", "practice") => t!(words, "cli-arg-practice"),
            ("accept" | "decline" | "person", "worker") => t!(words, "cli-arg-worker"),
            ("slip", "serial") => t!(words, "cli-arg-serial"),
            (_, "out") => t!(words, "cli-arg-out"),
            (_, "large") => t!(words, "cli-arg-large"),
            ("guide", "item") => t!(words, "cli-arg-item"),
            ("decline", "name") => t!(words, "cli-arg-certificate"),
            ("decline", "by") => t!(words, "cli-arg-by"),
            ("decline", "resident") => t!(words, "cli-arg-resident"),
            ("search", "text") => t!(words, "cli-arg-text"),
            ("person", "text") => t!(words, "cli-arg-person"),
            ("person", "full") => t!(words, "cli-arg-full"),
            ("person", "reason") => t!(words, "cli-arg-why-full"),
            ("due", "from") => t!(words, "cli-arg-from"),
            ("due", "workdays") => t!(words, "cli-arg-workdays"),
            ("due", "days") => t!(words, "cli-arg-days"),
            ("due", "explain") => t!(words, "cli-arg-explain"),
            ("id", "number") => t!(words, "cli-arg-number"),
            ("summary", "week") => t!(words, "cli-arg-week"),
            ("summary", "month") => t!(words, "cli-arg-month"),
            ("summary", "year") => t!(words, "cli-arg-year"),
            ("summary", "pdf") => t!(words, "cli-arg-pdf"),
            ("summary", "xlsx") => t!(words, "cli-arg-xlsx"),
            ("summary", "public") => t!(words, "cli-arg-public"),
            ("practice", "years") => t!(words, "cli-arg-years"),
            ("practice", "per_day") => t!(words, "cli-arg-per-day"),
            ("practice", "seed") => t!(words, "cli-arg-seed"),
            ("tour", "dir") => t!(words, "cli-arg-tour-dir"),
            _ => return arg,
        };
        arg.help(help)
    })
}

fn of_ics(sub: Command, words: &Words) -> Command {
    let sub = match sub.get_name() {
        "preview" => sub.about(t!(words, "cli-about-ics-preview")),
        "export" => sub.about(t!(words, "cli-ics-export")),
        "import" => sub.about(t!(words, "cli-ics-import")),
        _ => sub,
    };
    sub.mut_args(|arg| match arg.get_id().as_str() {
        "file" => arg.help(t!(words, "cli-arg-ics-file")),
        "from" => arg.help(t!(words, "cli-arg-ics-from")),
        "to" => arg.help(t!(words, "cli-arg-ics-to")),
        "room" => arg.help(t!(words, "cli-arg-rooms-room")),
        "class" => arg.help(t!(words, "cli-arg-ics-class")),
        "out" => arg.help(t!(words, "cli-arg-ics-out")),
        "kind" => arg.help(t!(words, "cli-arg-ics-kind")),
        "dry_run" => arg.help(t!(words, "cli-arg-rooms-dry-run")),
        "rejects" => arg.help(t!(words, "cli-arg-ics-rejects")),
        _ => arg,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::domain::lang::Lang;

    /// What has no words, by the way that leads there.
    fn wordless(command: &Command, path: &str) -> Vec<String> {
        let args = command
            .get_arguments()
            .filter(|arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version"))
            .filter(|arg| arg.get_help().is_none())
            .map(|arg| format!("{path} {}", arg.get_id()));
        let below = command.get_subcommands().filter(|sub| sub.get_name() != "help").flat_map(|sub| {
            let path = format!("{path} {}", sub.get_name());
            let about = sub.get_about().is_none().then(|| path.clone());
            wordless(sub, &path).into_iter().chain(about)
        });
        args.chain(below).collect()
    }

    #[test]
    fn every_command_and_every_argument_says_what_it_is() {
        for lang in [Lang::Zh, Lang::En] {
            let command = in_words(crate::cli::Args::command(), &Words::new(lang));
            assert_eq!(wordless(&command, "quanke"), Vec::<String>::new());
        }
    }
}
