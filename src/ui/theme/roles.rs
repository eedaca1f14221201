//! The colour roles of the design and their values in the three looks.

use iced::Color;

/// Every colour a screen may use, by its role. A screen never names a colour itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Roles {
    /// Window background (warm white).
    pub canvas: Color,
    /// Cards, inputs, bars.
    pub surface: Color,
    /// Footers, bar tracks, clearing time.
    pub sunken: Color,
    /// Pointer over a row or button.
    pub hover: Color,
    /// Chosen row, chosen option, today.
    pub selected: Color,
    /// Hairlines.
    pub line: Color,
    /// Edges of controls, table head.
    pub line_strong: Color,
    /// Main text.
    pub text: Color,
    /// Labels, second lines.
    pub text2: Color,
    /// Placeholders, option digits.
    pub text3: Color,
    /// Primary fill, section marker.
    pub accent: Color,
    /// Text on accent.
    pub on_accent: Color,
    /// Accent as text or edge.
    pub accent_text: Color,
    /// Party activity ground.
    pub accent_soft: Color,
    /// In use, done, figures tie.
    pub ok: Color,
    /// In use, done, figures tie (ground).
    pub ok_soft: Color,
    /// Today, gap, pending, recovered.
    pub warn: Color,
    /// Today, gap, pending, recovered (ground).
    pub warn_soft: Color,
    /// Overdue, error, clash.
    pub danger: Color,
    /// Overdue, error, clash (ground).
    pub danger_soft: Color,
    /// Draft, on loan, make-up workday.
    pub info: Color,
    /// Draft, on loan, make-up workday (ground).
    pub info_soft: Color,
    /// Weekly class block (ground).
    pub course: Color,
    /// Weekly class block (bar).
    pub course_bar: Color,
    /// Team or single booking block (ground).
    pub team: Color,
    /// Team or single booking block (bar).
    pub team_bar: Color,
    /// Party activity block (ground).
    pub party: Color,
    /// Party activity block (bar).
    pub party_bar: Color,
    /// 2 px edge, empty ground.
    pub pending_bar: Color,
    /// Closure, mediation occupied.
    pub closed: Color,
    /// Focus edge, selected block, new-booking ghost.
    pub focus: Color,
    /// Bars (neutral, never the accent).
    pub chart_dark: Color,
    /// Bars (neutral, never the accent).
    pub chart_light: Color,
    /// The "now" line of a time grid.
    pub now: Color,
}

/// A colour from its usual six digits.
const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Daylight: warm white and ink.
pub const LIGHT: Roles = Roles {
    canvas: rgb(0xFA_F8F4),
    surface: rgb(0xFF_FFFF),
    sunken: rgb(0xF2_EEE7),
    hover: rgb(0xF6_F2EB),
    selected: rgb(0xF0_E9DD),
    line: rgb(0xE0_DACF),
    line_strong: rgb(0x82_7B6D),
    text: rgb(0x23_201C),
    text2: rgb(0x57_5147),
    text3: rgb(0x68_6156),
    accent: rgb(0x8E_1B20),
    on_accent: rgb(0xFF_FFFF),
    accent_text: rgb(0x8E_1B20),
    accent_soft: rgb(0xF9_EDEB),
    ok: rgb(0x1E_6A3C),
    ok_soft: rgb(0xE8_F2EB),
    warn: rgb(0x7A_5200),
    warn_soft: rgb(0xFA_F0D8),
    danger: rgb(0xA8_3A08),
    danger_soft: rgb(0xFC_EDE3),
    info: rgb(0x28_527A),
    info_soft: rgb(0xE8_EFF5),
    course: rgb(0xE6_ECF1),
    course_bar: rgb(0x4A_6E90),
    team: rgb(0xEC_EBE0),
    team_bar: rgb(0x7C_7650),
    party: rgb(0xF9_EDEB),
    party_bar: rgb(0x8E_1B20),
    pending_bar: rgb(0xA3_6B00),
    closed: rgb(0xE9_E5DE),
    focus: rgb(0x1B_5FA8),
    chart_dark: rgb(0x6B_5F4E),
    chart_light: rgb(0xC9_BFAE),
    now: rgb(0x8E_1B20),
};

/// A dim room.
pub const DARK: Roles = Roles {
    canvas: rgb(0x19_1715),
    surface: rgb(0x23_201D),
    sunken: rgb(0x1E_1B19),
    hover: rgb(0x2B_2724),
    selected: rgb(0x38_322B),
    line: rgb(0x3B_3631),
    line_strong: rgb(0x8F_877B),
    text: rgb(0xF0_EBE3),
    text2: rgb(0xC2_BAAE),
    text3: rgb(0xA8_9F93),
    accent: rgb(0xBE_474E),
    on_accent: rgb(0xFF_FFFF),
    accent_text: rgb(0xF0_A09A),
    accent_soft: rgb(0x3A_2423),
    ok: rgb(0x8C_CB9F),
    ok_soft: rgb(0x1F_2E24),
    warn: rgb(0xE6_BE6A),
    warn_soft: rgb(0x35_2B17),
    danger: rgb(0xF2_A274),
    danger_soft: rgb(0x3A_2619),
    info: rgb(0x9C_C3E6),
    info_soft: rgb(0x1F_2B36),
    course: rgb(0x26_323C),
    course_bar: rgb(0x7F_A6C9),
    team: rgb(0x30_2E24),
    team_bar: rgb(0xB3_AB7C),
    party: rgb(0x3A_2423),
    party_bar: rgb(0xE0_7A74),
    pending_bar: rgb(0xE6_BE6A),
    closed: rgb(0x2A_2724),
    focus: rgb(0x7D_B4EE),
    chart_dark: rgb(0xC9_BFAE),
    chart_light: rgb(0x6B_5F4E),
    now: rgb(0xF0_A09A),
};

