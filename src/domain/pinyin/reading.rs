//! How characters are read, in every way that is found in use.

use pinyin::ToPinyinMulti;

/// Readings that count for a surname before all others. Heteronyms of the dictionary stay valid
/// beside them, because clerks type either.
const SURNAMES: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("尉迟", &["yu", "chi"]),
    ("澹台", &["tan", "tai"]),
    ("长孙", &["zhang", "sun"]),
    ("单于", &["chan", "yu"]),
    ("令狐", &["ling", "hu"]),
    ("乐正", &["yue", "zheng"]),
    ("单", &["shan"]),
    ("曾", &["zeng"]),
    ("仇", &["qiu"]),
    ("区", &["ou"]),
    ("查", &["zha"]),
    ("解", &["xie"]),
    ("朴", &["piao"]),
    ("盖", &["ge"]),
    ("任", &["ren"]),
    ("华", &["hua"]),
    ("缪", &["miao"]),
    ("乐", &["yue"]),
    ("覃", &["qin"]),
    ("翟", &["zhai"]),
    ("隗", &["wei"]),
    ("折", &["she"]),
    ("繁", &["po"]),
    ("种", &["chong"]),
    ("员", &["yun"]),
    ("秘", &["bi"]),
    ("黑", &["he"]),
    ("召", &["shao"]),
    ("洗", &["xian"]),
    ("祭", &["zhai"]),
    ("盛", &["sheng"]),
    ("谌", &["chen"]),
    ("尉", &["wei"]),
    ("句", &["gou"]),
    ("牟", &["mu"]),
    ("宓", &["fu"]),
    ("逄", &["pang"]),
    ("晟", &["cheng"]),
    ("都", &["du"]),
    ("不", &["fou"]),
    ("能", &["nai"]),
    ("车", &["che"]),
    ("石", &["shi"]),
    ("沈", &["shen"]),
    ("重", &["chong"]),
    ("贾", &["jia"]),
    ("郗", &["xi"]),
    ("幺", &["yao"]),
];

/// Every toneless reading of a character, the commonest first, without repeats; ü both as v and as
/// u. A character without a reading gives itself.
pub(super) fn readings(c: char) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(multi) = c.to_pinyin_multi() {
        for reading in multi {
            push_forms(&mut all, reading.plain());
        }
    }
    if all.is_empty() {
        all.push(c.to_string());
    }
    all
}

/// The readings of each character of a name, those of the surname put first.
pub(super) fn name_readings(chars: &[char], surname: &str) -> Vec<Vec<String>> {
    let special = SURNAMES.iter().find(|(name, _)| *name == surname).map_or(&[][..], |(_, r)| r);
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let mut all: Vec<String> = special.get(at).map(|r| (*r).to_owned()).into_iter().collect();
            for reading in readings(*c) {
                push_new(&mut all, reading);
            }
            all
        })
        .collect()
}

fn push_forms(all: &mut Vec<String>, plain: &str) {
    // The dictionary writes a few interjections with marks no keyboard has.
    let plain: String = plain.chars().map(|c| if c == 'ê' { 'e' } else { c }).collect();
    if plain.contains('ü') {
        push_new(all, plain.replace('ü', "v"));
        push_new(all, plain.replace('ü', "u"));
    } else {
        push_new(all, plain);
    }
}

fn push_new(all: &mut Vec<String>, reading: String) {
    if !all.contains(&reading) {
        all.push(reading);
    }
}

/// One reading for each character, in at most `cap` combinations, the commonest ones first: what
/// the cap cuts off are combinations of several rare readings.
pub(super) fn combinations(readings: &[Vec<String>], cap: usize) -> Vec<Vec<&str>> {
    let mut beam: Vec<(usize, Vec<&str>)> = vec![(0, Vec::new())];
    for choices in readings {
        let mut next = Vec::with_capacity(beam.len() * choices.len());
        for (cost, so_far) in &beam {
            for (rarity, choice) in choices.iter().enumerate() {
                let mut longer = so_far.clone();
                longer.push(choice.as_str());
                next.push((cost + rarity, longer));
            }
        }
        next.sort_by_key(|(cost, _)| *cost);
        next.truncate(cap);
        beam = next;
    }
    beam.into_iter().map(|(_, combination)| combination).collect()
}

/// The first letters of each character's readings, without repeats.
pub(super) fn initials(readings: &[Vec<String>]) -> Vec<Vec<String>> {
    readings
        .iter()
        .map(|choices| {
            let mut firsts = Vec::new();
            for choice in choices {
                if let Some(first) = choice.chars().next() {
                    push_new(&mut firsts, first.to_string());
                }
            }
            firsts
        })
        .collect()
}
