//! English names of columns, for the screen. Ledgers themselves stay Chinese.

use super::Column;
use crate::domain::lang::Lang;

impl Column {
    /// Its usual head; in English its name before it.
    pub fn name(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh.to_owned(),
            Lang::En => format!("{} {}", self.en(), self.zh),
        }
    }

    /// Its English name. Where nothing better is known it follows from the code.
    pub fn en(&self) -> String {
        let own = match self.code {
            "no" => "No.",
            "day" if self.zh.starts_with("报名") => "Enrolled on",
            "day" => "Date",
            "at" => "Taken in at",
            "item" => "Item code",
            "item_name" => "Item",
            "id_number" => "ID number",
            "promised" => "Promised for",
            "handler" | "reception" => "Handled by",
            "forwarded_to" => "Sent on to",
            "forwarded_on" => "Sent on",
            "review" => "Rating",
            "people" => "Number of people",
            "opinion" => "What is to be done",
            "call_back" | "revisit_on" => "Followed up",
            "external_no" => "Platform number",
            "subject" => "Request",
            "duty" => "Responsible",
            "due" => "Time limit",
            "fed_back_on" => "Answered on",
            "repeat" => "Repeated",
            "level" => "Risk",
            "leader" => "Leader in charge",
            "confirmed" => "Confirmed by court",
            "agreement" => "Kind of agreement",
            "wisher" => "Who wishes",
            "group" => "Kind of person",
            "posted_on" => "Made public on",
            "claimer" => "Taken up by",
            "claimer_unit" => "Their body or standing",
            "claimed_on" => "Taken up on",
            "fulfilled_how" => "How it was fulfilled",
            "signed_by" => "Signed for at the department",
            "returned_to" => "Signed for on return",
            "title" => "What for",
            "place" if self.zh == "在册情况" => "Standing",
            "came" => "Lessons attended",
            "asset_no" => "Asset number",
            "served" => "For whom, where",
            "entered" => "Entered online",
            "wanted" => "Asked for",
            "redirect" => "Sent to",
            "instead" => "Alternative",
            "user" => "Used by",
            "received" => "Visits",
            "open" => "Unfinished",
            "from" => "Handed over by",
            "to" => "Taken over by",
            code => return capital(&code.replace('_', " ")),
        };
        own.to_owned()
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Ledger;
    use crate::domain::imported::What;

    #[test]
    fn every_column_has_an_english_name_of_its_own() {
        let ledgers = Ledger::ALL.into_iter().map(What::Ledger);
        for what in ledgers.chain([What::Residents]) {
            let names: BTreeSet<String> = what.columns().iter().map(super::Column::en).collect();
            assert_eq!(names.len(), what.columns().len(), "{what}: {names:?}");
            for name in names {
                assert!(name.is_ascii() && !name.contains('_'), "{name}");
                assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{name}");
            }
        }
    }
}