/// For weak eyes: black on white, thick lines.
pub const HIGH_CONTRAST: Roles = Roles {
    canvas: rgb(0xFF_FFFF),
    surface: rgb(0xFF_FFFF),
    sunken: rgb(0xFF_FFFF),
    hover: rgb(0xF2_F2F2),
    selected: rgb(0xFF_F3B0),
    line: rgb(0x00_0000),
    line_strong: rgb(0x00_0000),
    text: rgb(0x00_0000),
    text2: rgb(0x00_0000),
    text3: rgb(0x1A_1A1A),
    accent: rgb(0x7A_0010),
    on_accent: rgb(0xFF_FFFF),
    accent_text: rgb(0x7A_0010),
    accent_soft: rgb(0xFF_FFFF),
    ok: rgb(0x00_4D1F),
    ok_soft: rgb(0xFF_FFFF),
    warn: rgb(0x5A_3A00),
    warn_soft: rgb(0xFF_FFFF),
    danger: rgb(0x8A_2A00),
    danger_soft: rgb(0xFF_FFFF),
    info: rgb(0x00_366B),
    info_soft: rgb(0xFF_FFFF),
    course: rgb(0xFF_FFFF),
    course_bar: rgb(0x00_366B),
    team: rgb(0xFF_FFFF),
    team_bar: rgb(0x3D_3A00),
    party: rgb(0xFF_FFFF),
    party_bar: rgb(0x7A_0010),
    pending_bar: rgb(0x5A_3A00),
    closed: rgb(0xE0_E0E0),
    focus: rgb(0x00_33CC),
    chart_dark: rgb(0x00_0000),
    chart_light: rgb(0xB0_B0B0),
    now: rgb(0x7A_0010),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.1 (definition of the same name).
    fn luminance(color: Color) -> f64 {
        let linear = |channel: f32| {
            let channel = f64::from(channel);
            if channel <= 0.03928 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    }

    /// Contrast ratio, WCAG 2.1, 1 to 21.
    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    type Pair = (&'static str, fn(&Roles) -> (Color, Color), [f64; 3], f64);

    /// The table of the design: what lies on what, the ratio in each look, the least allowed.
    #[rustfmt::skip]
    const PAIRS: &[Pair] = &[
        ("text on canvas", |r| (r.text, r.canvas), [15.3, 15.1, 21.0], 4.5),
        ("text on surface", |r| (r.text, r.surface), [16.2, 13.7, 21.0], 4.5),
        ("text on sunken", |r| (r.text, r.sunken), [14.0, 14.4, 21.0], 4.5),
        ("text on hover", |r| (r.text, r.hover), [14.5, 12.5, 18.8], 4.5),
        ("text on selected", |r| (r.text, r.selected), [13.4, 10.7, 18.7], 4.5),
        ("text on course", |r| (r.text, r.course), [13.6, 11.0, 21.0], 4.5),
        ("text on team", |r| (r.text, r.team), [13.5, 11.5, 21.0], 4.5),
        ("text on party", |r| (r.text, r.party), [14.2, 12.2, 21.0], 4.5),
        ("text on closed", |r| (r.text, r.closed), [12.9, 12.5, 15.9], 4.5),
        ("text on warn-soft", |r| (r.text, r.warn_soft), [14.3, 11.7, 21.0], 4.5),
        ("text on danger-soft", |r| (r.text, r.danger_soft), [14.2, 12.0, 21.0], 4.5),
        ("text on info-soft", |r| (r.text, r.info_soft), [14.0, 12.1, 21.0], 4.5),
        ("text2 on canvas", |r| (r.text2, r.canvas), [7.4, 9.3, 21.0], 4.5),
        ("text2 on surface", |r| (r.text2, r.surface), [7.9, 8.4, 21.0], 4.5),
        ("text2 on sunken", |r| (r.text2, r.sunken), [6.8, 8.9, 21.0], 4.5),
        ("text2 on selected", |r| (r.text2, r.selected), [6.5, 6.6, 18.7], 4.5),
        ("text2 on course", |r| (r.text2, r.course), [6.6, 6.8, 21.0], 4.5),
        ("text2 on team", |r| (r.text2, r.team), [6.6, 7.1, 21.0], 4.5),
        ("text2 on party", |r| (r.text2, r.party), [6.9, 7.5, 21.0], 4.5),
        ("text2 on closed", |r| (r.text2, r.closed), [6.3, 7.7, 15.9], 4.5),
        ("text3 on canvas", |r| (r.text3, r.canvas), [5.8, 6.8, 17.4], 4.5),
        ("text3 on surface", |r| (r.text3, r.surface), [6.1, 6.2, 17.4], 4.5),
        ("text3 on sunken", |r| (r.text3, r.sunken), [5.3, 6.6, 17.4], 4.5),
        ("accent-text on surface", |r| (r.accent_text, r.surface), [9.0, 7.9, 11.4], 4.5),
        ("accent-text on canvas", |r| (r.accent_text, r.canvas), [8.5, 8.7, 11.4], 4.5),
        ("accent-text on accent-soft", |r| (r.accent_text, r.accent_soft), [7.9, 7.0, 11.4], 4.5),
        ("on-accent on accent", |r| (r.on_accent, r.accent), [9.0, 5.0, 11.4], 4.5),
        ("ok on surface", |r| (r.ok, r.surface), [6.6, 8.6, 10.1], 4.5),
        ("ok on ok-soft", |r| (r.ok, r.ok_soft), [5.8, 7.6, 10.1], 4.5),
        ("ok on selected", |r| (r.ok, r.selected), [5.5, 6.7, 9.0], 4.5),
        ("warn on surface", |r| (r.warn, r.surface), [6.9, 9.2, 10.3], 4.5),
        ("warn on warn-soft", |r| (r.warn, r.warn_soft), [6.1, 7.9, 10.3], 4.5),
        ("warn on selected", |r| (r.warn, r.selected), [5.7, 7.2, 9.2], 4.5),
        ("danger on surface", |r| (r.danger, r.surface), [6.4, 7.9, 8.7], 4.5),
        ("danger on danger-soft", |r| (r.danger, r.danger_soft), [5.6, 6.9, 8.7], 4.5),
        ("danger on selected", |r| (r.danger, r.selected), [5.3, 6.1, 7.8], 4.5),
        ("info on surface", |r| (r.info, r.surface), [8.1, 8.8, 12.1], 4.5),
        ("info on info-soft", |r| (r.info, r.info_soft), [7.0, 7.8, 12.1], 4.5),
        ("info on selected", |r| (r.info, r.selected), [6.8, 6.8, 10.7], 4.5),
        ("surface on now", |r| (r.surface, r.now), [9.0, 7.9, 11.4], 4.5),
        ("surface on text", |r| (r.surface, r.text), [16.2, 13.7, 21.0], 4.5),
        ("line-strong on surface", |r| (r.line_strong, r.surface), [4.2, 4.6, 21.0], 3.0),
        ("line-strong on canvas", |r| (r.line_strong, r.canvas), [4.0, 5.0, 21.0], 3.0),
        ("line-strong on closed", |r| (r.line_strong, r.closed), [3.3, 4.2, 15.9], 3.0),
        ("focus on surface", |r| (r.focus, r.surface), [6.5, 7.4, 9.0], 3.0),
        ("focus on canvas", |r| (r.focus, r.canvas), [6.1, 8.2, 9.0], 3.0),
        ("focus on course", |r| (r.focus, r.course), [5.4, 6.0, 9.0], 3.0),
        ("course-bar on course", |r| (r.course_bar, r.course), [4.5, 5.1, 12.1], 3.0),
        ("team-bar on team", |r| (r.team_bar, r.team), [3.8, 5.9, 11.6], 3.0),
        ("party-bar on party", |r| (r.party_bar, r.party), [7.9, 4.9, 11.4], 3.0),
        ("pending-bar on surface", |r| (r.pending_bar, r.surface), [4.5, 9.2, 10.3], 3.0),
        ("accent on surface", |r| (r.accent, r.surface), [9.0, 3.2, 11.4], 3.0),
        ("danger on surface", |r| (r.danger, r.surface), [6.4, 7.9, 8.7], 3.0),
        ("now on surface", |r| (r.now, r.surface), [9.0, 7.9, 11.4], 3.0),
    ];

    #[test]
    fn every_pair_of_the_design_has_its_contrast() {
        for (name, pair, written, least) in PAIRS {
            for (look, (roles, written)) in [LIGHT, DARK, HIGH_CONTRAST].iter().zip(written).enumerate() {
                let (front, ground) = pair(roles);
                let found = contrast(front, ground);
                assert!(found >= *least, "{name} in look {look}: {found:.2} is under {least}");
                assert!(
                    (found - written).abs() < 0.06,
                    "{name} in look {look}: {found:.2}, the design says {written}"
                );
            }
        }
    }

    #[test]
    fn the_measure_is_sound() {
        assert!((contrast(Color::BLACK, Color::WHITE) - 21.0).abs() < 1e-6);
        assert!((contrast(rgb(0x77_7777), Color::WHITE) - 4.48).abs() < 0.01);
    }
}
