//! sled itself: opening it, seeing whether it is sound, making it durable.

use std::time::{Duration, Instant};

use super::Options;
use super::folder::Folder;
use super::layers::{Stand, guarded, stand, unpack};
use crate::store::engine::{Order, Range, Table};
use crate::store::error::StoreError;

/// Written last when a sled is made: without it, it was never finished.
const MAGIC_KEY: &[u8] = b"\0magic";
const MAGIC: &[u8] = b"quanke 1";

/// Says that this sled is finished.
pub(super) fn mark_finished(db: &::sled::Db) -> Result<(), StoreError> {
    db.insert(MAGIC_KEY, MAGIC)?;
    Ok(())
}

pub(super) enum Tried {
    None,
    Good(::sled::Db, Stand),
    Bad(String),
}

/// Opens the sled that is there and looks whether it can be trusted; it must hold `at_least` so many commits.
pub(super) fn try_sled(folder: &Folder, options: &Options, at_least: u64) -> Result<Tried, StoreError> {
    if !folder.sled().is_dir() {
        return Ok(Tried::None);
    }
    let mut opened = open_sled(folder, options);
    if let Err(StoreError::Sled(::sled::Error::Io(error))) = &opened
        && is_outside(error)
        && folder.spend_reserve()
    {
        opened = open_sled(folder, options);
    }
    let examined = opened.and_then(|db| {
        let stand = guarded(|| examine(&db))?;
        if stand.applied < at_least {
            let what = format!("it holds {} commits and should hold {at_least}", stand.applied);
            return Err(StoreError::corrupt("sled", what));
        }
        Ok((db, stand))
    });
    match examined {
        Ok((db, stand)) => Ok(Tried::Good(db, stand)),
        Err(StoreError::Corrupt { what, .. }) => Ok(Tried::Bad(what)),
        Err(StoreError::Sled(::sled::Error::Io(error))) if is_outside(&error) => {
            Err(StoreError::io("open sled")(error))
        }
        Err(StoreError::Sled(error)) => Ok(Tried::Bad(error.to_string())),
        Err(other) => Err(other),
    }
}

/// Troubles that say nothing about the bytes in the folder, and that a rebuild would meet as well.
pub(super) fn is_outside(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::StorageFull
            | Kind::QuotaExceeded
            | Kind::FileTooLarge
            | Kind::PermissionDenied
            | Kind::ReadOnlyFilesystem
            | Kind::OutOfMemory
    )
}

/// Opens sled; a lock that the last user's threads have not let go yet is waited for.
pub(super) fn open_sled(folder: &Folder, options: &Options) -> Result<::sled::Db, StoreError> {
    let begun = Instant::now();
    loop {
        let config = ::sled::Config::new()
            .path(folder.sled())
            .cache_capacity(options.cache_bytes)
            .mode(::sled::Mode::HighThroughput)
            .flush_every_ms(None);
        match guarded(|| Ok(config.open()?)) {
            Err(StoreError::Sled(::sled::Error::Io(error)))
                if error.to_string().contains("could not acquire lock") =>
            {
                if begun.elapsed() > Duration::from_secs(2) {
                    return Err(StoreError::Held { pid: None, since: None });
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// A look at the marks and at both ends of each table; gives how far sled is.
fn examine(db: &::sled::Db) -> Result<Stand, StoreError> {
    let bad = |what: &str| StoreError::corrupt("sled", what);
    if db.get(MAGIC_KEY)?.as_deref() != Some(MAGIC) {
        return Err(bad("it was never finished or is not of this program"));
    }
    let stand = stand(db)?;
    for table in Table::ALL {
        for order in [Order::Ascending, Order::Descending] {
            let Some(bounds) = Range::all().stored(table) else {
                continue;
            };
            let mut range = db.range(bounds);
            for _ in 0..16 {
                let next = match order {
                    Order::Ascending => range.next(),
                    Order::Descending => range.next_back(),
                };
                let Some(next) = next else { break };
                let (key, value) = next?;
                let held = unpack(&key, &value)?;
                let json = held.value.first() == Some(&b'{') && held.value.last() == Some(&b'}');
                if held.version > stand.begun || !(table.is_index() || json) {
                    return Err(bad("a record is not what was written"));
                }
            }
        }
    }
    Ok(stand)
}

/// Flushes sled and makes it durable: on Linux its own flush does not sync the file.
pub(super) fn sync_sled(db: &::sled::Db, folder: &Folder) -> Result<(), StoreError> {
    guarded(|| Ok(db.flush()?))?;
    let doing = || StoreError::io("sync sled");
    let file =
        std::fs::OpenOptions::new().read(true).write(true).open(folder.sled().join("db")).map_err(doing())?;
    file.sync_all().map_err(doing())?;
    crate::store::journal::disk::sync_dir(&folder.sled()).map_err(doing())
}
