//! How a briefing falls onto lines, and the lines onto the window.

pub mod list;
pub mod page;
pub mod panes;
pub mod row;
pub mod sheet;
pub mod split;
pub mod width;
pub mod wrap;

pub use page::{Page, Shape, Spot};
pub use panes::{Pane, Panes};
pub use row::{Item, Row, RowKind};
pub use split::Split;
