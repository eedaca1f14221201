//! A finished paper is saved where the worker says: on a stick, in a folder of the office. The file in the data folder is
//! there already; this is a copy of it. Everything here blocks: call it off the drawing thread.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a paper was not saved there.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// No name was given.
    #[error("no name")]
    NoName,
    /// There is no such folder.
    #[error("no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// There is a file of that name; it is replaced only when that is asked for.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The place did not take it: no right to write, no room, gone.
    #[error("{}: {error}", .path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// The file that is meant by what was typed. `~` is the worker's own folder, a name without a folder lies in `folder`, a
/// folder alone takes the paper under its own name, and the name ends as the paper's own does.
pub fn target(typed: &str, folder: &Path, own_name: &str) -> Result<PathBuf, SaveError> {
    let typed = typed.trim().trim_matches('"');
    if typed.is_empty() {
        return Err(SaveError::NoName);
    }
    let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let path = match (typed.strip_prefix("~/").or((typed == "~").then_some("")), home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => folder.join(typed),
    };
    if path.is_dir() || typed.ends_with(['/', '\\']) {
        return Ok(path.join(own_name));
    }
    let ending = Path::new(own_name).extension().map_or_else(|| "pdf".into(), |end| end.to_string_lossy());
    if path.extension().is_some_and(|end| end.eq_ignore_ascii_case(&*ending)) {
        return Ok(path);
    }
    // A name may hold a full stop of its own: 代26-0062.最终 becomes 代26-0062.最终.pdf.
    let mut name = path.into_os_string();
    name.push(".");
    name.push(&*ending);
    Ok(name.into())
}

/// Copies a paper. The copy is complete or absent, never half written; a file of that name is replaced only with
/// `replace`.
pub fn copy(from: &Path, to: &Path, replace: bool) -> Result<(), SaveError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(folder.to_owned()));
    }
    if to.exists() && !replace {
        return Err(SaveError::Exists(to.to_owned()));
    }
    let failed = |error| SaveError::File { path: to.to_owned(), error };
    let pdf = fs::read(from).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(&pdf).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let kept = if replace { file.persist(to).map(|_| ()) } else { file.persist_noclobber(to).map(|_| ()) };
    match kept {
        Ok(()) => Ok(()),
        // Somebody was faster, between the look and the writing.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(SaveError::Exists(to.to_owned()))
        }
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_file_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let within = |name: &str| folder.path().join(name);
        let of = |typed: &str| target(typed, folder.path(), "代26-0062.pdf").unwrap();
        assert_eq!(of("回执.pdf"), within("回执.pdf"));
        assert_eq!(of(" 回执 "), within("回执.pdf"));
        assert_eq!(of("回执.PDF"), within("回执.PDF"));
        assert_eq!(of("代26-0062.最终"), within("代26-0062.最终.pdf"));
        assert_eq!(of(&folder.path().display().to_string()), within("代26-0062.pdf"));
        assert_eq!(of("存档/"), within("存档/代26-0062.pdf"));
        assert_eq!(of("/tmp/x.pdf"), Path::new("/tmp/x.pdf"));
        assert!(matches!(target("  ", folder.path(), "a.pdf"), Err(SaveError::NoName)));
        let home = directories::UserDirs::new().unwrap().home_dir().to_owned();
        assert_eq!(of("~/回执.pdf"), home.join("回执.pdf"));
    }

    #[test]
    fn a_copy_is_whole_and_replaces_only_when_told() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("代26-0062.pdf");
        fs::write(&from, b"%PDF one").unwrap();
        let to = folder.path().join("copy.pdf");
        copy(&from, &to, false).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"%PDF one");
        fs::write(&from, b"%PDF two").unwrap();
        assert!(matches!(copy(&from, &to, false), Err(SaveError::Exists(path)) if path == to));
        assert_eq!(fs::read(&to).unwrap(), b"%PDF one", "nothing was touched");
        copy(&from, &to, true).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"%PDF two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn a_folder_that_is_not_there_and_one_that_takes_nothing_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("a.pdf");
        fs::write(&from, b"%PDF").unwrap();
        let nowhere = folder.path().join("nowhere");
        assert!(
            matches!(copy(&from, &nowhere.join("a.pdf"), false), Err(SaveError::NoFolder(path)) if path == nowhere)
        );
        // A folder in the place of the file.
        let taken = folder.path().join("taken.pdf");
        fs::create_dir(&taken).unwrap();
        assert!(matches!(copy(&from, &taken, true), Err(SaveError::File { .. })));
        let gone = folder.path().join("gone.pdf");
        assert!(matches!(copy(&gone, &folder.path().join("b.pdf"), false), Err(SaveError::File { .. })));
    }
}
