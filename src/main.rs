//! The program: the window, or one of the commands.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;

use quanke::cli::{Screens, WindowCall, run};
use quanke::domain::lang::Lang;
use quanke::i18n::Words;
use quanke::this_pc::ThisPc;
use quanke::ui::{Start, display, gallery as gallery_view, run as open, tour as play};

fn main() -> ExitCode {
    run(std::env::args_os(), &Screens { window, tour, gallery })
}

fn lang_of(call: &WindowCall) -> Lang {
    call.lang.unwrap_or_else(|| ThisPc::load(&call.data).language)
}

/// `quanke`. Without a display iced panics deep inside the window system, so what can be known beforehand is asked
/// first, and what still goes wrong ends in the same plain sentence.
fn window(call: WindowCall) -> Result<(), String> {
    let words = Words::new(lang_of(&call));
    display::check(&words)?;
    let start = Start::new(call.data, call.lang, call.today);
    opened(&words, move || open(start))
}

fn opened(words: &Words, open: impl FnOnce() -> iced::Result) -> Result<(), String> {
    let usual = panic::take_hook();
    // The window's own thread ends in a sentence; a fault in any other thread is told as ever.
    panic::set_hook(Box::new(move |fault| {
        if std::thread::current().name() != Some("main") {
            usual(fault);
        }
    }));
    let came = panic::catch_unwind(AssertUnwindSafe(open));
    let _ours = panic::take_hook();
    match came {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(display::no_window(words, &error.to_string())),
        Err(panicked) => {
            let text = panicked
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panicked.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_default();
            Err(display::no_window(words, &text))
        }
    }
}

/// `quanke tour DIR`
fn tour(folder: PathBuf, call: WindowCall) -> Result<(), String> {
    play::tour(&folder, lang_of(&call)).map(|_| ()).map_err(|error| error.to_string())
}

/// `quanke gallery`, development only.
fn gallery(call: WindowCall) -> Result<(), String> {
    let words = Words::new(lang_of(&call));
    display::check(&words)?;
    opened(&words, gallery_view::run)
}
