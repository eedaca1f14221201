//! A file that is there whole or not at all: written beside its place under a name of no meaning, synced, then renamed.

use std::fs::File;
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file was not written or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is no such folder.
    #[error("no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// A folder stands where the file should.
    #[error("{} is a folder", .0.display())]
    IsFolder(PathBuf),
    /// No right to write there.
    #[error("no right to write {}", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("no room for {}", .0.display())]
    Full(PathBuf),
    /// No such file.
    #[error("no file {}", .0.display())]
    NoFile(PathBuf),
    /// Something else the system said.
    #[error("{}: {error}", .path.display())]
    Other {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl FileError {
    /// What the system said, about a file.
    pub fn of(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::NotFound => Self::NoFile(path),
            _ => Self::Other { path, error },
        }
    }

    /// A short code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFolder(_) => "no_folder",
            Self::IsFolder(_) => "is_folder",
            Self::ReadOnly(_) => "read_only",
            Self::Full(_) => "disk_full",
            Self::NoFile(_) => "no_file",
            Self::Other { .. } => "file",
        }
    }
}

/// A file on its way. Dropped before [`WholeFile::keep`], it leaves nothing behind.
#[derive(Debug)]
pub struct WholeFile {
    target: PathBuf,
    file: NamedTempFile,
}

impl WholeFile {
    /// Begins a file in the folder it is meant for, which must be there. A file of that name is replaced at the end.
    pub fn begin(target: &Path) -> Result<Self, FileError> {
        let folder = folder_of(target);
        if !folder.is_dir() {
            return Err(FileError::NoFolder(folder.to_owned()));
        }
        if target.is_dir() || target.file_name().is_none() {
            return Err(FileError::IsFolder(target.to_owned()));
        }
        let file = NamedTempFile::new_in(folder).map_err(|error| FileError::of(target, error))?;
        Ok(Self { target: target.to_owned(), file })
    }

    /// Where it will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// To write into.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Puts it in its place.
    pub fn keep(self) -> Result<PathBuf, FileError> {
        let failed = |error| FileError::of(&self.target, error);
        self.file.as_file().sync_all().map_err(failed)?;
        self.file.persist(&self.target).map_err(|kept| FileError::of(&self.target, kept.error))?;
        Ok(self.target)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

impl Seek for WholeFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.as_file_mut().seek(to)
    }
}

/// The folder a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let all = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = all.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("台账.csv");
        std::fs::write(&target, "old").unwrap();
        let mut left = WholeFile::begin(&target).unwrap();
        left.write_all(b"half").unwrap();
        drop(left);
        assert_eq!(
            (names(folder.path()), std::fs::read(&target).unwrap()),
            (vec!["台账.csv".into()], b"old".into())
        );
        let mut kept = WholeFile::begin(&target).unwrap();
        kept.write_all(b"whole").unwrap();
        kept.keep().unwrap();
        assert_eq!((names(folder.path()).len(), std::fs::read(&target).unwrap()), (1, b"whole".into()));
    }

    #[test]
    fn places_that_take_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("no/such/a.csv");
        assert!(matches!(WholeFile::begin(&nowhere), Err(FileError::NoFolder(_))));
        assert!(matches!(WholeFile::begin(folder.path()), Err(FileError::IsFolder(_))));
        for (kind, code) in [
            (ErrorKind::StorageFull, "disk_full"),
            (ErrorKind::PermissionDenied, "read_only"),
            (ErrorKind::ReadOnlyFilesystem, "read_only"),
            (ErrorKind::TimedOut, "file"),
        ] {
            assert_eq!(FileError::of(&nowhere, kind.into()).code(), code);
        }
    }
}
