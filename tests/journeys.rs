//! Journeys: the real program in a terminal, from its start to the terminal that it leaves.

mod colours;
mod ending;
mod files;
mod hostile;
mod idle;
mod keyboard;
mod reading;
mod settings;
mod sizes;
mod stopping;
mod streams;

use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::support::pty::{Launch, Session};

/// A home with the shipped briefings in it.
fn shipped() -> Desk {
    let desk = Desk::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    for entry in fs::read_dir(folder).expect("the shipped briefings") {
        let entry = entry.expect("a file");
        let text = fs::read(entry.path()).expect("a text");
        desk.file(Path::new("briefings").join(entry.file_name()), text);
    }
    desk
}

/// The reader, about to start there.
fn reader(desk: &Desk) -> Launch {
    Launch::reader(&desk.path(""))
}

/// Leaves the reader from the text, and holds it to tidiness.
fn leave(mut session: Session) {
    session.press("q");
    let ended = session.wait_exit();
    ended.assert_code(0);
    ended.assert_restored();
    ended.assert_harmless();
}

/// Starts the reader on the shipped briefings, and waits for its first screen.
fn open(desk: &Desk) -> Session {
    let session = reader(desk).size(120, 30).start();
    session.wait_for("1 of 65");
    session.wait_for("Two accounts of");
    session
}

/// Leaves what is open over the text, and waits until the keys of the text hold again.
fn escape(session: &mut Session) {
    session.press("<esc>");
    session.wait_for_match(r"(?m)^ [jx] next  \]\] section");
}
