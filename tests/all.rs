//! Every test from outside, in one binary so that it is linked once.

mod support;

mod terminal;
mod theme;
mod tidy;

mod check;
mod docs;
