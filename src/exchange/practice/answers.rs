//! What invented people say at the desk: an answer for every field of every item, a supervisor's own items included.

use chrono::{Days, NaiveDateTime};
use fastrand::Rng;

use crate::domain::form::{Field, FieldType};

use super::people::{Person, invented_mobile, invented_name, month_near};

/// What answers are made from.
pub(super) struct Scene<'a> {
    pub now: NaiveDateTime,
    pub person: &'a Person,
    /// The worker's name.
    pub worker: &'a str,
    pub rooms: &'a [String],
    pub items: &'a [String],
    /// The running or next term on file; empty: none.
    pub term: &'a str,
}

/// The parts of one answer: suffix of the key (empty but for a bank) and text. Nothing when the field may stay empty.
pub(super) fn answer(field: &Field, scene: &Scene<'_>, rng: &mut Rng) -> Vec<(&'static str, String)> {
    let optional = !field.required && field.kind != FieldType::Bool;
    if optional && (rng.u32(0..10) < 7 || matches!(field.kind, FieldType::Ref | FieldType::Recurrence)) {
        return Vec::new();
    }
    let person = scene.person;
    let text = match field.kind {
        FieldType::Choice => choice(field, scene, rng),
        FieldType::Multichoice => several(field, rng),
        FieldType::Bool => yes_no(&field.key, rng).to_owned(),
        FieldType::Int | FieldType::Decimal => number(field, rng).to_string(),
        FieldType::Money => format!("{}.{}0", rng.u32(2..30) * 100, rng.u32(0..10)),
        FieldType::Date => date(&field.key, scene, rng),
        FieldType::Datetime => datetime(&field.key, scene, rng),
        FieldType::Month => month_near(rng, scene.now.date(), field.key == "expected_month"),
        FieldType::Phone => invented_mobile(rng),
        FieldType::Bank => {
            return vec![
                ("name", "示例银行凤鸣路支行".to_owned()),
                // Nineteen digits that no bank has begun a card with.
                ("account", format!("0000620000{:09}", rng.u32(0..1_000_000_000))),
            ];
        }
        FieldType::Location => {
            pick(&["小区南门外便道", "3号楼西侧", "凤鸣路公交站旁", "中心花园健身区"], rng)
        }
        FieldType::Compound => person.address.split(' ').next().unwrap_or_default().to_owned(),
        FieldType::Address => person.address.clone(),
        FieldType::Persons => format!(
            "{}，本人，{}\n{}，{}，{}",
            person.name,
            invented_mobile(rng),
            invented_name(rng),
            pick(&["配偶", "子女", "邻居"], rng),
            invented_mobile(rng)
        ),
        FieldType::Item => {
            scene.items.get(rng.usize(0..scene.items.len().max(1))).cloned().unwrap_or_default()
        }
        FieldType::Room => {
            scene.rooms.get(rng.usize(0..scene.rooms.len().max(1))).cloned().unwrap_or_default()
        }
        FieldType::Staff => scene.worker.to_owned(),
        FieldType::Course => pick(&["声乐基础班", "书法入门班", "太极拳班", "智能手机班"], rng),
        FieldType::Term if !scene.term.is_empty() => scene.term.to_owned(),
        FieldType::Term => pick(&["春季班", "秋季班"], rng),
        FieldType::Activity => pick(&["反诈宣讲", "重阳节义诊", "垃圾分类讲座", "健康讲座"], rng),
        FieldType::Grid => format!("{}-{}", rng.u32(1..13), rng.u32(1..5)),
        FieldType::Ref | FieldType::Recurrence => "示例".to_owned(),
        FieldType::Identity => person.number.clone(),
        FieldType::Name => invented_name(rng),
        FieldType::Text | FieldType::Longtext => words(&field.key, scene, rng),
    };
    vec![("", text)]
}

fn pick(list: &[&str], rng: &mut Rng) -> String {
    list.get(rng.usize(0..list.len())).copied().unwrap_or_default().to_owned()
}

fn choice(field: &Field, scene: &Scene<'_>, rng: &mut Rng) -> String {
    let age = scene.person.age_on(scene.now.date());
    if field.key == "age_band" {
        // 70-79 and so on: the band that begins with the age's ten, or the last one.
        let ten = format!("{}-", age / 10 * 10);
        let fits = field.options.iter().find(|option| option.id.starts_with(&ten));
        return fits.or(field.options.last()).map_or_else(String::new, |option| option.id.clone());
    }
    // What stands first in a list is asked for most: the smaller of two draws.
    let count = field.options.len().max(1);
    let at = rng.usize(0..count).min(rng.usize(0..count));
    field.options.get(at).map_or_else(String::new, |option| option.id.clone())
}

fn several(field: &Field, rng: &mut Rng) -> String {
    let count = field.options.len().max(1);
    let (first, second) = (rng.usize(0..count), rng.usize(0..count));
    let mut chosen = vec![first];
    // `none` goes with nothing else.
    let none = |at: usize| field.options.get(at).is_some_and(|option| option.id == "none");
    if second != first && !none(first) && !none(second) && rng.bool() {
        chosen.push(second);
    }
    let ids: Vec<&str> =
        chosen.iter().filter_map(|at| field.options.get(*at)).map(|o| o.id.as_str()).collect();
    ids.join(",")
}

