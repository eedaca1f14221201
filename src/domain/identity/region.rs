//! Region codes of Weinan, GB/T 2260, with those no longer given out (`domain.md` §3.9).

/// The place a six-digit code stands for, within Weinan. It informs the desk and decides nothing.
pub(super) fn name(code: &str) -> Option<&'static str> {
    Some(match code {
        "610500" | "610501" => "渭南市",
        "610502" => "临渭区",
        "610503" => "华州区",
        "610521" => "华县（旧码，今华州区）",
        "610522" => "潼关县",
        "610523" => "大荔县",
        "610524" => "合阳县",
        "610525" => "澄城县",
        "610526" => "蒲城县",
        "610527" => "白水县",
        "610528" => "富平县",
        "610581" => "韩城市",
        "610582" => "华阴市",
        "612101" => "渭南（旧码）",
        old if old.starts_with("6121") => "渭南地区（旧码）",
        _ => return None,
    })
}
