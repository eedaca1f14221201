//! Personal data that doesn't show itself: an open counter is no place for full numbers
//! (`domain.md` §3.10; PIPL §6, §51).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value that has a form fit for a screen a visitor can see.
pub trait Mask {
    /// The masked form, for example `张*三` or `6105**********1234`.
    fn mask(&self) -> String;
}

/// Keeps a value behind its mask. `Display` and `Debug` print the mask only, so neither a log line
/// nor a screen can leak it by accident; serde passes the full value through to the store.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Masked<T>(T);

impl<T> Masked<T> {
    /// Puts a value behind its mask.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The full value. Each call is a place where personal data leaves its cover: reading it for a
    /// person must be logged by the caller.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The full value, taken out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Masked<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Mask> fmt::Display for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.mask())
    }
}

impl<T: Mask> fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Masked({})", self.0.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::PersonName;

    #[test]
    fn neither_display_nor_debug_shows_the_value() {
        let name = Masked::new(PersonName::new("测试甲").unwrap());
        assert_eq!(name.to_string(), "测*甲");
        assert_eq!(format!("{name:?}"), "Masked(测*甲)");
        assert_eq!(format!("{:?}", name.reveal()), "PersonName(测*甲)");
        assert_eq!(name.into_inner().as_str(), "测试甲");
    }

    #[test]
    fn serde_is_transparent() {
        let name = Masked::new(PersonName::new("测试甲").unwrap());
        let json = serde_json::to_string(&name).unwrap();
        assert_eq!(json, "\"测试甲\"");
        assert_eq!(serde_json::from_str::<Masked<PersonName>>(&json).unwrap(), name);
    }
}
