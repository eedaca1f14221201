//! Papers with invented people, for the tests and for looking at.

pub mod classes;
pub mod report;
pub mod rooms;

use super::value::{
    Block, Cell, Letterhead, Marks, Note, Notice, Numbered, Paper, Phone, ResidentCopy, Review, Row, Stub,
    Table, TableRow, Ticket, TwoPart,
};

pub fn letterhead() -> Letterhead {
    Letterhead {
        org: "凤鸣社区党群服务中心".into(),
        desk: "全科窗口".into(),
        organ: "凤鸣社区居民委员会".into(),
        enquiry_phone: "0913-200 0000".into(),
        supervision_phone: "0913-200 0001".into(),
        address: "凤鸣路 1 号一楼大厅".into(),
        hours: vec!["周一至周五 8:30–12:00".into(), "14:00–17:30".into()],
    }
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&s| s.to_owned()).collect()
}

pub fn agency_part() -> TwoPart {
    TwoPart {
        head: letterhead(),
        title: "代收代办凭证".into(),
        number: Numbered::new("代26-0062", "凤鸣代〔2026〕0062号"),
        rows: vec![
            Row::Two(Cell::new("申请人", "刘秀英"), Cell::new("联系电话", "138****5178")),
            Row::Two(Cell::new("证件号码", "6105**********0023"), Cell::new("经办人", "周敏")),
            Row::One(Cell::new("事　　项", "FB13　高龄老人补贴申请协助（年龄升档）")),
            Row::One(Cell::new(
                "代收材料",
                "1. 身份证、户口簿　复印件 2 份（原件已退）　　2. 近期照片　原件 1 张",
            )),
            Row::One(Cell::strong(
                "还缺材料",
                "银行卡（社保卡）复印件 1 份，2026年5月9日前补交；不补交的，退回材料",
            )),
            Row::Two(
                Cell::new("代收日期", "2026年5月7日（星期四）"),
                Cell::strong("送出日期", "2026年5月9日（周六，调休上班）前"),
            ),
            Row::Two(
                Cell::new("送往何处", "渭滨街道办事处民政办"),
                Cell::new("由谁决定", "街道初审，区民政局审定"),
            ),
        ],
        stub: Stub {
            part_name: "存根联".into(),
            grid_title: None,
            grid: ["送达日期", "街道签收", "取回日期", "办理结果", "归还原件", "领取人"]
                .iter()
                .map(|l| ((*l).to_owned(), String::new()))
                .collect(),
            sign_lines: strings(&["申请人签名：", "签收日期：　　　年　　月　　日"]),
            promise: Some("申请人承诺：所缺材料按期补交，所交材料真实。".into()),
            note: "存根联由窗口存档，送街道时由街道经办人在“街道签收”栏签名。".into(),
        },
        copy: ResidentCopy {
            part_name: "居民联".into(),
            notes: vec![
                Note::strong("本凭证只证明社区代收材料，不是审批受理决定。"),
                Note::plain("批不批、何时批，以街道和区民政局答复为准。"),
                Note::plain("问进度：0913-200 0000，报简号即可。"),
                Note::plain("监督电话：0913-200 0001。全程不收费。"),
                Note::plain("个人信息只用于办理本事项。"),
            ],
            qr: "代26-0062".into(),
            date: "2026年5月7日".into(),
        },
        marks: Marks::default(),
    }
}

pub fn agency() -> Paper {
    Paper::TwoPart(agency_part())
}

