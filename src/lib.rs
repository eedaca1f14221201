//! 全科窗口: the reception desk of a community party-mass service centre.

pub mod cli;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod paper;
pub mod store;
pub mod this_pc;
pub mod ui;

/// A commit makes and drops some thousand small pieces of memory, which the thread behind it drops as often as the one that
/// made them: with the system's own allocator that was a third of its time.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;
