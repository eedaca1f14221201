//! The columns of every ledger in the order of `domain.md` §5.2.

use super::ColumnKind::{Date, DateTime, Digits, Number, Percent, Text, Time, YesNo};
use super::{Column, ColumnKind, Ledger, NO};

type Also = &'static [&'static str];

const fn col(code: &'static str, zh: &'static str, kind: ColumnKind, width: u16, also: Also) -> Column {
    Column { code, zh, kind, personal: false, width, also }
}

/// A column that tells who somebody is, or what they keep to themselves.
const fn own(code: &'static str, zh: &'static str, kind: ColumnKind, width: u16, also: Also) -> Column {
    Column { code, zh, kind, personal: true, width, also }
}

const COUNT: Column = col(NO, "序号", Number, 6, &["编号顺序", "No", "行号", "顺序号"]);
const REMARK: Column = col("remark", "备注", Text, 20, &["说明", "附注"]);
const GRID: Column = col("grid", "网格", Text, 16, &["所属网格", "网格号", "所在网格"]);
const REVIEW: Column = col("review", "满意度", Text, 10, &["评价", "满意情况", "群众评价", "满意度评价"]);
const PHONES: Also = &["电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "联系电话"];
const DAYS: Also = &["时间", "登记日期", "日期"];

pub(super) const fn of(ledger: Ledger) -> &'static [Column] {
    match ledger {
        Ledger::Intakes => INTAKES,
        Ledger::Visits => VISITS,
        Ledger::Orders => ORDERS,
        Ledger::Disputes => DISPUTES,
        Ledger::Wishes => WISHES,
        Ledger::Agency => AGENCY,
        Ledger::Rooms => ROOMS,
        Ledger::Classes => CLASSES,
        Ledger::Loans => LOANS,
        Ledger::Volunteers => VOLUNTEERS,
        Ledger::Declines => DECLINES,
        Ledger::Seals => SEALS,
        Ledger::Handover => HANDOVER,
    }
}

const INTAKES: &[Column] = &[
    COUNT,
    col("serial", "受理编号", Text, 14, &["编号", "受理号", "受理单号", "回执编号"]),
    col("day", "受理日期", Date, 12, &["日期", "受理时间", "登记日期", "办理日期", "收件日期"]),
    col("item", "事项编码", Text, 10, &["事项代码", "编码"]),
    col("item_name", "事项名称", Text, 18, &["事项", "办理事项", "服务事项", "业务名称", "办理内容"]),
    own("name", "申请人", Text, 12, &["姓名", "办事人", "申请人姓名", "居民姓名", "办理人"]),
    own("id_number", "证件号码", Digits, 22, &["身份证号", "身份证号码", "身份证", "证件号"]),
    own("phone", "联系电话", Digits, 16, PHONES),
    own("address", "住址", Text, 24, &["地址", "家庭住址", "居住地址", "住址（小区/楼栋/单元）", "小区楼栋"]),
    GRID,
    col("mode", "办理方式", Text, 10, &["办件类型", "办件方式"]),
    col("materials", "材料情况", Text, 18, &["材料", "收件材料", "提交材料"]),
    col("promised", "承诺办结日期", Date, 14, &["承诺时限", "承诺日期", "应办结日期", "办理时限"]),
    col("handler", "承办人", Text, 10, &["经办人", "办理人员", "工作人员", "受理人"]),
    col("forwarded_to", "转办去向", Text, 16, &["转办单位", "转办部门", "移交部门"]),
    col("forwarded_on", "转办日期", Date, 12, &["转办时间"]),
    col("done_on", "办结日期", Date, 12, &["办结时间", "完成日期", "完成时间"]),
    col("result", "办理结果", Text, 18, &["结果", "办理情况", "办理状态", "状态"]),
    col("overdue", "是否超期", YesNo, 10, &["超期", "是否逾期"]),
    REVIEW,
    REMARK,
];

