//! Saving, opening and printing a finished paper. Everything here blocks: call it off the
//! drawing thread.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::platform;
use super::value::{Paper, Sheet};

/// How long the spooler may take to accept a job.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(15);

/// Writes a paper into a folder, which is made when missing, under a name that holds only the
/// serial: 代26-0062.pdf, 代26-0062-补打2.pdf. The file is complete or absent, never half
/// written; an older file of the same serial is replaced.
pub fn save(dir: &Path, paper: &Paper, pdf: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(dir)?;
    let path = dir.join(format!("{}.pdf", paper.file_stem()));
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(pdf)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|e| e.error)?;
    // Only Unix lets a folder be opened to make the rename itself durable.
    if cfg!(unix) {
        std::fs::File::open(dir)?.sync_all()?;
    }
    Ok(path)
}

/// Hands a file to the usual viewer of this system and does not wait for it to close.
pub fn open_in_viewer(path: &Path) -> Result<(), PrintError> {
    let (program, args) = platform::viewer(path);
    let child = Command::new(&program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| PrintError::starting(&program, &e))?;
    // The viewer lives on; someone has to collect its exit or it stays as a zombie.
    std::thread::spawn(move || {
        let mut child = child;
        child.wait()
    });
    Ok(())
}

/// What the printer is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Media {
    A4,
    A5,
    /// A roll, in mm.
    Roll {
        width: f32,
        length: f32,
    },
}

impl Media {
    /// The media of a paper; `length` is its longest page in mm, used on the roll only.
    pub fn of(sheet: Sheet, length: f32) -> Self {
        match sheet {
            Sheet::A4 | Sheet::A5x2OnA4 => Self::A4,
            Sheet::Roll80 => Self::Roll { width: 80.0, length },
        }
    }

    fn option(self) -> String {
        match self {
            Self::A4 => "A4".to_owned(),
            Self::A5 => "A5".to_owned(),
            Self::Roll { width, length } => {
                format!("Custom.{}x{}mm", width.ceil(), length.ceil())
            }
        }
    }
}

/// One printing.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintJob {
    /// `None` for the default printer.
    pub printer: Option<String>,
    /// Tray name as the printer's driver calls it.
    pub tray: Option<String>,
    pub media: Media,
    pub copies: u8,
}

/// Why printing did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The program is not installed.
    #[error("program {0} not found")]
    NoProgram(String),
    /// The spooler knows no such printer, or has no default one.
    #[error("no printer: {0}")]
    NoPrinter(String),
    #[error("refused ({code:?}): {stderr}")]
    Refused { code: Option<i32>, stderr: String },
    #[error("no answer within {0} s")]
    TimedOut(u64),
}

impl PrintError {
    fn starting(program: &OsString, error: &io::Error) -> Self {
        let program = program.to_string_lossy().into_owned();
        if error.kind() == io::ErrorKind::NotFound {
            Self::NoProgram(program)
        } else {
            Self::Refused { code: error.raw_os_error(), stderr: format!("{program}: {error}") }
        }
    }
}

/// The spooler's programs; CUPS names by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spooler {
    pub lp: OsString,
    pub lpstat: OsString,
    pub patience: Duration,
}

impl Default for Spooler {
    fn default() -> Self {
        Self { lp: "lp".into(), lpstat: "lpstat".into(), patience: PATIENCE }
    }
}

impl Spooler {
    /// Names of all printers, in the spooler's order. No printer is an empty list.
    pub fn printers(&self) -> Result<Vec<String>, PrintError> {
        let mut command = Command::new(&self.lpstat);
        command.arg("-e");
        match self.run(&self.lpstat, command) {
            Ok(out) => Ok(out.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()),
            Err(PrintError::NoPrinter(_)) => Ok(Vec::new()),
            Err(e) => Err(e),
        }
    }

    /// Hands a saved file to the spooler. `Ok` means accepted, not yet on paper.
    pub fn print(&self, path: &Path, job: &PrintJob) -> Result<(), PrintError> {
        let mut command = Command::new(&self.lp);
        if let Some(printer) = &job.printer {
            command.arg("-d").arg(printer);
        }
        command.arg("-n").arg(job.copies.max(1).to_string());
        if let Some(stem) = path.file_stem() {
            command.arg("-t").arg(stem);
        }
        let mut media = format!("media={}", job.media.option());
        if let Some(tray) = &job.tray {
            media.push(',');
            media.push_str(tray);
        }
        command.arg("-o").arg(media);
        // True size: the seal area and the cut are measured.
        command.arg("-o").arg("print-scaling=none");
        command.arg("--").arg(path);
        self.run(&self.lp, command).map(|_| ())
    }

    /// Runs a program within the time allowed and gives what it wrote.
    fn run(&self, program: &OsString, mut command: Command) -> Result<String, PrintError> {
        let mut child = command
            // Messages are recognised below, so they have to come in English.
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| PrintError::starting(program, &e))?;
        let out = drain(child.stdout.take());
        let err = drain(child.stderr.take());
        let lost = |e: io::Error| PrintError::Refused { code: None, stderr: e.to_string() };
        let Some(status) = wait(&mut child, self.patience).map_err(lost)? else {
            // Already gone is as good as killed.
            if let Err(e) = child.kill()
                && e.kind() != io::ErrorKind::InvalidInput
            {
                return Err(lost(e));
            }
            child.wait().map_err(lost)?;
            return Err(PrintError::TimedOut(self.patience.as_secs()));
        };
        let collect = |reader: std::thread::JoinHandle<Vec<u8>>| {
            let bytes = reader.join().unwrap_or_default();
            String::from_utf8_lossy(&bytes).trim().to_owned()
        };
        let (out, err) = (collect(out), collect(err));
        if status.success() {
            return Ok(out);
        }
        let lower = err.to_lowercase();
        let unknown = [
            "no default destination",
            "does not exist",
            "unknown destination",
            "no destinations",
            "not found",
        ];
        if unknown.iter().any(|words| lower.contains(words)) {
            return Err(PrintError::NoPrinter(err));
        }
        Err(PrintError::Refused { code: status.code(), stderr: err })
    }
}

/// Reads a pipe to its end on a thread of its own: a full pipe would stop the program.
fn drain(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe
            && let Err(e) = pipe.read_to_end(&mut bytes)
        {
            bytes.extend(e.to_string().into_bytes());
        }
        bytes
    })
}

fn wait(child: &mut Child, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() >= patience {
            return Ok(None);
        }
        std::thread::sleep(POLL);
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
