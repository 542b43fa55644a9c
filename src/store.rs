//! The disk: where things lie, the library and its changes, what the reader remembers, and the one way to write.

pub(crate) mod abreast;
pub mod catalogue;
mod claim;
pub mod disk;
pub mod drafts;
pub mod export;
pub mod fault;
pub mod file_name;
pub mod follow;
pub mod memory;
pub mod notes;
pub(crate) mod patience;
pub mod places;
pub(crate) mod precedence;
pub mod read;
pub mod sample;
pub mod scan;
pub mod standby;
pub mod undo;
pub mod walk;
pub mod watch;
pub mod write;

pub use disk::{Disk, RealDisk};
pub use drafts::Drafts;
pub use fault::Fault;
pub use follow::{Followed, Follower, News, follow};
pub use places::Places;
pub use standby::Standby;
pub use undo::OwnHistory;
pub use walk::Origin;
