//! Notes from outside: real briefings, real git, and the page of the manual.

mod corpus;
mod git;
mod page;
