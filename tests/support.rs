//! What the tests from outside stand on: a terminal, a judge of its bytes, pages that stay fresh.

pub(crate) mod bytes;
pub(crate) mod capture;
pub(crate) mod draft;
pub(crate) mod faulty;
pub(crate) mod fresh;
pub(crate) mod keys;
pub(crate) mod pty;
pub(crate) mod reader;
