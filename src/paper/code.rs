//! The two-dimensional code of a serial.

use qrcode::{EcLevel, QrCode};

use super::PaperError;
use super::draw::{Bar, Draw};

/// Side of the square in mm, quiet zone included (design/tokens.md section 7).
pub const CODE_SIZE: f32 = 24.0;
/// Modules left blank on every side (ISO/IEC 18004).
const QUIET: usize = 4;
/// Longest content in bytes: beyond it modules get finer than 0.5 mm, too fine for a desk
/// printer and an old phone. A serial has about ten.
const MAX_BYTES: usize = 60;

/// A code at the top left corner (0, 0).
pub fn code(content: &str) -> Result<Draw, PaperError> {
    if content.len() > MAX_BYTES {
        return Err(PaperError::CodeTooLong { bytes: content.len(), most: MAX_BYTES });
    }
    let code = QrCode::with_error_correction_level(content.as_bytes(), EcLevel::M)
        .map_err(|e| PaperError::Code(e.to_string()))?;
    let side = code.width();
    let module = CODE_SIZE / (side + 2 * QUIET) as f32;
    let colours = code.to_colors();
    let mut bars = Vec::new();
    for (row, cells) in colours.chunks(side).enumerate() {
        let mut from = 0;
        while from < side {
            let dark = |n: usize| cells.get(n).is_some_and(|c| *c == qrcode::Color::Dark);
            if !dark(from) {
                from += 1;
                continue;
            }
            let to = (from..=side).find(|&n| !dark(n)).unwrap_or(side);
            bars.push(Bar {
                column: (QUIET + from) as u16,
                row: (QUIET + row) as u16,
                length: (to - from) as u16,
            });
            from = to;
        }
    }
    Ok(Draw::Code { x: 0.0, y: 0.0, size: CODE_SIZE, module, bars })
}
