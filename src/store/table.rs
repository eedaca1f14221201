//! The tables, by number and by name.

/// The tables. The number is the first byte of every stored key, so it must never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Table {
    Meta = 1,
    Counter = 2,
    Staff = 3,
    Community = 4,
    Item = 5,
    Resident = 6,
    Visit = 7,
    Intake = 8,
    Decline = 9,
    Draft = 10,
    PaperRun = 11,
    Calendar = 12,
    Look = 13,
    /// Derived: keyed hashes of search tokens.
    Token = 14,
    /// Derived: every other order records are read in.
    Index = 15,
    Room = 16,
    /// Read and raised by whoever decides on what has no record of its own: a hall's day, a class's places.
    Guard = 17,
    Closure = 18,
    Booking = 19,
    Series = 20,
    Term = 21,
    Course = 22,
    ClassGroup = 23,
    Enrolment = 24,
    Attendance = 25,
    Summary = 26,
    LedgerProfile = 27,
    /// Rows of old ledgers and lists, as they were taken in from files.
    Imported = 28,
    /// Decisions on two files of one person.
    Merge = 29,
    /// 存好的口径.
    SavedView = 31,
}

impl Table {
    pub const ALL: [Self; 30] = [
        Self::Meta,
        Self::Counter,
        Self::Staff,
        Self::Community,
        Self::Item,
        Self::Resident,
        Self::Visit,
        Self::Intake,
        Self::Decline,
        Self::Draft,
        Self::PaperRun,
        Self::Calendar,
        Self::Look,
        Self::Token,
        Self::Index,
        Self::Room,
        Self::Guard,
        Self::Closure,
        Self::Booking,
        Self::Series,
        Self::Term,
        Self::Course,
        Self::ClassGroup,
        Self::Enrolment,
        Self::Attendance,
        Self::Summary,
        Self::LedgerProfile,
        Self::Imported,
        Self::Merge,
        Self::SavedView,
    ];

    /// The name written in the journal and in backups; it must never change.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Counter => "counter",
            Self::Staff => "staff",
            Self::Community => "community",
            Self::Item => "item",
            Self::Resident => "resident",
            Self::Visit => "visit",
            Self::Intake => "intake",
            Self::Decline => "decline",
            Self::Draft => "draft",
            Self::PaperRun => "paper_run",
            Self::Calendar => "calendar",
            Self::Look => "look",
            Self::Token => "token",
            Self::Index => "index",
            Self::Room => "room",
            Self::Guard => "guard",
            Self::Closure => "closure",
            Self::Booking => "booking",
            Self::Series => "series",
            Self::Term => "term",
            Self::Course => "course",
            Self::ClassGroup => "class_group",
            Self::Enrolment => "enrolment",
            Self::Attendance => "attendance",
            Self::Summary => "summary",
            Self::LedgerProfile => "ledger_profile",
            Self::Imported => "imported",
            Self::Merge => "merge",
            Self::SavedView => "saved_view",
        }
    }

    /// Whether entries are derived from records (and so never written by a batch).
    pub fn is_index(self) -> bool {
        matches!(self, Self::Token | Self::Index)
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The first byte of every stored key of this table.
    pub(crate) fn byte(self) -> u8 {
        self as u8
    }

    /// The stored key: table byte, then key.
    pub(crate) fn full_key(self, key: &[u8]) -> Vec<u8> {
        let mut full = Vec::with_capacity(key.len() + 1);
        full.push(self.byte());
        full.extend_from_slice(key);
        full
    }

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.byte() == byte)
    }
}
