//! The parts of the gallery one reads.

use super::{Gallery, Message};
use crate::ui::component::status::key_hint;
use crate::ui::component::{
    BannerKind, StripDay, StripKind, Tone, banner, button, key_cap, list_row, menu_list, practice_frame,
    practice_ribbon, promise_strip, rail_entry, status_bar, status_cell, tag, tip,
};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};
use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill};

impl Gallery {
    pub(super) fn tags(&self) -> Element<'_, Message> {
        let look = self.look;
        let words = ["使用中", "今日", "超期 1 天", "填写中", "5月9日", "党组织"];
        let icons =
            [Icon::KeyRound, Icon::Clock, Icon::TriangleAlert, Icon::Pencil, Icon::CalendarDays, Icon::Flag];
        let line = |boxed: bool| {
            Tone::ALL
                .into_iter()
                .zip(icons)
                .zip(words)
                .fold(row![].spacing(space::S8), |line, ((tone, icon), word)| {
                    line.push(tag(look, tone, icon, word, boxed))
                })
        };
        let keys = ["F8", "Enter", "Ctrl+P", "↓", "1"]
            .into_iter()
            .fold(row![].spacing(space::S8), |line, key| line.push(key_cap(look, key)));
        self.part("状态与按键", column![line(true), line(false), keys].spacing(space::S8))
    }

    pub(super) fn rows(&self) -> Element<'_, Message> {
        let look = self.look;
        let visit = |name: &str, line: &str, state| {
            column![
                row![text::section(look, name.to_owned()), gap::horizontal(), text::hint(look, "10:08 离开")]
                    .align_y(Center),
                row![text::second(look, line.to_owned()), gap::horizontal(), state].align_y(Center),
            ]
        };
        let done = || Element::from(tag(look, Tone::Ok, Icon::Check, "已受理", false));
        let late = Element::from(tag(look, Tone::Info, Icon::Undo2, "未归还", true));
        let list = column![
            list_row(look, false, visit("王*兰", "医保参保登记", done()), Some(Message::Nothing), None)
                .height(size::ROW_VISIT),
            list_row(
                look,
                true,
                visit("刘*英", "幸福里小区 1号楼", done()),
                Some(Message::Nothing),
                Some("row".into())
            )
            .height(size::ROW_VISIT),
            list_row(look, false, visit("雷*鸣", "借用轮椅 LY-03", late), Some(Message::Nothing), None)
                .height(size::ROW_VISIT)
                .last(),
        ];
        let menu = menu_list(
            look,
            ["刘秀英　幸福里小区 1号楼", "刘晓燕　幸福里小区 3号楼"]
                .map(|words| (text::body(look, words).into(), Message::Nothing)),
            Some(0),
        );
        self.part("行", column![list, menu].spacing(space::S8))
    }

    pub(super) fn days(&self) -> Element<'_, Message> {
        let look = self.look;
        let day = |title: &str, sub: &str, note: &str, kind| StripDay {
            title: title.to_owned(),
            sub: sub.to_owned(),
            note: note.to_owned(),
            kind,
        };
        let short = promise_strip(
            look,
            &[
                day("5月7日", "周四", "受理，不算", StripKind::Start),
                day("5月8日", "周五", "第 1 日", StripKind::Counted),
                day("5月9日", "周六（班）", "第 2 日", StripKind::Final),
            ],
        );
        let long = promise_strip(
            look,
            &[
                day("9月29日", "周二", "受理，不算", StripKind::Start),
                day("10月1日–7日", "休 7 天", "不算", StripKind::Skipped),
                day("… 8 日 …", "", "", StripKind::Gap),
                day("10月20日", "周二", "第 10 日", StripKind::Final),
            ],
        );
        let date = row![
            text::second(look, "送街道的日子"),
            text::date(look, "5月9日 周六"),
            gap::horizontal(),
            tag(look, Tone::Info, Icon::CalendarDays, "调休上班日", true),
        ]
        .spacing(space::S8)
        .align_y(Center);
        self.part("期限", column![date, short, long].spacing(space::S8))
    }

    pub(super) fn banners(&self) -> Element<'_, Message> {
        let look = self.look;
        let act = |label: &str| button(look, label).on_press(Message::Nothing);
        self.part(
            "提示条",
            column![
                banner(
                    look,
                    BannerKind::Recovered,
                    "已从日志恢复 3 笔登记",
                    "昨日 17:42 断电。最后一笔 代26-0059 完好。",
                    vec![act("看清单").into(), act("知道了").key("Esc").into()]
                ),
                banner(
                    look,
                    BannerKind::Fault,
                    "数据库打不开，已换用今日 08:31 的备份",
                    "08:31 以后 6 笔正从日志补回，现在可照常登记。",
                    vec![act("看进度").into()]
                ),
                banner(
                    look,
                    BannerKind::Printer,
                    "打印机没有应答：代26-0061",
                    "登记已存，编号已占用。补打会标“补打 第 2 次”。",
                    vec![act("再打一次").key("Ctrl+R").into()]
                ),
                banner(
                    look,
                    BannerKind::Calendar,
                    "还没有 2027 年放假安排",
                    "跨年的期限按周末推算，凭证上注明。",
                    vec![act("导入文件").into()]
                ),
            ]
            .spacing(space::S10),
        )
    }

    pub(super) fn type_roles(&self) -> Element<'_, Message> {
        let look = self.look;
        self.part(
            "字",
            column![
                row![text::figure(look, "128"), text::date(look, "5月9日 周六"), text::title(look, "受理")]
                    .spacing(space::S16)
                    .align_y(Center),
                row![
                    text::section(look, "收到的材料"),
                    text::field(look, "刘秀英 138"),
                    text::strong(look, "工作日")
                ]
                .spacing(space::S16)
                .align_y(Center),
                row![
                    text::body(look, "正文 body"),
                    text::second(look, "第二行"),
                    text::hint(look, "最小 13")
                ]
                .spacing(space::S16)
                .align_y(Center),
            ]
            .spacing(space::S8),
        )
    }

    pub(super) fn rail(&self) -> Element<'_, Message> {
        let look = self.look;
        let entry = |icon, label: &str, key: &str, active| {
            rail_entry(look, icon, label, key, active, Message::Nothing)
        };
        let entries = column![
            entry(Icon::House, "接待", "F2", true),
            entry(Icon::CalendarDays, "场地", "F3", false),
            entry(Icon::Table2, "台账", "F4", false),
            entry(Icon::Settings, "设置", "F10", false).narrow(true),
        ];
        container(entries).width(size::RAIL).height(Fill).style(move |_| boxes::bar(look)).into()
    }

    pub(super) fn status(&self) -> Element<'_, Message> {
        let look = self.look;
        status_bar(
            look,
            vec![
                status_cell(look, Tone::Neutral, Icon::CircleCheck, "数据已保存 10:23", false),
                status_cell(look, Tone::Neutral, Icon::Printer, "打印机就绪：A5 激光、80mm 凭条", false),
                status_cell(look, Tone::Ok, Icon::Printer, "已打印 代26-0062", true),
                tip(
                    look,
                    status_cell(look, Tone::Danger, Icon::TriangleAlert, "今日未备份", false),
                    "上次备份 5月6日 17:40",
                ),
            ],
            vec![key_hint(look, "按住", "F8", "显示完整信息"), key_hint(look, "", "F1", "快捷键")],
        )
    }

    pub(super) fn framed<'a>(&self, page: Element<'a, Message>) -> Element<'a, Message> {
        let look = self.look;
        let leave = button(look, "退出练习").on_accent().on_press(Message::Nothing);
        let ribbon = practice_ribbon(look, "练习模式", "不进正式台账，打印件带“样张”，编号不占用", leave);
        practice_frame(look, true, ribbon, page)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Gallery;
    use crate::ui::stage::Player;
    use crate::ui::theme::Mode;
    use iced::Task;

    /// Where the pictures go: a folder named in the environment to look at them, else one that is thrown away.
    fn folder() -> (Option<tempfile::TempDir>, std::path::PathBuf) {
        if let Some(kept) = std::env::var_os("QUANKE_PICTURES") {
            return (None, kept.into());
        }
        let thrown = tempfile::tempdir().unwrap();
        let path = thrown.path().to_owned();
        (Some(thrown), path)
    }

    #[test]
    fn the_gallery_is_drawn_in_every_look() {
        let (_guard, folder) = folder();
        for (mode, name) in [(Mode::Light, "light"), (Mode::Dark, "dark"), (Mode::HighContrast, "high")] {
            let mut player = Player::new(Gallery::new(mode), Task::none(), (1366, 1240), 1.0).unwrap();
            let picture = player.picture().unwrap();
            picture.save(folder.join(format!("gallery-{name}.png"))).unwrap();
            let colours: std::collections::HashSet<_> = picture.pixels().map(|p| p.0).collect();
            assert!(colours.len() > 100, "{name} is nearly empty");
            assert_eq!(picture, player.picture().unwrap(), "a picture must be the same twice");
            player.wheel(iced::Point::new(1340.0, 1180.0), -1000.0).unwrap();
            player.picture().unwrap().save(folder.join(format!("gallery-week-{name}.png"))).unwrap();
            player.wheel(iced::Point::new(1340.0, 1180.0), 1000.0).unwrap();
            if mode == Mode::Light {
                player.click_id("open").unwrap();
                player.picture().unwrap().save(folder.join("gallery-dialog.png")).unwrap();
                assert_eq!(player.focused_id().as_deref(), Some("answer"));
            }
        }
    }
}
