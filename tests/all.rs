//! Every test from outside, in one binary so that it is linked once.

mod cli;
mod desk;
mod store;
