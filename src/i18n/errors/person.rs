//! Sentences for corrections and for files of one person.

use crate::domain::correction::CorrectionRefusal;
use crate::domain::merge::MergeRefusal;
use crate::t;

use super::super::Words;

/// Why something cannot be put right so.
pub fn correction(words: &Words, refusal: CorrectionRefusal) -> String {
    match refusal {
        CorrectionRefusal::NoReason => t!(words, "step-no-reason"),
        CorrectionRefusal::Same => t!(words, "correction-same"),
        CorrectionRefusal::ToldByDocument => t!(words, "correction-told-by-document"),
        CorrectionRefusal::NotThen => t!(words, "correction-not-then"),
        CorrectionRefusal::StillHere => t!(words, "correction-still-here"),
    }
}

/// Why two files cannot be merged, or not be made two again.
pub fn merge(words: &Words, refusal: MergeRefusal) -> String {
    match refusal {
        MergeRefusal::SameFile => t!(words, "merge-same-file"),
        MergeRefusal::MergedAlready => t!(words, "merge-merged-already"),
        MergeRefusal::TakenBackAlready => t!(words, "merge-taken-back-already"),
        MergeRefusal::NoReason => t!(words, "step-no-reason"),
    }
}
