//! The words of the screen, in both languages. Keys are checked while compiling, and `build.rs` refuses a key that one
//! language has and the other has not, or that nobody uses.

mod calendar;
mod errors;
pub mod person;

use std::fmt;
use std::sync::Arc;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

use crate::domain::lang::Lang;

pub use calendar::{closed_for, day, day_short, festival, ics_fault, rule_error};
pub use errors::{
    booking_state, desk_error, export_error, field_error, office_error, profile_fault, read_error, row_fault,
    rule_break, write_error,
};

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Translations;

/// The words of one language. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    loader: Arc<FluentLanguageLoader>,
    lang: Lang,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.lang).finish()
    }
}

impl Words {
    /// Loads the words of a language. The files are part of the program and were checked when it was built.
    pub fn new(lang: Lang) -> Self {
        let fallback = lang_id(Lang::Zh);
        let loader = FluentLanguageLoader::new("quanke", fallback);
        // A language file that cannot be read would show as keys on every screen; `tests/words.rs` holds that it loads.
        let _loaded = loader.load_languages(&Translations, &[lang_id(lang)]);
        // Isolation marks would stand between a number and its unit on paper and in copied text.
        loader.set_use_isolating(false);
        Self { loader: Arc::new(loader), lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// For the `t!` macro.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
}

fn lang_id(lang: Lang) -> unic_langid::LanguageIdentifier {
    // Both tags are well-formed; `und` would fall back to Chinese.
    lang.tag().parse().unwrap_or_default()
}

/// The words for a key: `t!(words, "people-waiting", count = 3)`. Unknown keys and arguments do not compile.
#[macro_export]
macro_rules! t {
    ($words:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($words.loader(), $key $(, $name = ($value))*)
    };
}
