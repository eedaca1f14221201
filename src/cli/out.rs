//! The one place where the command line writes, and how it says that something failed.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use crate::desk::DeskError;
use crate::i18n::{Words, desk_error, office_error};
use crate::paper::PaperError;
use crate::paper::office::OfficeError;
use crate::t;

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Fault {
    /// The desk said no.
    Desk(DeskError),
    /// The paper could not be made or written.
    Office(OfficeError),
    /// Told in words already.
    Said { code: &'static str, message: String, exit: u8 },
    /// Everything is told; only the exit code is left.
    Told,
    /// The same, with another exit code than 1.
    Ended { exit: u8 },
    /// Nobody listens any more: no reason to complain.
    Closed,
    /// Standard output cannot be written.
    Output(io::Error),
    /// Standard input cannot be read.
    Input(io::Error),
}

impl Fault {
    pub fn said(code: &'static str, message: String, exit: u8) -> Self {
        Self::Said { code, message, exit }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Desk(error) | Self::Office(OfficeError::Desk(error)) => desk_code(error),
            Self::Office(OfficeError::Paper(_)) => "paper",
            Self::Office(OfficeError::File(_)) => "file",
            Self::Office(OfficeError::Print { .. }) => "print",
            Self::Said { code, .. } => code,
            Self::Told | Self::Ended { .. } | Self::Closed => "",
            Self::Output(_) | Self::Input(_) => "io",
        }
    }

    fn message(&self, words: &Words) -> String {
        match self {
            Self::Desk(error) => desk_error(words, error),
            Self::Office(error) => office_error(words, error),
            Self::Said { message, .. } => message.clone(),
            Self::Told | Self::Ended { .. } | Self::Closed => String::new(),
            Self::Output(error) => t!(words, "cli-output", detail = error.to_string()),
            Self::Input(error) => t!(words, "cli-input", detail = error.to_string()),
        }
    }

    fn exit(&self) -> u8 {
        match self {
            Self::Said { exit, .. } | Self::Ended { exit } => *exit,
            _ => 1,
        }
    }
}

/// A code for scripts; a store that somebody else holds is worth its own, since waiting helps.
fn desk_code(error: &DeskError) -> &'static str {
    match error {
        DeskError::Store(crate::store::StoreError::Held { .. }) => "held",
        other => other.code(),
    }
}

impl From<DeskError> for Fault {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<crate::store::StoreError> for Fault {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<OfficeError> for Fault {
    fn from(error: OfficeError) -> Self {
        Self::Office(error)
    }
}

impl From<PaperError> for Fault {
    fn from(error: PaperError) -> Self {
        Self::Office(error.into())
    }
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    error: ErrorWords<'a>,
}

#[derive(Serialize)]
struct ErrorWords<'a> {
    code: &'a str,
    message: &'a str,
}

/// Standard output.
pub(super) struct Out {
    out: io::BufWriter<io::Stdout>,
    json: bool,
}

impl Out {
    pub fn new(json: bool) -> Self {
        Self { out: io::BufWriter::new(io::stdout()), json }
    }

    /// From here on errors are JSON, asked for or not: for commands that speak nothing else.
    pub fn speak_json(&mut self) {
        self.json = true;
    }

    /// Text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), Fault> {
        self.out.write_all(text.as_bytes()).map_err(broken)
    }

    /// A line.
    pub fn line(&mut self, text: &str) -> Result<(), Fault> {
        self.text(text)?;
        self.text("\n")
    }

    /// A JSON document on one line, out of the door before this returns.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        let text = serde_json::to_string(value).map_err(|error| broken(error.into()))?;
        self.line(&text)?;
        self.out.flush().map_err(broken)
    }

    /// JSON where it was asked for, lines otherwise.
    pub fn answer(
        &mut self,
        value: &impl Serialize,
        lines: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Fault> {
        if self.json {
            return self.json(value);
        }
        for line in lines() {
            self.line(&line)?;
        }
        Ok(())
    }

    /// Writes what is left, tells what went wrong, and gives the exit code.
    pub fn end(&mut self, done: Result<(), Fault>, words: &Words) -> u8 {
        let fault = match done.and_then(|()| self.out.flush().map_err(broken)) {
            Ok(()) | Err(Fault::Closed) => return 0,
            Err(fault) => fault,
        };
        if matches!(fault, Fault::Told | Fault::Ended { .. }) {
            // What was told may still wait in the buffer; who does not listen to it needs no other complaint.
            let _nobody_listens = self.out.flush();
            return fault.exit();
        }
        let (code, message) = (fault.code(), fault.message(words));
        if self.json {
            let document = ErrorDocument { error: ErrorWords { code, message: &message } };
            if self.json(&document).is_err() {
                note(&message);
            }
        } else {
            // The lines before belong before.
            let _nobody_listens = self.out.flush();
            note(&message);
        }
        fault.exit()
    }
}

/// Something to know that is no answer: on standard error, where a script's answer is not disturbed.
pub(super) fn note(text: &str) {
    // With standard error closed there is nowhere left to say so.
    let _nowhere_else = writeln!(io::stderr(), "{text}");
}

fn broken(error: io::Error) -> Fault {
    if error.kind() == ErrorKind::BrokenPipe { Fault::Closed } else { Fault::Output(error) }
}
