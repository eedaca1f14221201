//! Names that sound alike: the same person written down twice by ear.

use super::fold;
use super::reading::name_readings;
use crate::domain::name::PersonName;

/// Whether two names may be one that was written down by ear: as many characters, and every one of them read the same in
/// some way, flat and curled tongue and front and back nasal not told apart (zh–z, ch–c, sh–s, -ng–-n), as by most around
/// Weinan.
pub fn similar_sound(a: &PersonName, b: &PersonName) -> bool {
    let (a, b) = (heard(a), heard(b));
    a.len() == b.len()
        && a.iter().zip(&b).all(|(one, other)| one.iter().any(|reading| other.contains(reading)))
}

fn heard(name: &PersonName) -> Vec<Vec<String>> {
    let chars: Vec<char> = fold(name.as_str()).chars().collect();
    let surname = if name.is_han() { name.surname() } else { "" };
    let read = name_readings(&chars, surname);
    read.into_iter().map(|all| all.iter().map(|reading| blurred(reading)).collect()).collect()
}

fn blurred(reading: &str) -> String {
    let mut letters = reading.to_owned();
    if let [b'z' | b'c' | b's', b'h', ..] = letters.as_bytes() {
        let _ = letters.remove(1);
    }
    if letters.ends_with("ng") {
        let _ = letters.pop();
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (PersonName::new(a).unwrap(), PersonName::new(b).unwrap());
        assert_eq!(similar_sound(&a, &b), similar_sound(&b, &a));
        similar_sound(&a, &b)
    }

    #[test]
    fn what_sounds_alike_may_be_one_name() {
        for (a, b) in [
            ("刘秀英", "刘秀瑛"),
            ("刘秀英", "流绣音"),
            ("张测试", "臧册是"),
            ("单测试", "善测试"),
            ("阿依古丽·买买提", "阿伊古丽买买提"),
            ("Anna", "ANNA"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("刘秀英", "刘秀"), ("刘秀英", "刘小燕"), ("王建国", "王建华"), ("Anna", "Anne")]
        {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
