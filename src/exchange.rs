//! What goes into the desk and comes out of it other than by hand: calendars, tables, and invented years to practise on.

pub mod csv_file;
pub mod file;
pub mod ics;
pub mod imports;
pub mod ledgers;
pub mod pdf_table;
pub mod practice;
pub mod read;
pub mod sheet;
pub mod summary;
pub mod xlsx;
