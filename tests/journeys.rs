//! Journeys: the real program in a terminal, from its start to the terminal that it leaves.

mod annotating;
mod archive;
mod colours;
mod ending;
mod exporting;
mod files;
mod hostile;
mod idle;
mod keyboard;
mod reading;
mod settings;
mod sizes;
mod stopping;
mod streams;
mod tray;

use std::fmt::Write;
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

/// A home with a library whose texts stay as they are, named like the shipped one.
fn three_briefings() -> Desk {
    let desk = Desk::new();
    let headings = [
        ("Lead", 10),
        ("Unity on paper", 10),
        ("Moscow’s parallel campaign", 19),
        ("Pressure building in Washington", 11),
        ("Europe hedges", 8),
        ("No illusion of a deal", 7),
    ];
    let unity = "Unity on display, divisions beneath";
    desk.file("briefings/1.toml", text_of("unity-on-display", unity, &headings));
    let miami = "Miami as a stage: talks without concrete progress";
    desk.file("briefings/2.toml", text_of("miami", miami, &headings[..2]));
    desk.file("briefings/3.toml", text_of("accounts", "Two accounts of Miami", &headings[..1]));
    desk
}

/// A briefing with as many passages a section as stated.
fn text_of(id: &str, title: &str, headings: &[(&str, usize)]) -> String {
    let mut text = format!(
        "format = 1\nid = \"{id}\"\ntitle = \"{title}\"\n\
         summary = \"How three days of talks went, as one outlet told it.\"\n\
         [[sources]]\nid = \"post\"\noutlet = \"Kyiv Post\"\ndocument = \"a.txt\"\n"
    );
    let mut number = 0;
    for (at, (heading, passages)) in headings.iter().enumerate() {
        write!(text, "[[sections]]\nid = \"s{at}\"\nheading = \"{heading}\"\n").expect("a string");
        for tone in ["neutral", "negative", "positive"].iter().cycle().take(*passages) {
            number += 1;
            write!(
                text,
                "[[sections.passages]]\nid = \"p{number}\"\ntext = \"Account {number}: what was said \
                 in Kyiv and in Washington that day, in so many words that they take two lines.\"\n\
                 sourcing = \"unattributed\"\nsentiment = \"{tone}\"\nlocator = \"¶ {number}\"\n"
            )
            .expect("a string");
        }
    }
    text
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

/// Starts the reader on the three briefings, and waits for its first screen.
fn open(desk: &Desk) -> Session {
    let session = reader(desk).size(120, 30).start();
    session.wait_for("1 of 65");
    session.wait_for("Two accounts of");
    session
}

/// Leaves what is open over the text, and waits until the keys of the text hold again.
fn escape(session: &mut Session) {
    session.press("<esc>");
    session.wait_for_match(r"(?m)^ a note  s sourcing");
}
