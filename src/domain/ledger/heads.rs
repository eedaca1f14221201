//! Column heads as other people write them, matched with the columns the desk knows.

use serde::{Deserialize, Serialize};

use crate::domain::width::{half_width, is_invisible};

use super::Column;

/// A column that may be meant by a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its usual head.
    pub zh: &'a str,
    /// Other heads it goes by.
    pub also: &'a [&'a str],
}

impl From<&Column> for Known<'static> {
    fn from(column: &Column) -> Self {
        Self { code: column.code, zh: column.zh, also: column.also }
    }
}

/// How a head was understood, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Letter for letter.
    Exact,
    /// But for width, spaces, punctuation and what stands in brackets.
    Normalised,
    /// By another name the column is known to go by.
    Synonym,
    /// One name holds the other; worth a look.
    Containing,
}

/// One head of a table, and the column it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadMatch {
    /// As it stands in the table.
    pub head: String,
    /// The column's code; none: unknown.
    pub code: Option<String>,
    /// How it was understood.
    pub how: Option<How>,
}

/// The head row of a table somebody else made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headed {
    /// Its place among the rows, from 0.
    pub row: usize,
    /// What stands over it: title lines, each as one text.
    pub titles: Vec<String>,
    /// Head by head.
    pub heads: Vec<HeadMatch>,
}

/// Rows looked at for the head of a table: titles rarely take more than three.
const LOOKED_AT: usize = 20;

/// A head without what does not tell it from another: width, spaces, punctuation, and brackets with what they hold, unless
/// nothing else is left.
pub fn plain_head(head: &str) -> String {
    let mut depth = 0_u32;
    let (mut outside, mut all) = (String::new(), String::new());
    for c in head.chars().map(half_width).filter(|c| !is_invisible(*c)) {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if c.is_alphanumeric() => {
                all.extend(c.to_lowercase());
                if depth == 0 {
                    outside.extend(c.to_lowercase());
                }
            }
            _ => {}
        }
    }
    if outside.is_empty() { all } else { outside }
}

/// How sure it is that this head means that column: the kind of likeness, then how much of the longer name is shared.
fn likeness(head: &str, column: &Known<'_>) -> Option<(How, usize)> {
    if head.trim() == column.zh {
        return Some((How::Exact, 0));
    }
    let plain = plain_head(head);
    if plain.is_empty() {
        return None;
    }
    let (own, count) = (plain_head(column.zh), |text: &str| text.chars().count());
    if plain == own {
        return Some((How::Normalised, 0));
    }
    if column.also.iter().any(|also| plain_head(also) == plain) {
        return Some((How::Synonym, 0));
    }
    let names = std::iter::once(own).chain(column.also.iter().map(|also| plain_head(also)));
    names
        .filter_map(|name| {
            let (long, short) = (count(&plain).max(count(&name)), count(&plain).min(count(&name)));
            // 日期 alone is no 承诺办结日期: at least half of a name must be there.
            let holds = plain.contains(&name) || name.contains(&plain);
            (short >= 2 && short * 2 >= long && holds).then_some(short)
        })
        .max()
        .map(|shared| (How::Containing, shared))
}

