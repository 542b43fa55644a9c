//! Colours: what the terminal answers for its background, and how many colours it is given.

use std::time::Duration;

use regex::Regex;

use super::{escape, leave, reader, three_briefings};
use crate::desk::Desk;
use crate::support::pty::{Launch, Reply, Session};

const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";

fn colourful(desk: &Desk) -> Launch {
    reader(desk).size(120, 30).env("COLORTERM", "truecolor")
}

/// The colour of the program's name on the top line.
fn name_colour(screen: &vt100::Screen) -> Option<vt100::Color> {
    screen.cell(0, 1).map(vt100::Cell::fgcolor)
}

/// The colour of the name in a theme that is configured.
fn colour_of(theme: &str) -> Option<vt100::Color> {
    let desk = three_briefings();
    desk.file("config.toml", format!("theme = \"{theme}\""));
    let session = colourful(&desk).start();
    session.wait_for("1 of 65");
    session.screen(name_colour)
}

/// Holds that the theme is the light one, and that no key was pressed by the answer or eaten.
fn assert_light(mut session: Session, light: Option<vt100::Color>) {
    session.wait_for("of 65");
    session.wait_until("the light theme", |seen| name_colour(seen.screen()) == light);
    assert!(session.row(0).contains("1 of 65"), "{}", session.contents());
    session.wait_for("a note");
    session.press("j");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn the_theme_follows_the_answer_of_the_terminal_and_no_key_is_pressed_by_it() {
    let (dark, light) = (colour_of("dark"), colour_of("light"));
    assert_ne!(dark, light);
    let desk = three_briefings();
    assert_light(colourful(&desk).replying(Reply::Light).start(), light);
    for reply in [Reply::Dark, Reply::Silent] {
        let desk = three_briefings();
        let mut session = colourful(&desk).replying(reply).start();
        session.wait_for("1 of 65");
        session.press("j");
        session.wait_for("2 of 65");
        assert_eq!(session.screen(name_colour), dark);
        leave(session);
    }
}

#[test]
fn an_answer_that_comes_late_or_in_pieces_is_an_answer() {
    let light = colour_of("light");
    // Behind the first escape, inside the opening, inside the colour, inside the end.
    for cut in [1, 2, 4, 9, LIGHT.len() - 1] {
        let desk = three_briefings();
        let mut session = colourful(&desk).start();
        session.wait_for("1 of 65");
        session.send(&LIGHT.as_bytes()[..cut]);
        session.wait_taken();
        session.send(&LIGHT.as_bytes()[cut..]);
        assert_light(session, light);
    }
}

#[test]
fn an_answer_that_is_cut_by_a_slow_line_is_an_answer() {
    let light = colour_of("light");
    let desk = three_briefings();
    let mut session = colourful(&desk).start();
    session.wait_for("1 of 65");
    for piece in ["\x1b", "]11;rg", "b:fdfd/f6f6/e3e3\x1b", "\\"] {
        // What is late is the matter here: longer than an escape alone is waited for.
        std::thread::sleep(Duration::from_millis(if piece == "]11;rg" { 300 } else { 50 }));
        session.send(piece.as_bytes());
        session.wait_taken();
    }
    assert_light(session, light);
}

#[test]
fn an_answer_that_is_garbage_presses_no_key() {
    let garbage = [
        "\x1b]11;what:quit\x1b\\".to_owned(),
        format!("\x1b]11;{}\x07", "q".repeat(150)),
        "\x1b]11;rgb:zz/zz\x07".into(),
        "\x1b]11;\x1b\\".into(),
    ];
    for reply in garbage {
        let desk = three_briefings();
        let mut session = colourful(&desk).start();
        session.wait_for("1 of 65");
        session.send(reply.as_bytes());
        session.press("j");
        session.wait_for("2 of 65");
        session.wait_for("a note");
        leave(session);
    }
}

#[test]
fn keys_that_look_like_an_answer_at_first_are_pressed_all_the_same() {
    let desk = three_briefings();
    let mut session = colourful(&desk).start();
    session.wait_for("1 of 65");
    session.press("/Kyiv");
    session.wait_for("Find Kyiv");
    escape(&mut session);
    session.press("]");
    session.wait_for("same sourcing");
    session.press("<esc>");
    session.wait_without("same sourcing");
    session.press("]]");
    session.wait_for("11 of 65");
    session.press("<alt-]>");
    session.wait_for("alt-] does nothing here");
    leave(session);
}

/// The kinds of colour that a program wrote: `basic`, `16` and `256` by number, `rgb`.
fn kinds(environment: &[(&str, &str)], config: &str) -> Vec<&'static str> {
    let desk = three_briefings();
    desk.file("config.toml", config);
    let launch = environment
        .iter()
        .fold(reader(&desk).size(120, 30), |launch, (name, value)| launch.env(name, value));
    let mut session = launch.start();
    session.wait_for("1 of 65");
    session.press("/Kyiv<enter>");
    session.wait_for("a note");
    let log = String::from_utf8_lossy(&session.log()).into_owned();
    leave(session);
    let rendition = Regex::new("\x1b\\[([0-9;]*)m").expect("a regular expression");
    let colour = Regex::new(r"^(?:[34]8;(?:5;(\d+)|(2);\d+;\d+;\d+)|((?:[349]|10)[0-7]))(?:;|$)")
        .expect("a regular expression");
    let mut kinds = Vec::new();
    for found in rendition.captures_iter(&log) {
        let mut rest = &found[1];
        while !rest.is_empty() {
            let length = if let Some(colour) = colour.captures(rest) {
                kinds.push(match (colour.get(1), colour.get(2)) {
                    (Some(number), _) if number.as_str().len() == 1 => "16",
                    (Some(number), _) if "10 11 12 13 14 15".contains(number.as_str()) => "16",
                    (Some(_), _) => "256",
                    (None, Some(_)) => "rgb",
                    (None, None) => "basic",
                });
                colour[0].len()
            } else {
                rest.find(';').map_or(rest.len(), |at| at + 1)
            };
            rest = &rest[length..];
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn a_terminal_is_given_the_colours_that_it_has() {
    assert_eq!(kinds(&[("NO_COLOR", "1")], ""), [""; 0]);
    assert_eq!(kinds(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], ""), [""; 0]);
    assert_eq!(kinds(&[("TERM", "xterm")], ""), ["16"]);
    assert_eq!(kinds(&[("TERM", "linux")], ""), ["16"]);
    assert!(!kinds(&[("TERM", "xterm-256color")], "").contains(&"rgb"));
    assert!(kinds(&[("COLORTERM", "truecolor")], "").contains(&"rgb"));
}

#[test]
fn colours_that_the_configuration_wants_go_before_the_environment() {
    assert!(kinds(&[("NO_COLOR", "1")], "colours = \"256\"").contains(&"256"));
    assert_eq!(kinds(&[("COLORTERM", "truecolor")], "colours = \"none\""), [""; 0]);
}
