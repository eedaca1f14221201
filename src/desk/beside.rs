//! Work shared out among the cores; it ends before its caller goes on.

use std::panic::resume_unwind;
use std::thread::{ScopedJoinHandle, available_parallelism, scope};

/// What a thread beside came to; its panic is this one's.
pub(super) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// What each of them comes to, in their order, worked out on every core. No thread is begun for fewer than `few`.
pub(super) fn each<A: Sync, B: Send>(all: &[A], few: usize, work: impl Fn(&A) -> B + Sync) -> Vec<B> {
    let cores = available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(cores).max(few).max(1);
    let (own, others) = all.split_at(share.min(all.len()));
    let work = &work;
    scope(|scope| {
        let started: Vec<_> = others
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>()))
            .collect();
        let mut done: Vec<B> = own.iter().map(work).collect();
        started.into_iter().for_each(|part| done.extend(joined(part)));
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_come_back_in_order() {
        for many in [0, 1, 2, 7, 50, 501] {
            let all: Vec<u32> = (0..many).collect();
            for few in [0, 1, 3, 1000] {
                assert_eq!(each(&all, few, |n| n * 2), all.iter().map(|n| n * 2).collect::<Vec<_>>());
            }
        }
    }
}
