//! Every test from outside, in one binary so that it is linked once.

mod support;

mod cli;
mod dependencies;
mod desk;
mod store;
mod terminal;
mod theme;
mod tidy;