const VISITS: &[Column] = &[
    COUNT,
    col("day", "来访日期", Date, 12, &["日期", "登记日期", "接待日期"]),
    col("time", "到访时间", Time, 10, &["时间", "来访时间", "接待时间"]),
    own("name", "来访人姓名", Text, 12, &["姓名", "来访人", "来访者", "群众姓名"]),
    own("sex", "性别", Text, 6, &[]),
    own("age", "年龄", Number, 6, &[]),
    own("phone", "联系方式", Digits, 16, PHONES),
    own("address", "住址/单位", Text, 24, &["住址", "地址", "单位", "家庭住址", "工作单位"]),
    col("people", "人数", Number, 6, &["来访人数", "随行人数"]),
    col("purpose", "来访事由", Text, 20, &["事由", "来访内容", "反映问题", "来访事项", "诉求"]),
    col("reception", "接待人", Text, 10, &["接待人员", "首问责任人", "值班人", "经办人"]),
    col("opinion", "处理意见", Text, 18, &["办理意见"]),
    col("outcome", "处理结果", Text, 16, &["办理结果", "结果", "处理情况"]),
    col("done_at", "办结时间", DateTime, 18, &["办结日期", "完成时间"]),
    col("call_back", "回访情况", Text, 16, &["回访"]),
    REMARK,
];

const ORDERS: &[Column] = &[
    COUNT,
    col("serial", "工单编号", Text, 14, &["编号", "工单号", "受理编号"]),
    col("external_no", "平台工单号", Digits, 20, &["平台编号", "12345工单号", "平台单号"]),
    col("channel", "来源渠道", Text, 12, &["来源", "诉求来源", "渠道"]),
    col("at", "受理时间", DateTime, 18, &["受理日期", "登记时间", "日期", "时间"]),
    own("name", "诉求人", Text, 12, &["姓名", "反映人", "来电人", "申请人"]),
    own("phone", "联系电话", Digits, 16, PHONES),
    col("category", "诉求类别", Text, 14, &["类别", "问题类别", "诉求类型", "工单类型"]),
    col("subject", "诉求内容", Text, 30, &["内容", "反映问题", "问题描述", "诉求事项"]),
    own("place", "发生地点", Text, 20, &["地点", "地址", "事发地点"]),
    GRID,
    col("urgency", "紧急程度", Text, 10, &["紧急", "是否紧急"]),
    col("duty", "责任单位/责任人", Text, 18, &["责任单位", "责任人", "承办单位", "办理单位"]),
    col("forwarded_on", "转办时间", Date, 12, &["转办日期", "派单时间"]),
    col("due", "办理时限", DateTime, 18, &["时限", "办结时限", "截止时间"]),
    col("progress", "办理情况", Text, 18, &["处理情况", "办理进展", "状态"]),
    col("done_on", "办结时间", Date, 12, &["办结日期", "完成时间"]),
    col("fed_back_on", "反馈时间", Date, 12, &["反馈日期", "回复时间"]),
    REVIEW,
    col("repeat", "是否重复", YesNo, 10, &["重复件", "是否重复件"]),
    REMARK,
];

const DISPUTES: &[Column] = &[
    COUNT,
    col("day", "排查日期", Date, 12, &["日期", "登记日期", "受理日期", "排查时间"]),
    col("grid", "排查区域/网格", Text, 18, &["排查区域", "网格", "区域"]),
    own("party_a", "当事人甲", Text, 12, &["甲方", "当事人", "申请人"]),
    own("party_b", "当事人乙", Text, 12, &["乙方", "被申请人", "对方当事人"]),
    own("phone", "联系方式", Digits, 16, PHONES),
    own("kind", "纠纷类型", Text, 14, &["矛盾类型", "类型", "纠纷类别"]),
    own("summary", "基本情况", Text, 30, &["纠纷简要情况", "简要情况", "案情简介", "矛盾纠纷情况"]),
    col("source", "来源", Text, 12, &["案件来源", "纠纷来源"]),
    col("level", "风险等级", Text, 10, &["等级", "矛盾等级", "风险级别"]),
    col("leader", "责任领导", Text, 10, &["包案领导", "分管领导"]),
    col("mediator", "责任人/调解员", Text, 12, &["责任人", "调解员", "调解人"]),
    col("measures", "化解措施", Text, 20, &["措施", "调处措施"]),
    col("due", "化解时限", Date, 12, &["时限", "办理时限"]),
    col("progress", "化解进展", Text, 14, &["进展", "进展情况", "化解情况"]),
    col("outcome", "化解结果", Text, 14, &["结果", "调解结果", "是否化解"]),
    col("agreement", "协议类型", Text, 12, &["协议", "协议形式"]),
    col("confirmed", "是否司法确认", YesNo, 12, &["司法确认"]),
    col("revisit_on", "回访日期", Date, 12, &["回访时间", "回访"]),
    REMARK,
];

