//! What a disk does at least, and how much the journal gave it to do.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;

/// Follows the journal's lines, for their lengths.
pub struct Lines {
    file: File,
    at: u64,
}

impl Lines {
    pub fn new(folder: &Path) -> Self {
        Self { file: File::open(folder.join("journal/000001.jsonl")).unwrap(), at: 0 }
    }

    /// How many bytes the last line has.
    pub fn last(&mut self) -> usize {
        let mut last = 0;
        loop {
            self.file.seek(SeekFrom::Start(self.at)).unwrap();
            let mut reader = BufReader::with_capacity(16 * 1024, &self.file);
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line).unwrap();
            // Behind the last line stand zeros.
            if line.first() != Some(&b'{') {
                return last;
            }
            last = line.len();
            self.at += last as u64;
        }
    }
}

/// Appends to a file and syncs it, nothing else.
pub struct Raw(File);

impl Raw {
    pub fn new(path: &Path) -> Self {
        Self(OpenOptions::new().create(true).append(true).open(path).unwrap())
    }

    pub fn append(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
        self.0.sync_data().unwrap();
    }
}

/// Writes over zeros laid down before and syncs: what the journal does, with nothing before it and behind it.
pub struct Ready(File);

impl Ready {
    pub fn new(path: &Path, bytes: usize) -> Self {
        let mut file = File::create(path).unwrap();
        file.write_all(&vec![0; bytes]).unwrap();
        file.sync_all().unwrap();
        file.rewind().unwrap();
        Self(file)
    }

    pub fn append(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
        self.0.sync_data().unwrap();
    }
}
