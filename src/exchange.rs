//! What goes into the desk and comes out of it other than by hand: calendars, and invented years to practise on.

pub mod ics;
pub mod practice;
