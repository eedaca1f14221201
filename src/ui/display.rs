//! Whether a window can be opened at all, and what to do when not: a sentence, never a panic.

use std::path::Path;

use crate::i18n::Words;
use crate::t;

/// What a window under X11 needs at run time: file name and Debian package.
const LIBRARIES: [(&str, &str); 5] = [
    ("libX11.so.6", "libx11-6"),
    ("libXcursor.so.1", "libxcursor1"),
    ("libXi.so.6", "libxi6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
];

/// Where Linux systems keep their libraries.
const FOLDERS: [&str; 9] = [
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib/aarch64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/lib/loongarch64-linux-gnu",
    "/usr/lib/loongarch64-linux-gnu",
    "/usr/lib64",
    "/lib64",
    "/usr/lib",
];

/// Checks that there is a display and, under X11, that the libraries it needs are there.
pub fn check(words: &Words) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET");
    if !wayland && !set("DISPLAY") {
        return Err(t!(words, "display-none"));
    }
    if wayland {
        return Ok(());
    }
    let missing = missing(&search_path());
    if missing.is_empty() {
        Ok(())
    } else {
        Err(t!(words, "display-libraries", packages = missing.join(" ")))
    }
}

/// What to say when the window system refused.
pub fn no_window(words: &Words, detail: &str) -> String {
    let packages: Vec<&str> = LIBRARIES.iter().map(|(_, package)| *package).collect();
    let first = detail.lines().next().unwrap_or_default();
    t!(words, "display-refused", detail = first.to_owned(), packages = packages.join(" "))
}

fn search_path() -> Vec<String> {
    let own = std::env::var("LD_LIBRARY_PATH").unwrap_or_default();
    let own = own.split(':').filter(|folder| !folder.is_empty()).map(str::to_owned);
    own.chain(FOLDERS.map(str::to_owned)).collect()
}

/// Packages whose library is in none of the folders. When no folder holds any of them the system keeps its libraries
/// elsewhere, and nothing can be said.
fn missing(folders: &[String]) -> Vec<&'static str> {
    let there = |file: &str| folders.iter().any(|folder| Path::new(folder).join(file).exists());
    // libc stands in every usual place; without it these are not this system's folders.
    if !there("libc.so.6") {
        return Vec::new();
    }
    LIBRARIES.iter().filter(|(file, _)| !there(file)).map(|(_, package)| *package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_for_libraries_that_are_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = vec![folder.path().to_string_lossy().into_owned()];
        assert!(missing(&path).is_empty(), "an unknown system says nothing");
        for file in ["libc.so.6", "libX11.so.6", "libXi.so.6"] {
            std::fs::write(folder.path().join(file), b"").unwrap();
        }
        assert_eq!(missing(&path), ["libxcursor1", "libx11-xcb1", "libxkbcommon-x11-0"]);
    }
}
