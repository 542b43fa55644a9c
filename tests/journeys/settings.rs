//! Settings: a configuration with mistakes, and keys of one's own.

use super::{escape, leave, reader, three_briefings};

const MISTAKEN: &str = r#"
theme = "drak"
widht = 5

[keys.reading]
"x" = "next-passage"
"j" = "none"
"z" = "fly"
"#;

#[test]
fn a_configuration_with_mistakes_opens_says_so_and_counts_as_far_as_it_is_right() {
    let desk = three_briefings();
    desk.file("config.toml", MISTAKEN);
    let mut session = reader(&desk).size(160, 40).start();
    session.wait_for("1 of 65");
    session.wait_for("config.toml: 3 of its lines not understood; ! shows them");
    session.press("!");
    for shown in
        ["`drak` is no value", "did you mean `width`?", "there is no action `fly`", "^^^^^^"]
    {
        session.wait_for(shown);
    }
    escape(&mut session);
    session.press("x");
    session.wait_for("2 of 65");
    session.press("j");
    session.wait_for("j does nothing here");
    session.press("?");
    session.wait_for("x  down");
    escape(&mut session);
    leave(session);
}

#[test]
fn a_configuration_that_is_no_toml_opens_with_the_defaults() {
    let desk = three_briefings();
    desk.file("config.toml", "theme = \"dark\n\x1b[31m");
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("1 of 65");
    session.wait_for("nothing in it counts until its mistakes are mended; ! shows them");
    session.press("!");
    session.wait_for("─ Problems");
    escape(&mut session);
    session.press("j");
    session.wait_for("2 of 65");
    leave(session);
}
