//! Help for `quanke rooms`.

use clap::Command;

use crate::i18n::Words;
use crate::t;

/// Puts the words into the subcommands of `rooms`.
pub(super) fn in_words(rooms: Command, words: &Words) -> Command {
    rooms.mut_subcommands(|sub| subcommand(sub, words))
}

fn subcommand(sub: Command, words: &Words) -> Command {
    let name = sub.get_name().to_owned();
    let sub = match name.as_str() {
        "list" => sub.about(t!(words, "cli-about-rooms-list")),
        "show" => sub.about(t!(words, "cli-about-rooms-show")),
        "book" => sub.about(t!(words, "cli-about-rooms-book")).after_help(t!(words, "cli-rooms-book-shape")),
        "series" => sub.about(t!(words, "cli-about-rooms-series")),
        "move" => sub.about(t!(words, "cli-about-rooms-move")),
        "edit" => sub.about(t!(words, "cli-about-rooms-edit")),
        "cancel" => sub.about(t!(words, "cli-about-rooms-cancel")),
        "approve" => sub.about(t!(words, "cli-about-rooms-approve")),
        "reject" => sub.about(t!(words, "cli-about-rooms-reject")),
        "over" => sub.about(t!(words, "cli-about-rooms-over")),
        "key-out" => sub.about(t!(words, "cli-about-rooms-key-out")),
        "key-back" => sub.about(t!(words, "cli-about-rooms-key-back")),
        "no-show" => sub.about(t!(words, "cli-about-rooms-no-show")),
        "undo" => sub.about(t!(words, "cli-about-rooms-undo")),
        "repeat" => sub.about(t!(words, "cli-about-rooms-repeat")),
        "alone" => sub.about(t!(words, "cli-about-rooms-alone")),
        "accept-offer" => sub.about(t!(words, "cli-about-rooms-accept-offer")),
        _ => sub,
    };
    sub.mut_args(|arg| {
        let help = match (name.as_str(), arg.get_id().as_str()) {
            (_, "id") => t!(words, "cli-arg-rooms-id"),
            (_, "room") => t!(words, "cli-arg-rooms-room"),
            ("list", "from") => t!(words, "cli-arg-rooms-first"),
            ("list", "to") => t!(words, "cli-arg-rooms-last"),
            ("list", "all") => t!(words, "cli-arg-rooms-all"),
            ("list", "pending") => t!(words, "cli-arg-rooms-pending"),
            ("series", "day") => t!(words, "cli-arg-rooms-day-series"),
            (_, "day") => t!(words, "cli-arg-rooms-day"),
            (_, "from") => t!(words, "cli-arg-rooms-from"),
            (_, "to") => t!(words, "cli-arg-rooms-to"),
            ("key-back", "people") => t!(words, "cli-arg-rooms-came"),
            (_, "kind") => t!(words, "cli-arg-rooms-kind"),
            (_, "team") => t!(words, "cli-arg-rooms-team"),
            (_, "title") => t!(words, "cli-arg-rooms-title"),
            (_, "name") => t!(words, "cli-arg-rooms-name"),
            (_, "phone") => t!(words, "cli-arg-rooms-phone"),
            (_, "resident") => t!(words, "cli-arg-rooms-resident"),
            (_, "people") => t!(words, "cli-arg-rooms-people"),
            (_, "amplified") => t!(words, "cli-arg-rooms-amplified"),
            (_, "minors") => t!(words, "cli-arg-rooms-minors"),
            (_, "equipment") => t!(words, "cli-arg-rooms-equipment"),
            (_, "note") => t!(words, "cli-arg-rooms-note"),
            (_, "address") => t!(words, "cli-arg-rooms-address"),
            (_, "reason") => t!(words, "cli-arg-rooms-reason"),
            (_, "gaps") => t!(words, "cli-arg-rooms-gaps"),
            (_, "dry_run") => t!(words, "cli-arg-rooms-dry-run"),
            (_, "rule") => t!(words, "cli-arg-rooms-rule"),
            (_, "on") => t!(words, "cli-arg-rooms-on"),
            (_, "skip") => t!(words, "cli-arg-rooms-skip"),
            (_, "keep") => t!(words, "cli-arg-rooms-keep"),
            (_, "moved") => t!(words, "cli-arg-rooms-move"),
            (_, "scope") => t!(words, "cli-arg-rooms-scope"),
            (_, "by_booker") => t!(words, "cli-arg-rooms-by-booker"),
            (_, "whole") => t!(words, "cli-arg-rooms-whole"),
            (_, "by") => t!(words, "cli-arg-rooms-by"),
            (_, "offer") => t!(words, "cli-arg-rooms-offer"),
            (_, "condition") => t!(words, "cli-arg-rooms-condition"),
            (_, "worker") => t!(words, "cli-arg-worker"),
            _ => return arg,
        };
        arg.help(help)
    })
}
