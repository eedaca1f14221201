//! What a ledger says of the papers of a matter.

use crate::domain::cell::Cell;
use crate::domain::intake::State;
use crate::domain::material::MaterialLine;

use super::case::Case;

impl Case<'_> {
    /// Names and forms of what was received, or of what is missing.
    pub fn materials_state(&self) -> Cell {
        let names = |missing: &[usize]| {
            let named = missing.iter().filter_map(|at| self.item.materials.get(*at));
            named.map(|material| material.name_zh.clone()).collect::<Vec<_>>().join("、")
        };
        match &self.intake.state {
            State::AcceptedWithGaps { gaps, .. } => Cell::text(format!("容缺：{}", names(&gaps.missing))),
            State::NeedsSupplement { notice, .. } => {
                Cell::text(format!("待补正：{}", names(&notice.missing)))
            }
            _ if self.item.materials.is_empty() => Cell::text("无需材料"),
            _ => {
                let received = self.intake.materials.iter().filter(|line| line.received).count();
                Cell::text(format!("已收{received}项"))
            }
        }
    }

    /// 户口簿（复印件1份）；身份证（出示）
    pub fn materials_received(&self) -> Cell {
        let received =
            self.item.materials.iter().zip(&self.intake.materials).filter(|(_, line)| line.received);
        let words: Vec<String> = received
            .map(|(material, MaterialLine { form, copies, .. })| {
                let count = if *copies > 0 { format!("{copies}份") } else { String::new() };
                format!("{}（{}{count}）", material.name_zh, form.zh())
            })
            .collect();
        Cell::text(words.join("；"))
    }
}
