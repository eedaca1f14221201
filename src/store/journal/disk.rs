//! The three things the journal does to its file, behind a trait so that tests can let each of them fail.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};

pub(crate) trait Disk: Send {
    /// Writes at an offset.
    fn write(&mut self, file: &mut File, at: u64, bytes: &[u8]) -> io::Result<()>;
    /// Returns once the bytes and the length are on disk.
    fn sync(&mut self, file: &File) -> io::Result<()>;
    /// Cuts back to a length.
    fn cut(&mut self, file: &File, length: u64) -> io::Result<()>;
}

pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn write(&mut self, file: &mut File, at: u64, bytes: &[u8]) -> io::Result<()> {
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn sync(&mut self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn cut(&mut self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
pub(crate) fn sync_dir(dir: &std::path::Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// Writes a small file so that after a power cut it holds either the old or the new bytes.
pub(crate) fn replace(path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(&fresh, path)?;
    path.parent().map_or(Ok(()), sync_dir)
}
