//! A supervisor changes an item while a form of it is being filled.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::desk;

#[test]
fn a_form_goes_on_under_the_version_it_was_opened_with() {
    let desk = desk();
    let opened = desk.open_form("FB02", None, None).unwrap();
    let asked = opened.item.fields.len();
    let mut changed = opened.item.clone();
    let _ = changed.fields.pop();
    desk.save_item(&changed).unwrap();

    let again = desk.reopen(&opened.draft.id).unwrap();
    assert_eq!((again.item.version, again.item.fields.len()), (1, asked));
    let fresh = desk.open_form("FB02", None, None).unwrap();
    assert_eq!((fresh.item.version, fresh.item.fields.len()), (2, asked - 1));
}
