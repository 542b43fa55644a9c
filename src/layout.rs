//! How a briefing falls onto lines, and the lines onto the window.

pub mod page;
pub mod panes;
pub mod width;
pub mod wrap;

pub use page::{Item, Page, Row, RowKind};
pub use panes::{Pane, Panes};
