//! The command line from outside: the real binary, its two streams and its exit status.

mod check;
mod config;
mod export;
mod inject;
mod large;
mod library;
mod notes;
mod query;
mod show;
mod streams;