const WISHES: &[Column] = &[
    COUNT,
    col("serial", "心愿编号", Text, 14, &["编号"]),
    col("day", "征集日期", Date, 12, &["日期", "登记日期", "征集时间"]),
    own("wisher", "心愿人（称呼）", Text, 12, &["心愿人", "姓名", "心愿人称呼", "许愿人"]),
    own("group", "人员类别", Text, 12, &["类别", "困难类型", "人员类型"]),
    GRID,
    col("wish", "心愿内容", Text, 24, &["内容", "微心愿", "心愿"]),
    col("kind", "心愿类型", Text, 12, &["类型", "心愿类别"]),
    col("verified_by", "核实人", Text, 10, &["核实人员"]),
    col("posted_on", "公示日期", Date, 12, &["公示时间"]),
    own("claimer", "认领人", Text, 12, &["认领者"]),
    col("claimer_unit", "认领单位/身份", Text, 16, &["认领单位", "认领人身份"]),
    col("claimed_on", "认领日期", Date, 12, &["认领时间"]),
    col("due", "完成时限", Date, 12, &["时限", "计划完成时间"]),
    col("fulfilled_on", "实现日期", Date, 12, &["实现时间", "完成日期", "圆梦日期"]),
    col("fulfilled_how", "实现方式", Text, 16, &["完成方式"]),
    own("feedback", "回访评价", Text, 16, &["回访", "评价", "满意度"]),
    REMARK,
];

const AGENCY: &[Column] = &[
    COUNT,
    col("serial", "代办编号", Text, 14, &["编号", "代办单号"]),
    col("day", "日期", Date, 12, &["代办日期", "登记日期", "受理日期"]),
    own("name", "委托人", Text, 12, &["姓名", "申请人", "居民姓名"]),
    col("item_name", "代办事项", Text, 18, &["事项", "事项名称", "代办内容"]),
    col("materials", "代收材料", Text, 30, &["材料", "收取材料", "代收材料（原件/复印件/份数）"]),
    col("handler", "代办人", Text, 10, &["经办人", "承办人", "帮办人"]),
    col("delivered_to", "送达部门", Text, 16, &["部门", "送办部门", "办理部门"]),
    col("delivered_on", "送达日期", Date, 12, &["送达时间", "送办日期"]),
    col("signed_by", "部门经办人签收", Text, 14, &["签收人", "部门签收"]),
    col("collected_on", "取件日期", Date, 12, &["取件时间"]),
    col("returned_to", "归还签收", Text, 12, &["领取签收", "居民签收"]),
    REMARK,
];

const ROOMS: &[Column] = &[
    COUNT,
    col("day", "日期", Date, 12, &["使用日期", "活动日期", "登记日期"]),
    col("hours", "时段", Text, 14, &["时间", "使用时间", "活动时间", "使用时段"]),
    col("room", "场地", Text, 16, &["活动室", "场地名称", "活动地点", "使用场地"]),
    col("team", "使用单位/团队", Text, 18, &["使用单位", "团队", "团队名称", "使用团队"]),
    col("title", "活动内容", Text, 20, &["内容", "活动名称", "用途"]),
    col("people", "人数", Number, 6, &["参加人数", "活动人数"]),
    own("name", "负责人", Text, 12, &["联系人", "姓名", "使用人"]),
    own("phone", "电话", Digits, 16, PHONES),
    col("equipment", "设备", Text, 16, &["借用设备", "使用设备"]),
    col("opened_by", "开门人", Text, 10, &["开门"]),
    col("locked_by", "锁门人", Text, 10, &["锁门", "关门人"]),
    col("condition", "场地情况", Text, 16, &["场地状况", "使用后情况", "卫生情况"]),
    REMARK,
];

