//! Every test from outside, in one binary so that it is linked once.

mod support;

mod check;
mod docs;
mod terminal;
mod theme;
mod tidy;
