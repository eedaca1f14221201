//! The parts of the gallery one types in or chooses from.

use super::{Gallery, Message};
use crate::ui::component::{
    ChoiceOption, Pose, button, checkbox, choice, duty_card, entry_box, field, input, key_cap, longtext,
};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::space;
use iced::Element;
use iced::widget::{column, row};

impl Gallery {
    pub(super) fn choices(&self) -> Element<'_, Message> {
        let look = self.look;
        let who = ["本人", "家属代办", "社区上门"];
        let kinds = ["首次申请", "年龄升档", "年度核查", "迁入", "停发（迁出/去世）"];
        let partly = ["一楼大厅", "会议室", "声乐教室"]
            .into_iter()
            .enumerate()
            .map(|(i, label)| ChoiceOption { label: label.to_owned(), enabled: i != 1 });
        let many =
            ["独居", "与配偶", "与子女", "机构", "低保户", "残疾人", "优抚对象", "失独家庭", "其他困难"];
        let control = |options: Element<'static, Message>, label: &str, required| {
            Element::from(field(look, label, required, options, None, None))
        };
        let none = choice(look, "none", who, &[], Message::Chose, false);
        let one = choice(look, "one", kinds, &[self.chosen], Message::Chose, false);
        let focused = choice(look, "posed", who, &[1], Message::Chose, false).pose(Pose::Focused);
        let off = choice(look, "partly", partly, &[2], Message::Chose, false);
        let wrong = choice(look, "wrong", who, &[], Message::Chose, true);
        let long = choice(look, "long", many, &[0, 4], Message::Chose, false);
        let bare = choice(look, "bare", ["原件", "复印件"], &[1], Message::Chose, false).bare();
        let shut = choice(look, "shut", who, &[0], Message::Chose, false).enabled(false);
        self.part(
            "选项",
            column![
                row![control(none.into(), "来办的人", true), control(focused.into(), "有焦点", false)]
                    .spacing(space::S8),
                control(one.into(), "办理类型", true),
                row![control(off.into(), "有停开", false), control(bare.into(), "份式", false)]
                    .spacing(space::S8),
                field(look, "来办的人", true, wrong, Some("还没选是谁来办".to_owned()), None),
                control(long.into(), "家庭与困难情况", false),
                control(shut.into(), "不能改", false),
            ]
            .spacing(space::S8),
        )
    }

    pub(super) fn fields(&self) -> Element<'_, Message> {
        let look = self.look;
        let one = |id: &'static str, value: &str| input(look, id, "", value, Message::Typed);
        let row_of = |label: &str, required, control: Element<'static, Message>| {
            Element::from(field(look, label, required, control, None, None))
        };
        let empty = input(look, "empty", "姓名或拼音首字母", "", Message::Typed);
        let after = row![text::second(look, "字母"), key_cap(look, "F11"), text::second(look, "输汉字")]
            .spacing(space::S8)
            .align_y(iced::Center);
        let box_ = input(
            look,
            "entry",
            "居民、事项、单号：拼音首字母、手机或证件尾号、编码　例：lxy 13",
            "",
            Message::Typed,
        )
        .latin(true);
        let typed = input(look, "typed", "", &self.typed, Message::Typed);
        self.part(
            "填写",
            column![
                entry_box(look, box_, Icon::Search, Some(after.into())),
                row_of("姓名", true, empty.into()),
                field(look, "开户银行", true, typed, None, None),
                row_of("有焦点", false, one("f", "幸福里小区 1号楼").pose(Pose::Focused).into()),
                field(
                    look,
                    "银行账号",
                    true,
                    one("wrong-number", "6230 2800 1347 652").error(true),
                    Some("账号应为 16 至 19 位，现在 15 位，请对照卡面".to_owned()),
                    None
                ),
                row![
                    row_of("联系电话", true, one("masked", "138****5178").masked(true).into()),
                    row_of("口令", false, one("secret", "abcd").secure(true).into()),
                ]
                .spacing(space::S8),
                field(
                    look,
                    "备注",
                    false,
                    longtext(look, "note", "", &self.wrote, Message::Wrote).on_enter(Message::Nothing),
                    None,
                    Some("Shift+Enter 换行".to_owned())
                ),
                row![
                    checkbox(look, "tick", self.ticked, "身份证、户口簿", Some(Message::Ticked)),
                    checkbox(look, "untick", false, "近期照片", Some(Message::Nothing)),
                    checkbox(look, "shut-tick", true, "不适用", None),
                    checkbox(look, "shut-box", false, "委托书", None),
                ],
            ]
            .spacing(space::S8),
        )
    }

    pub(super) fn duty(&self) -> Element<'_, Message> {
        let look = self.look;
        let answer = input(look, "answer", "谁来接、何时送到", &self.typed, Message::Typed);
        duty_card(
            look,
            column![
                text::title(look, "须当场交接"),
                text::body(look, "低保材料 2 件今日 17:00 前必须送到街道，送出人须签名。"),
                answer,
                row![
                    button(look, "已送出").primary().on_press(Message::Dialog(false)).id("sent"),
                    button(look, "转给下一班").on_press(Message::Dialog(false)).id("pass"),
                ]
                .spacing(space::S8),
            ]
            .spacing(space::S16),
        )
        .width(460)
        .into()
    }
}