/// Finds for every head the column that is meant. The surest pairs are made first, and a column is given only once: of two
/// 电话 the second stays unknown.
pub fn match_heads(heads: &[String], known: &[Known<'_>]) -> Vec<HeadMatch> {
    let mut pairs: Vec<(How, std::cmp::Reverse<usize>, usize, usize)> = Vec::new();
    for (h, head) in heads.iter().enumerate() {
        for (c, column) in known.iter().enumerate() {
            if let Some((how, shared)) = likeness(head, column) {
                pairs.push((how, std::cmp::Reverse(shared), h, c));
            }
        }
    }
    pairs.sort_unstable();
    let mut found: Vec<Option<(usize, How)>> = vec![None; heads.len()];
    let mut given = vec![false; known.len()];
    for (how, _, h, c) in pairs {
        if let (Some(place @ None), Some(free @ false)) = (found.get_mut(h), given.get_mut(c)) {
            *place = Some((c, how));
            *free = true;
        }
    }
    let matched = |(head, found): (&String, Option<(usize, How)>)| HeadMatch {
        head: head.trim().to_owned(),
        code: found.and_then(|(c, _)| known.get(c)).map(|column| column.code.to_owned()),
        how: found.map(|(_, how)| how),
    };
    heads.iter().zip(found).map(matched).collect()
}

/// Finds the head row among the first rows of a table: the one in which most heads are understood. None when no row has
/// two of them.
pub fn find_heads(rows: &[Vec<String>], known: &[Known<'_>]) -> Option<Headed> {
    let mut best: Option<(usize, Headed)> = None;
    for (at, row) in rows.iter().take(LOOKED_AT).enumerate() {
        let filled = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        let heads = match_heads(row.get(..filled).unwrap_or_default(), known);
        let understood = heads.iter().filter(|head| head.code.is_some()).count();
        if understood >= 2 && best.as_ref().is_none_or(|(most, _)| understood > *most) {
            best = Some((understood, Headed { row: at, titles: titles(rows, at), heads }));
        }
    }
    best.map(|(_, headed)| headed)
}

fn titles(rows: &[Vec<String>], until: usize) -> Vec<String> {
    let line = |row: &Vec<String>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        cells.join("　")
    };
    rows.iter().take(until).map(line).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::Ledger;

    fn heads(heads: &[&str]) -> Vec<(Option<String>, Option<How>)> {
        let known: Vec<Known<'_>> = Ledger::Intakes.columns().iter().map(Known::from).collect();
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        match_heads(&heads, &known).into_iter().map(|m| (m.code, m.how)).collect()
    }

    fn is(code: &str, how: How) -> (Option<String>, Option<How>) {
        (Some(code.to_owned()), Some(how))
    }

    #[test]
    fn heads_are_understood_in_four_ways_and_unknown_ones_are_not_guessed() {
        assert_eq!(
            heads(&["序号", " 申 请 人", "身份证号（必填）", "申请人联系电话号", "户主与社区关系", "经办人"]),
            [
                is("no", How::Exact),
                is("name", How::Normalised),
                is("id_number", How::Synonym),
                is("phone", How::Containing),
                (None, None),
                is("handler", How::Synonym),
            ]
        );
    }

    #[test]
    fn a_column_is_given_once_and_the_surest_head_has_it() {
        // The synonym comes first in the row; the exact name has the column all the same.
        assert_eq!(
            heads(&["电话", "联系电话", "手机"]),
            [(None, None), is("phone", How::Exact), (None, None)]
        );
        // A short word that many heads end in means none of them.
        assert_eq!(heads(&["期"]), [(None, None)]);
    }

    #[test]
    fn brackets_that_are_all_there_is_are_the_name() {
        assert_eq!(plain_head("（备注）"), "备注");
        assert_eq!(plain_head("住址（小区/楼栋/单元）"), "住址");
        assert_eq!(plain_head("ＩＤ 号"), "id号");
    }

    #[test]
    fn the_head_row_is_found_under_its_titles() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let rows = vec![
            row(&["渭滨街道2026年服务事项台账", "", ""]),
            row(&["填报单位：", "凤鸣社区", ""]),
            row(&["序号", "姓名", "事项", "", ""]),
            row(&["1", "测试甲", "信息咨询"]),
        ];
        let known: Vec<Known<'_>> = Ledger::Intakes.columns().iter().map(Known::from).collect();
        let headed = find_heads(&rows, &known).unwrap();
        assert_eq!((headed.row, headed.heads.len()), (2, 3));
        assert_eq!(headed.titles, ["渭滨街道2026年服务事项台账", "填报单位：　凤鸣社区"]);
        assert_eq!(find_heads(&rows[..2], &known), None);
    }
}