/// A usual acceptance receipt.
pub fn acceptance() -> Paper {
    let mut paper = agency_part();
    paper.title = "受理回执".into();
    paper.number = Numbered::new("受26-0122", "凤鸣受〔2026〕0122号");
    paper.rows = vec![
        Row::Two(Cell::new("申请人", "测试甲"), Cell::new("联系电话", "177****1180")),
        Row::One(Cell::new("事　　项", "PT06　志愿者注册与服务记录（新注册）")),
        Row::One(Cell::new("收到材料", "1. 身份证（出示，不留存）　　2. 监护人同意书　原件 1 份")),
        Row::Two(
            Cell::new("受理日期", "2026年5月6日（星期三）"),
            Cell::strong("承诺办结", "2026年5月9日（周六，调休上班）前"),
        ),
    ];
    paper.stub.grid_title = Some("办理记录".into());
    paper.stub.grid = vec![
        ("办结日期".into(), String::new()),
        ("办理结果".into(), String::new()),
        ("退还原件".into(), "无须退还".into()),
    ];
    paper.stub.sign_lines.insert(1, "监护人签名：".into());
    paper.stub.promise = Some("承诺期 3 个工作日：5月7日、8日、9日；受理当日不算。".into());
    paper.copy.qr = "受26-0122".into();
    Paper::TwoPart(paper)
}

/// A long name and twenty papers.
pub fn crowded() -> Paper {
    let mut paper = agency_part();
    let long = "阿".to_owned() + &"测试长名甲".repeat(9) + "布都拉乙";
    paper.rows[0] = Row::Two(Cell::new("申请人", long), Cell::new("联系电话", "138****5178"));
    let papers: Vec<String> =
        (1..=20).map(|n| format!("{n}. 第{n}样材料及其附页　复印件 {n} 份（原件已退）")).collect();
    paper.rows[3] = Row::One(Cell::new("代收材料", papers.join("\n")));
    Paper::TwoPart(paper)
}

pub fn ticket() -> Paper {
    Paper::Ticket(Ticket {
        head: letterhead(),
        title: "服务凭单".into(),
        number: Numbered::new("服26-0231", "凤鸣服〔2026〕0231号"),
        fields: vec![
            Cell::new("时间", "2026年5月7日 09:56"),
            Cell::strong("事项", "PT01 信息咨询"),
            Cell::new("问题", "养老待遇资格认证怎么办"),
            Cell::new("答复", "带身份证、社保卡到窗口，刷脸认证，当场可办；行动不便的上门办。"),
            Cell::new("带上", "身份证　社会保障卡"),
            Cell::new("接待", "周敏　1号窗口"),
        ],
        banner: Vec::new(),
        dates: None,
        rules: Vec::new(),
        phone: Some(Phone {
            lead: "有事请打".into(),
            number: "0913-200 0000".into(),
            hours: letterhead().hours,
        }),
        review: Some(Review {
            prompt: "请您评一评（自愿，交窗口即可）".into(),
            labels: strings(&["非常满意", "满意", "基本满意", "不满意", "非常不满意"]),
        }),
        foot: strings(&["热敏纸会褪色，要存的请复印"]),
        qr: None,
        seal: false,
        marks: Marks::default(),
    })
}

pub fn notice() -> Paper {
    Paper::Notice(Notice {
        head: letterhead(),
        title: "一次性告知单".into(),
        number: Numbered::new("告26-0107", "凤鸣告〔2026〕0107号"),
        to: Some("刘秀英：".into()),
        blocks: vec![
            Block::Para(
                "您咨询的高龄老人补贴申请协助（FB13），由本窗口代收材料，街道初审、区民政局审定。办理要求一次告知如下。".into(),
            ),
            Block::Fields(vec![
                Cell::new("事项", "FB13　高龄老人补贴申请协助"),
                Cell::new("谁能办", "户籍在本社区、年满 80 周岁的老人，可由子女代办"),
                Cell::strong("办多久", "窗口当日收件，2 个工作日内送出"),
                Cell::new("收费", "免费"),
            ]),
            Block::Heading("一、要带的材料".into()),
            Block::Table(Table::plain(
                &["序号", "材料", "原件/复印件", "份数", "哪里开"],
                &[1.0, 4.0, 2.2, 1.0, 2.6],
                vec![
                    strings(&["1", "老人身份证、户口簿", "复印件，原件当场退", "2", "自备"]),
                    strings(&["2", "近期免冠照片", "原件", "1", "自备"]),
                    strings(&["3", "银行卡（社保卡）", "复印件", "1", "自备"]),
                    strings(&["4", "代办人身份证及与老人的关系材料（子女代办时）", "复印件", "1", "户籍地派出所，或户口簿本身能证明的不再另开"]),
                ],
            )),
            Block::Heading("二、怎么办".into()),
            Block::List(strings(&[
                "到全科窗口交材料，窗口当场核对，缺什么一次说清。",
                "窗口出具代收代办凭证，并在 2 个工作日内送街道办事处民政办。",
                "街道初审、区民政局审定，结果由窗口电话告知，也可凭简号查询。",
            ])),
            Block::Strong("材料不齐也收：先登记，所缺材料在约定日期前补交即可。".into()),
        ],
        sign: strings(&["收到人签名：", "日期：　　　年　　月　　日"]),
        seal_date: Some("2026年5月7日".into()),
        qr: Some("告26-0107".into()),
        marks: Marks::default(),
        copies: 1,
    })
}

