//! What goes into the desk and comes out of it other than by hand: so far, invented years to practise on.

pub mod practice;
