//! Fonts of the machine, for characters outside the bundled faces.
//!
//! Nothing is read until a character is missing. Then the font files of the given places are
//! opened one after another, likely ones first, until one has the character; the answer is
//! remembered, and so is that there is none.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Larger files are not opened: no single face of text is that big.
const MAX_FILE: u64 = 120 << 20;
/// How deep folders are searched; font folders nest two or three levels.
const MAX_DEPTH: usize = 5;

/// The usual font folders of this machine that exist.
pub fn system_folders() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:\\Windows\\Fonts",
    ]
    .iter()
    .map(PathBuf::from)
    .collect();
    if let Some(dirs) = directories::BaseDirs::new() {
        let home = dirs.home_dir();
        out.push(home.join(".fonts"));
        out.push(home.join(".local/share/fonts"));
        out.push(home.join("Library/Fonts"));
        out.push(dirs.data_local_dir().join("Microsoft/Windows/Fonts"));
    }
    out.retain(|p| p.is_dir());
    out
}

struct Opened {
    path: PathBuf,
    face: u32,
    bytes: Arc<[u8]>,
}

#[derive(Default)]
struct State {
    files: Option<Vec<PathBuf>>,
    opened: Vec<Opened>,
    known: HashMap<char, Option<(usize, u16, f32)>>,
}

/// Fonts beyond the bundled ones, opened on demand.
pub(super) struct Fallback {
    places: Vec<PathBuf>,
    state: Mutex<State>,
}

impl Fallback {
    pub(super) fn new(places: Vec<PathBuf>) -> Self {
        Self { places, state: Mutex::new(State::default()) }
    }

    /// Font number, glyph and advance in em.
    pub(super) fn find(&self, c: char) -> Option<(usize, u16, f32)> {
        if self.places.is_empty() {
            return None;
        }
        // A thread that panicked while holding the lock leaves a usable cache behind.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = state.known.get(&c) {
            return *known;
        }
        let found = self.search(&mut state, c);
        state.known.insert(c, found);
        found
    }

    pub(super) fn program(&self, n: usize) -> Option<(Arc<[u8]>, u32)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let font = state.opened.get(n)?;
        Some((Arc::clone(&font.bytes), font.face))
    }

    fn search(&self, state: &mut State, c: char) -> Option<(usize, u16, f32)> {
        for (n, font) in state.opened.iter().enumerate() {
            if let Some((id, em)) = glyph(&font.bytes, font.face, c) {
                return Some((n, id, em));
            }
        }
        let files = state.files.get_or_insert_with(|| list(&self.places));
        for path in files.iter() {
            if state.opened.iter().any(|o| &o.path == path) {
                continue;
            }
            // An unreadable file is no font; the box with the code point is the report.
            let Ok(bytes) = std::fs::read(path) else {
                continue;
            };
            let faces = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
            let hit = (0..faces).find_map(|face| glyph(&bytes, face, c).map(|g| (face, g)));
            if let Some((face, (id, em))) = hit {
                state.opened.push(Opened { path: path.clone(), face, bytes: bytes.into() });
                return Some((state.opened.len() - 1, id, em));
            }
        }
        None
    }
}

/// The glyph and its advance, if this face can be embedded and has outlines for it.
fn glyph(bytes: &[u8], face: u32, c: char) -> Option<(u16, f32)> {
    let font = ttf_parser::Face::parse(bytes, face).ok()?;
    let tables = font.tables();
    if tables.glyf.is_none() && tables.cff.is_none() {
        return None;
    }
    let id = font.glyph_index(c).filter(|id| id.0 != 0)?;
    let advance = f32::from(font.glyph_hor_advance(id)?);
    Some((id.0, advance / f32::from(font.units_per_em())))
}

/// All font files below the places, those named like big Chinese fonts first, else by path.
fn list(places: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for place in places {
        collect(place, 0, &mut files);
    }
    files.sort_by_cached_key(|p| (rank(p), p.clone()));
    files.dedup();
    files
}

fn collect(path: &Path, depth: usize, out: &mut Vec<PathBuf>) {
    let Ok(meta) = std::fs::metadata(path) else {
        return;
    };
    if meta.is_dir() {
        if depth < MAX_DEPTH
            && let Ok(entries) = std::fs::read_dir(path)
        {
            for entry in entries.flatten() {
                collect(&entry.path(), depth + 1, out);
            }
        }
        return;
    }
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    if matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) && meta.len() <= MAX_FILE {
        out.push(path.to_path_buf());
    }
}

fn rank(path: &Path) -> u8 {
    let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let likely = ["cjk", "han", "plangothic", "simsun", "ext", "sung", "wqy", "msyh", "pingfang", "song"];
    u8::from(!likely.iter().any(|word| name.contains(word)))
}