/// A notice over several pages.
pub fn long_notice() -> Paper {
    let Paper::Notice(mut notice) = notice() else {
        return notice();
    };
    let rows = (1..=60)
        .map(|n| {
            TableRow::new(strings(&[
                &n.to_string(),
                "测试材料及说明，名称较长的要折行显示在同一格内",
                "复印件",
                "1",
                "自备",
            ]))
        })
        .collect();
    if let Some(Block::Table(table)) = notice.blocks.get_mut(3) {
        table.rows = rows;
    }
    Paper::Notice(notice)
}

pub fn all() -> Vec<(&'static str, Paper)> {
    let marked = |mut paper: Paper, f: &dyn Fn(&mut Marks)| {
        f(paper.marks_mut());
        paper
    };
    let mut all = vec![
        ("acceptance", acceptance()),
        ("agency", agency()),
        ("agency-reprint", marked(agency(), &|m| m.reprint = Some(2))),
        ("agency-specimen", marked(agency(), &|m| m.specimen = true)),
        ("agency-large", marked(agency(), &|m| m.large = true)),
        ("crowded", crowded()),
        ("crowded-large", marked(crowded(), &|m| m.large = true)),
        ("ticket", ticket()),
        (
            "ticket-large",
            marked(ticket(), &|m| {
                m.large = true;
                m.reprint = Some(1);
            }),
        ),
        ("notice", notice()),
        ("notice-large", marked(notice(), &|m| m.large = true)),
        (
            "long-notice",
            marked(long_notice(), &|m| {
                m.reprint = Some(3);
                m.specimen = true;
            }),
        ),
    ];
    all.extend(rooms::all());
    all.extend(classes::all());
    let sheets = [
        ("week-large", Paper::Week(rooms::week())),
        ("day-large", Paper::Register(rooms::day())),
        ("roster-large", Paper::Register(classes::roster(35, 6))),
        ("use-report-large", Paper::Report(report::use_report())),
        ("booking-large", Paper::Ticket(rooms::booking_pending())),
        ("booking-60-large", Paper::Ticket(rooms::booking_series(60))),
    ];
    all.extend(sheets.map(|(name, paper)| (name, marked(paper, &|m| m.large = true))));
    let marked_sheets = [
        ("week-marks", Paper::Week(rooms::week())),
        ("sign-in-marks", Paper::Register(classes::sign_in(20, 16))),
        ("certificates-marks", Paper::Register(classes::certificates(9))),
        ("use-report-marks", Paper::Report(report::use_report())),
        ("booking-marks", Paper::Ticket(rooms::booking())),
    ];
    all.extend(marked_sheets.map(|(name, paper)| {
        let marks = |m: &mut Marks| {
            m.reprint = Some(2);
            m.specimen = true;
        };
        (name, marked(paper, &marks))
    }));
    all
}
