//! The words of `quanke export` and `quanke import`.

use clap::Command;

use crate::i18n::Words;
use crate::t;

pub(super) fn export(command: Command, words: &Words) -> Command {
    let command = command.about(t!(words, "cli-about-export")).after_help(t!(words, "cli-export-shape"));
    command.mut_args(|arg| {
        let help = match arg.get_id().as_str() {
            "ledger" => t!(words, "cli-arg-ledger"),
            "from" => t!(words, "cli-arg-export-from"),
            "to" => t!(words, "cli-arg-export-to"),
            "format" => t!(words, "cli-arg-export-format"),
            "out" => t!(words, "cli-arg-export-out"),
            "profile" => t!(words, "cli-arg-export-profile"),
            "learn" => t!(words, "cli-arg-export-learn"),
            "encoding" => t!(words, "cli-arg-export-encoding"),
            "full" => t!(words, "cli-arg-export-full"),
            "reason" => t!(words, "cli-arg-export-reason"),
            "item" => t!(words, "cli-arg-export-item"),
            "group" => t!(words, "cli-arg-export-group"),
            "handler" => t!(words, "cli-arg-export-handler"),
            "state" => t!(words, "cli-arg-export-state"),
            "grid" => t!(words, "cli-arg-export-grid"),
            "channel" => t!(words, "cli-arg-export-channel"),
            "resident" => t!(words, "cli-arg-export-resident"),
            "imported" => t!(words, "cli-arg-export-imported"),
            "worker" => t!(words, "cli-arg-worker"),
            _ => return arg,
        };
        arg.help(help)
    })
}

pub(super) fn import(command: Command, words: &Words) -> Command {
    let command = command.about(t!(words, "cli-about-import")).after_help(t!(words, "cli-import-shape"));
    command.mut_args(|arg| {
        let help = match arg.get_id().as_str() {
            "what" => t!(words, "cli-arg-import-what"),
            "file" => t!(words, "cli-arg-import-file"),
            "dry_run" => t!(words, "cli-arg-import-dry-run"),
            "apply" => t!(words, "cli-arg-import-apply"),
            "rejects" => t!(words, "cli-arg-import-rejects"),
            "undo" => t!(words, "cli-arg-import-undo"),
            "worker" => t!(words, "cli-arg-worker"),
            _ => return arg,
        };
        arg.help(help)
    })
}
