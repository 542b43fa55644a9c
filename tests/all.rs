//! Every test from outside, in one binary so that it is linked once.

mod desk;
mod support;

mod check;
mod cli;
mod dependencies;
mod docs;
mod export;
mod journeys;
mod linking;
mod manual;
mod notes;
mod query;
mod reading;
mod store;
mod terminal;
mod theme;
mod tidy;