fn yes_no(key: &str, rng: &mut Rng) -> &'static str {
    let likely = match key {
        "consent" | "guardian_consent" | "health_declared" | "nominee_consent" => 98,
        "suspected_harm" | "danger_now" | "victim_vulnerable" => 3,
        "urgent" | "entrusted" | "relative_of_staff" | "nonlocal" | "minor" => 8,
        "told_property" | "public_reply" | "online" => 70,
        _ => 30,
    };
    if rng.u32(0..100) < likely { "yes" } else { "no" }
}

fn number(field: &Field, rng: &mut Rng) -> i64 {
    let least = field.min.unwrap_or(0.0).ceil() as i64;
    let most = field.max.map_or(least + 20, |max| max.floor() as i64);
    let least = least.max(1).min(most);
    match field.key.as_str() {
        "household_size" => rng.i64(1..=5),
        "child_age" => rng.i64(3..=16),
        "hours" | "qty" | "child_order" => rng.i64(1..=3),
        _ => rng.i64(least..=most.min(least + 30).max(least)),
    }
}

fn date(key: &str, scene: &Scene<'_>, rng: &mut Rng) -> String {
    let today = scene.now.date();
    let ahead = matches!(key, "letter_expiry" | "meeting_on" | "revisit_on");
    let days = Days::new(rng.u64(1..80));
    let there = if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) };
    there.unwrap_or(today).to_string()
}

fn datetime(key: &str, scene: &Scene<'_>, rng: &mut Rng) -> String {
    // A room is booked for a morning some days ahead; begin and end are drawn apart, so the hours are fixed.
    let ahead = |days: u64, hour: u32| {
        let day = scene.now.date().checked_add_days(Days::new(days)).unwrap_or(scene.now.date());
        format!("{day} {hour:02}:00")
    };
    match key {
        "starts_at" => ahead(7, 9),
        "ends_at" => ahead(7, 11),
        "due_at" | "external_due" | "lawyer_slot" => ahead(rng.u64(1..6), 17),
        _ => scene.now.format("%Y-%m-%d %H:%M").to_string(),
    }
}

fn words(key: &str, scene: &Scene<'_>, rng: &mut Rng) -> String {
    let list: &[&str] = match key {
        "question" => &[
            "要带哪些材料",
            "几天能办好",
            "家里老人行动不便能不能上门",
            "在外地能不能代办",
            "以前交的还算不算",
        ],
        "answer" => &["已当面讲清要带的材料和去处", "可由子女代办，带双方证件", "当场能办，带身份证即可"],
        "team" => &["凤鸣合唱队", "夕阳红舞蹈队", "示例志愿服务队"],
        "purpose" | "project" => &["合唱排练", "书法交流", "居民议事会", "清洁家园"],
        "topic_title" => &["增设电动车充电位", "楼道照明改造", "小区门口划线停车"],
        "proposal" | "expected" => &["希望尽快处理并告知结果", "建议在空地增设，费用公示"],
        "available" => &["周末全天", "工作日晚上"],
        "work_unit" | "from_org" | "to_org" | "unit_org" => {
            &["示例街道党支部", "示例学校党总支", "示例公司党委"]
        }
        "event" => &["突发疾病住院，家中支出骤增", "家中失火，部分物品烧毁", "主要劳动力受伤停工"],
        "other_aid" => &["暂无", "单位互助金一次"],
        "landlord" | "guardian" | "carer" | "claimer" | "nominee" => return invented_name(rng),
        "skill" => &["电工", "家政", "电脑办公"],
        "health_center" => &["示例社区卫生服务中心"],
        "summary" => {
            &["楼上夜间响动影响休息，多次沟通未果", "楼道堆放杂物影响通行", "漏水损坏墙面，赔偿有分歧"]
        }
        "property_firm" => &["示例物业服务公司"],
        "subject" => &["反映路口夜间施工噪声", "建议增加公交班次", "希望增设晾衣架"],
        "duty_unit" => &["街道城管办", "示例物业服务公司", "区住建局"],
        "external_no" => return format!("SL{:08}", rng.u32(0..100_000_000)),
        "wish" => &["想要一台收音机", "希望有人陪着去一次公园", "旧轮椅需要修理"],
        "publish_name" => &["李奶奶", "张大爷", "小明"],
        "goods" => &["大米", "食用油", "棉被", "文具"],
        "unit" => &["袋", "桶", "件"],
        "donor" => &["爱心人士"],
        "deed" => &["多年照料独居邻居，常年义务清扫楼道", "拾到钱包后主动寻找失主"],
        "period" => &["第一季度", "第二季度", "第三季度", "第四季度"],
        "place_wish" => &["梧桐里小广场", "渭滨家园活动室"],
        "no_report_why" => &["当事人安全，已由家人接走，经核实无伤害"],
        "emergency_contact" | "contact_alt" | "key_contact" | "safe_contact" => {
            return format!("{}（子女）{}", invented_name(rng), invented_mobile(rng));
        }
        _ => &["示例内容", "按居民口述登记"],
    };
    let text = pick(list, rng);
    if key == "question" {
        format!("{text}？")
    } else if text.is_empty() {
        scene.worker.to_owned()
    } else {
        text
    }
}
