//! The 32 items, each filled once.

use serde_json::{Value, json};

/// One lawful filling of each of the 32 items.
pub fn every_item() -> Vec<(&'static str, Value)> {
    let place = "凤鸣小区 1号楼 2单元 201";
    vec![
        ("PT01", json!({"topic": "relief", "question": "低保怎么申请", "answer": "带身份证来"})),
        (
            "FB02",
            json!({"facility_type": "street-light", "request_kind": "repair", "location": "南门", "urgent": false}),
        ),
        (
            "PT03",
            json!({"room": "多功能厅", "starts_at": "2026-05-14 14:30", "ends_at": "2026-05-14 16:30", "headcount": 18,
                   "purpose": "合唱排练", "amplified": true, "minors": false, "equipment": ["chairs", "sound"]}),
        ),
        (
            "PT04",
            json!({"course": "声乐", "term": "春季班", "emergency_contact": "测试乙", "emergency_phone": "17000000002",
                   "health_declared": true}),
        ),
        ("PT05", json!({"topic_title": "楼道照明", "scope": "building", "public_reply": true})),
        ("PT06", json!({"request": "register", "minor": false, "skills": ["arts", "repair"]})),
        ("PT07", json!({"kind": "checkin", "member_status": "full", "unit_org": "示例单位党委"})),
        (
            "FB08",
            json!({"compound": "凤鸣小区", "unit_addr": place, "issue": "leak", "shared_part": true, "told_property": true}),
        ),
        (
            "FB09",
            json!({"household_size": 2, "members": [{"name": "刘秀英", "relation": "本人"}, {"name": "测试乙", "relation": "子女", "contact": "17000000002"}],
                   "monthly_income": 1200.5, "hardship": ["illness"], "bank": {"name": "示例银行", "account": "0000620000000000001"},
                   "relative_of_staff": false, "entrusted": false}),
        ),
        (
            "FB10",
            json!({"kind": "emergency", "needs_now": true, "event": "突发疾病", "event_date": "2026-05-01"}),
        ),
        ("FB11", json!({"request": "renew", "paid": false})),
        ("FB12", json!({"request": "face"})),
        (
            "FB13",
            json!({"request": "first", "age_band": "70-79", "bank": {"name": "示例银行", "account": "0000620000000000002"}}),
        ),
        ("FB14", json!({"request": "new", "nonlocal": false, "collect_by": "self"})),
        ("FB15", json!({"request": "living-allowance", "category": "limb", "guarded": false})),
        ("FB16", json!({"person_kind": "veteran", "request": "file", "enlisted": "1968-02"})),
        ("FB17", json!({"request": "register", "expected_month": "2026-09"})),
        ("FB18", json!({"request": "seek", "zero_employment": false})),
        (
            "FB19",
            json!({"request": "register", "police_delegated": true, "moved_in": "2026-04-20", "landlord": "测试乙", "landlord_phone": "17000000003"}),
        ),
        ("FB20", json!({"service": "loan", "loan_item": "wheelchair", "due_at": "2026-05-14 17:00"})),
        (
            "JF21",
            json!({"parties": ["测试甲，一方", "测试乙，另一方"], "dispute_kind": "noise", "summary": "夜间响动", "source": "party",
                   "level": "minor", "mediator": "测试甲"}),
        ),
        (
            "JF22",
            json!({"compound": "凤鸣小区", "property_firm": "示例物业", "issue": "fee", "joint": false, "level": "minor"}),
        ),
        (
            "JF23",
            json!({"kind": "couple", "danger_now": false, "victim_vulnerable": false, "duty_report": false, "safe_contact": "测试乙 17000000002"}),
        ),
        ("JF24", json!({"area": "labour", "question": "工资", "aid_wanted": true})),
        (
            "JF25",
            json!({"channel": "desk", "category": "report", "subject": "夜间施工", "duty_unit": "街道城管办", "anonymous": false}),
        ),
        (
            "XY26",
            json!({"wish": "一台收音机", "wish_kind": "goods", "budget_cap": "200", "owner_group": "elder-alone", "publish_name": "刘奶奶", "verified_by": "测试甲"}),
        ),
        (
            "XY27",
            json!({"service": ["visit"], "frequency": "weekly", "key_contact": "测试乙 17000000002", "visitor": "测试甲", "consent": true}),
        ),
        (
            "XY28",
            json!({"need": ["study"], "child_age": 9, "suspected_harm": false, "parents_away": true, "guardian_consent": true}),
        ),
        ("XY29", json!({"kind": "donate", "goods": "大米", "qty": 2.5, "unit": "袋", "donor": "爱心人士"})),
        (
            "DX30",
            json!({"award_kind": "neighbour", "nominee": "测试乙", "deed": "照料邻居", "nominee_consent": true, "photo_ok": false}),
        ),
        (
            "DX31",
            json!({"grid": "3-2", "nominee": "测试乙", "period": "第二季度", "score_items": ["service", "data"]}),
        ),
        ("DX32", json!({"activity": "反诈宣讲", "headcount": 3, "minors": false, "outreach": false})),
    ]
}
