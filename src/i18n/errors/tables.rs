//! Sentences for tables that leave the desk and tables that come in.

use crate::desk::ImportError;
use crate::domain::identity::IdError;
use crate::domain::imported::RowFault;
use crate::domain::ledger::ProfileFault;
use crate::exchange::file::FileError;
use crate::exchange::ledgers::ExportError;
use crate::exchange::read::ReadError;
use crate::exchange::sheet::WriteError;
use crate::t;

use super::super::Words;
use super::{desk_error, identity, name, phone};

/// Why a ledger was not written.
pub fn export_error(words: &Words, error: &ExportError) -> String {
    match error {
        ExportError::Desk(error) => desk_error(words, error),
        ExportError::Write(error) => write_error(words, error),
        ExportError::Paper(error) => t!(words, "paper-fault", detail = error.to_string()),
    }
}

/// Why a table was not written.
pub fn write_error(words: &Words, error: &WriteError) -> String {
    match error {
        WriteError::File(error) => file_error(words, error),
        WriteError::TooManyRows { most } => t!(words, "table-too-many-rows", most = *most),
        WriteError::Stopped => t!(words, "table-stopped"),
        WriteError::Fault(detail) => t!(words, "table-fault", detail = detail.clone()),
    }
}

/// Why a file is no table.
pub fn read_error(words: &Words, error: &ReadError) -> String {
    match error {
        ReadError::File(error) => file_error(words, error),
        ReadError::TooBig { bytes } => t!(words, "table-too-big", mb = bytes / (1024 * 1024)),
        ReadError::NoTable { path, .. } => t!(words, "table-no-table", path = path.display().to_string()),
        ReadError::Empty(path) => t!(words, "table-empty", path = path.display().to_string()),
        ReadError::NoHeads(path) => t!(words, "table-no-heads", path = path.display().to_string()),
    }
}

fn file_error(words: &Words, error: &FileError) -> String {
    let shown = |path: &std::path::Path| path.display().to_string();
    match error {
        FileError::NoFolder(path) => t!(words, "file-no-folder", path = shown(path)),
        FileError::IsFolder(path) => t!(words, "file-is-folder", path = shown(path)),
        FileError::ReadOnly(path) => t!(words, "file-read-only", path = shown(path)),
        FileError::Full(path) => t!(words, "file-full", path = shown(path)),
        FileError::NoFile(path) => t!(words, "file-no-file", path = shown(path)),
        FileError::Other { path, error } => {
            t!(words, "file-other", path = shown(path), detail = error.to_string())
        }
    }
}

/// Why a row was not taken in.
pub fn row_fault(words: &Words, fault: &RowFault) -> String {
    match fault {
        RowFault::NoName => t!(words, "row-no-name"),
        RowFault::Name(error) => name(words, error),
        // A file has no place for the reason that lifts it at the desk.
        RowFault::Identity(IdError::CheckDigit { .. }) => t!(words, "row-check-digit"),
        RowFault::Identity(error) => identity(words, error),
        RowFault::Phone(error) => t!(words, "row-phone", detail = phone(words, error)),
        RowFault::OnlyName => t!(words, "row-only-name"),
        RowFault::DigitsLost { head } => t!(words, "row-digits-lost", head = head.clone()),
        RowFault::NoDay { text } if text.is_empty() => t!(words, "row-day-missing"),
        RowFault::NoDay { text } => t!(words, "row-no-day", text = text.clone()),
        RowFault::Future { day } => t!(words, "row-future", day = day.to_string()),
        RowFault::Bare => t!(words, "row-bare"),
        RowFault::TooLong { len, most } => t!(words, "field-too-long", len = *len, max = *most),
        RowFault::Twin { line } => t!(words, "row-twin", line = *line),
        RowFault::OnFile { resident, by_document: true } => {
            t!(words, "row-on-file-document", id = resident.clone())
        }
        RowFault::OnFile { resident, .. } => t!(words, "row-on-file-phone", id = resident.clone()),
        RowFault::OtherDocument { resident } => t!(words, "row-other-document", id = resident.clone()),
    }
}

/// Why a file was not taken in, or an import not undone.
pub(super) fn import_error(words: &Words, error: &ImportError) -> String {
    match error {
        ImportError::Unfinished { id } => t!(words, "import-unfinished", id = id.clone()),
        ImportError::Already { id } => t!(words, "import-already", id = id.clone()),
        ImportError::NoColumn { head } => t!(words, "import-no-column", head = (*head).to_owned()),
        ImportError::Undone { id } => t!(words, "import-undone-already", id = id.clone()),
    }
}

/// Why a profile cannot be kept.
pub fn profile_fault(words: &Words, fault: &ProfileFault) -> String {
    match fault {
        ProfileFault::Nameless => t!(words, "profile-nameless"),
        ProfileFault::NameTaken => t!(words, "profile-name-taken"),
        ProfileFault::NoColumns => t!(words, "profile-no-columns"),
        ProfileFault::TooMany { count, most } => t!(words, "profile-too-many", count = *count, most = *most),
        ProfileFault::TooLong { len, most } => t!(words, "field-too-long", len = *len, max = *most),
        ProfileFault::Headless(at) => t!(words, "profile-headless", at = *at),
        ProfileFault::UnknownColumn(code) => t!(words, "profile-unknown-column", code = code.clone()),
        ProfileFault::BuiltIn => t!(words, "profile-built-in"),
    }
}
