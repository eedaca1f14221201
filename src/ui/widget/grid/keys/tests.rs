use super::super::columns::columns;
use super::*;

const DAY: Range<u16> = 480..1320;

fn ground(lane: usize, from: u16, to: u16) -> Ground {
    Ground { lane, span: 1, from, to }
}

/// Walks from a place and tells what is chosen at each step.
fn walk(blocks: &[Ground], start: Chosen, ways: &[Way]) -> Vec<Chosen> {
    let with: Vec<(Ground, Column)> = blocks.iter().copied().zip(columns(blocks)).collect();
    let map = Map { blocks: &with, lanes: 3, hours: DAY };
    let (mut chosen, mut anchor) = (start, None);
    ways.iter()
        .map(|way| {
            if let Some((next, at)) = map.step(chosen, anchor, *way) {
                (chosen, anchor) = (next, Some(at));
            }
            chosen
        })
        .collect()
}

fn free(lane: usize, from: u16) -> Chosen {
    Chosen::Free(ground(lane, from, from + CELL))
}

use Chosen::Block;
use Way::{Down, Left, Right, Up};

#[test]
fn down_goes_by_half_hours_and_into_a_block_and_out_at_its_end() {
    let blocks = [ground(0, 570, 645)];
    let walked = walk(&blocks, free(0, 510), &[Down, Down, Down, Down]);
    assert_eq!(walked, [free(0, 540), Block(0), free(0, 645), free(0, 660)]);
}

#[test]
fn up_is_the_way_back() {
    let blocks = [ground(0, 570, 645)];
    let walked = walk(&blocks, free(0, 660), &[Up, Up, Up, Up, Up]);
    // 10:30 is still the block's.
    assert_eq!(walked, [Block(0), free(0, 540), free(0, 510), free(0, 480), free(0, 480)]);
}

#[test]
fn the_last_half_hour_is_the_end() {
    assert_eq!(walk(&[], free(1, 1260), &[Down, Down]), [free(1, 1290), free(1, 1290)]);
}

#[test]
fn across_keeps_the_row_over_blocks() {
    let blocks = [ground(1, 540, 720)];
    let walked = walk(&blocks, free(0, 600), &[Right, Right, Right, Left, Left, Left]);
    assert_eq!(walked, [Block(0), free(2, 600), free(2, 600), Block(0), free(0, 600), free(0, 600)]);
}

#[test]
fn across_visits_those_side_by_side_one_after_the_other() {
    let blocks = [ground(1, 540, 660), ground(1, 600, 720)];
    let walked = walk(&blocks, free(0, 615), &[Right, Right, Right, Left, Left]);
    assert_eq!(walked, [Block(0), Block(1), free(2, 615), Block(1), Block(0)]);
    let walked = walk(&blocks, free(1, 510), &[Down, Down, Down, Up, Up, Up]);
    assert_eq!(walked, [Block(0), Block(1), free(1, 720), Block(1), Block(0), free(1, 510)]);
}

#[test]
fn a_block_over_two_lanes_is_one_step_wide() {
    let hall = Ground { lane: 0, span: 2, from: 540, to: 660 };
    let walked = walk(&[hall], free(2, 570), &[Left, Right, Left, Down]);
    // After coming from the right, down stays in the lane that was entered.
    assert_eq!(walked, [Block(0), free(2, 570), Block(0), free(1, 660)]);
}

#[test]
fn a_block_that_begins_within_the_half_hour_is_met_too() {
    assert_eq!(walk(&[ground(0, 555, 600)], free(0, 510), &[Down]), [Block(0)]);
    assert_eq!(walk(&[ground(1, 555, 600)], free(0, 540), &[Right]), [Block(0)]);
}

#[test]
fn moving_and_stretching_go_by_quarters_within_the_limits() {
    let odd = ground(0, 550, 610);
    assert_eq!(shifted(odd, Down, 3, &DAY), ground(0, 555, 615));
    assert_eq!(shifted(odd, Up, 3, &DAY), ground(0, 540, 600));
    assert_eq!(shifted(ground(0, 480, 540), Up, 3, &DAY), ground(0, 480, 540));
    assert_eq!(shifted(ground(2, 480, 540), Right, 3, &DAY), ground(2, 480, 540));
    assert_eq!(shifted(ground(0, 1275, 1320), Down, 3, &DAY), ground(0, 1275, 1320));
    assert_eq!(stretched(odd, true, &DAY), ground(0, 550, 615));
    assert_eq!(stretched(ground(0, 540, 555), false, &DAY), ground(0, 540, 555));
    assert_eq!(stretched(ground(0, 540, 1320), true, &DAY), ground(0, 540, 1320));
}