/// `domain.md` §4.4, with the class in front and the attendance behind.
const CLASSES: &[Column] = &[
    COUNT,
    col("class", "班级", Text, 16, &["课程", "课程班级", "班级名称", "课程名称"]),
    col("term", "学期", Text, 10, &[]),
    own("name", "姓名", Text, 12, &["学员姓名", "学员"]),
    own("sex", "性别", Text, 6, &[]),
    own("age", "年龄", Number, 6, &[]),
    own("phone", "联系电话", Digits, 16, PHONES),
    own("emergency_contact", "紧急联系人", Text, 12, &["家属姓名"]),
    own("emergency_phone", "紧急电话", Digits, 16, &["紧急联系电话", "家属电话"]),
    own("address", "小区楼栋", Text, 20, &["住址", "地址", "家庭住址"]),
    col("day", "报名日期", Date, 12, &["日期", "报名时间"]),
    col("place", "在册情况", Text, 12, &["状态", "学籍"]),
    col("came", "到课次数", Number, 10, &["出勤次数", "签到次数"]),
    col("attendance", "出勤率", Percent, 10, &["到课率"]),
    REMARK,
];

const LOANS: &[Column] = &[
    COUNT,
    col("thing", "物品", Text, 12, &["物品名称", "借用物品", "名称"]),
    col("asset_no", "编号", Text, 12, &["物品编号"]),
    own("name", "借用人", Text, 12, &["姓名", "借用人姓名"]),
    own("phone", "电话", Digits, 16, PHONES),
    col("lent_at", "借出时间", DateTime, 18, &["借用时间", "借出日期", "借用日期"]),
    col("due_at", "应还时间", DateTime, 18, &["应还日期", "归还期限"]),
    col("returned_at", "归还时间", DateTime, 18, &["归还日期", "还回时间"]),
    col("condition", "完好情况", Text, 12, &["是否完好", "物品状况"]),
    col("handler", "经手人", Text, 10, &["经办人", "出借人"]),
];

const VOLUNTEERS: &[Column] = &[
    COUNT,
    col("day", "日期", Date, 12, DAYS),
    col("project", "项目", Text, 20, &["服务项目", "活动名称", "志愿项目"]),
    own("name", "志愿者", Text, 12, &["姓名", "志愿者姓名"]),
    col("team", "服务队", Text, 16, &["志愿服务队", "队伍", "工作单位"]),
    col("hours", "时长", ColumnKind::Decimal, 8, &["服务时长", "小时数", "时长（小时）"]),
    col("served", "服务对象/地点", Text, 18, &["服务对象", "服务地点", "地点"]),
    col("recorder", "记录人", Text, 10, &["登记人", "经办人"]),
    col("entered", "是否录入系统", YesNo, 12, &["录入系统", "是否录入"]),
];

const DECLINES: &[Column] = &[
    COUNT,
    col("day", "日期", Date, 12, DAYS),
    own("name", "申请人", Text, 12, &["姓名", "来访人"]),
    col("wanted", "要求出具的证明/事项", Text, 24, &["要求出具的证明", "证明名称", "事项", "证明事项"]),
    col("asked_by", "索要单位", Text, 16, &["需求单位", "要求单位"]),
    col("reason", "不予理由", Text, 24, &["理由", "不予受理理由", "原因"]),
    col("redirect", "引导去向", Text, 20, &["去向", "告知去向"]),
    col("instead", "替代办法", Text, 20, &["替代方式"]),
    col("handler", "经办人", Text, 10, &["承办人", "接待人"]),
];

const SEALS: &[Column] = &[
    COUNT,
    col("day", "日期", Date, 12, DAYS),
    col("document", "文件名称", Text, 24, &["文件", "用印文件", "事由"]),
    col("copies", "份数", Number, 6, &["用印份数"]),
    col("user", "用印人", Text, 10, &["申请人", "经办人"]),
    col("approver", "批准人", Text, 10, &["审批人", "审批领导"]),
    col("seal", "印章名称", Text, 16, &["印章"]),
    REMARK,
];

const HANDOVER: &[Column] = &[
    COUNT,
    col("day", "日期", Date, 12, DAYS),
    col("shift", "班次", Text, 8, &[]),
    col("window", "窗口", Text, 10, &["窗口号"]),
    col("on_duty", "当班人", Text, 10, &["值班人", "值班人员"]),
    col("received", "接待数", Number, 8, &["接待人数", "接待量"]),
    col("open", "未了事项", Text, 24, &["未办结事项", "待办事项"]),
    col("from", "移交人", Text, 10, &["交班人"]),
    col("to", "接收人", Text, 10, &["接班人"]),
];
