//! What differs between systems: how a file is handed to its usual viewer.

use std::ffi::OsString;
use std::path::Path;

/// Program and arguments that open a file in the viewer of this system.
pub fn viewer(path: &Path) -> (OsString, Vec<OsString>) {
    let path = path.as_os_str().to_owned();
    if cfg!(target_os = "windows") {
        // The empty word is the window title `start` would else take from the path.
        let args = ["/C", "start", ""].map(OsString::from);
        ("cmd".into(), args.into_iter().chain([path]).collect())
    } else if cfg!(target_os = "macos") {
        ("open".into(), vec![path])
    } else {
        ("xdg-open".into(), vec![path])
    }
}
