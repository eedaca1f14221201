//! How wide columns are, and which stand side by side.

/// Steps in which the room for columns is narrowed to fill several tables evenly.
const STEPS: usize = 20;

/// Which columns stand together, as few groups as will do and about even: the first `kept` in
/// every group. Every column is in at least one. None may be wider than two fifths of the room.
pub fn groups(least: &[f32], kept: usize, room: f32) -> Vec<Vec<usize>> {
    let sum = |list: &[f32]| list.iter().sum::<f32>();
    let kept = kept.min(least.len().saturating_sub(1));
    let (first, own) = least.split_at(kept);
    // Columns that leave no room for others are not worth repeating.
    let (kept, base) = if sum(first) > room * 0.6 { (0, 0.0) } else { (kept, sum(first)) };
    let own = if kept == 0 { least } else { own };
    let fill = |most: f32| {
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut used = f32::INFINITY;
        for (n, w) in own.iter().enumerate() {
            if used + w > most + 0.01 {
                out.push((0..kept).collect());
                used = base;
            }
            used += w;
            if let Some(group) = out.last_mut() {
                group.push(kept + n);
            }
        }
        out
    };
    let fewest = fill(room);
    let even = base + sum(own) / fewest.len().max(1) as f32;
    (0..=STEPS)
        .map(|n| fill(even + (room - even).max(0.0) * n as f32 / STEPS as f32))
        .find(|groups| groups.len() <= fewest.len())
        .unwrap_or(fewest)
}

/// Left edge and width of every column: shared by weight, none below its least.
pub fn spans(weights: &[f32], least: &[f32], (x, room): (f32, f32)) -> Vec<(f32, f32)> {
    let weights: Vec<f32> =
        weights.iter().map(|w| if w.is_finite() && *w > 0.0 { w.clamp(0.01, 100.0) } else { 1.0 }).collect();
    let total: f32 = weights.iter().sum();
    let mut shares: Vec<f32> = weights.iter().map(|w| room * w / total).collect();
    // Columns below their least are raised; the others give in proportion to their surplus.
    let lack: f32 = shares.iter().zip(least).map(|(s, l)| (l - s).max(0.0)).sum();
    let surplus: f32 = shares.iter().zip(least).map(|(s, l)| (s - l).max(0.0)).sum();
    if lack > 0.0 && surplus > 0.0 {
        let keep = ((surplus - lack) / surplus).max(0.0);
        for (share, least) in shares.iter_mut().zip(least) {
            *share = least + (*share - least).max(0.0) * keep;
        }
    }
    let mut left = x;
    shares
        .into_iter()
        .map(|w| {
            let span = (left, w);
            left += w;
            span
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_fit_stay_together() {
        assert_eq!(groups(&[10.0, 20.0, 30.0], 1, 60.0), [[0, 1, 2]]);
    }

    #[test]
    fn the_rest_follows_evenly_with_the_kept_columns_again() {
        let least = [vec![20.0], vec![10.0; 12]].concat();
        let got = groups(&least, 1, 120.0);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0], [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(got[1], [0, 7, 8, 9, 10, 11, 12]);
    }

    #[test]
    fn no_column_is_lost_however_narrow_the_sheet() {
        for kept in 0..5 {
            for room in [1.0, 30.0, 55.0, 200.0] {
                let got = groups(&[20.0; 9], kept, room);
                for n in 0..9 {
                    assert!(got.iter().any(|g| g.contains(&n)), "{kept} {room}: {got:?}");
                }
            }
        }
    }

    #[test]
    fn widths_fill_the_room_and_keep_the_least() {
        let got = spans(&[1.0, 1.0, 8.0], &[20.0, 5.0, 5.0], (10.0, 100.0));
        let end = got[2].0 + got[2].1;
        assert!((end - 110.0).abs() < 0.01, "{got:?}");
        assert!(got[0].1 >= 20.0 && got[1].1 >= 5.0 && got[2].1 > got[0].1, "{got:?}");
        let odd = spans(&[f32::NAN, -1.0], &[0.0, 0.0], (0.0, 10.0));
        assert_eq!(odd, [(0.0, 5.0), (5.0, 5.0)]);
    }
}
