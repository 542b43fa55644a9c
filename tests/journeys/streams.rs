//! Not a terminal: one sentence, status 2, and not a byte on stdout.

use std::fs;

use super::shipped;
use crate::support::pty::Launch;

#[test]
fn without_a_screen_the_reader_says_one_sentence_and_what_works_instead() {
    let cases = [
        r#""$READER" < /dev/null"#,
        r#""$READER" < config.toml"#,
        r#"printf q | "$READER""#,
        r#""$READER" > out"#,
        r#"{ "$READER"; echo $? > status; } | cat > out; exit "$(cat status)""#,
        r#"TERM=dumb "$READER""#,
        r#"TERM= "$READER""#,
        r#"unset TERM; "$READER""#,
    ];
    for case in cases {
        let desk = shipped();
        desk.file("config.toml", "");
        desk.file("out", "");
        let ended =
            Launch::reader_in_script(case, &desk.path("")).size(300, 24).start().wait_exit();
        ended.assert_code(2);
        ended.assert_restored();
        assert!(!ended.log.contains(&0x1b), "{case}");
        assert_eq!(ended.contents.trim().lines().count(), 1, "{case}: {}", ended.contents);
        assert!(ended.contents.contains("dateline list"), "{case}: {}", ended.contents);
        assert_eq!(fs::read_to_string(desk.path("out")).expect("a text"), "", "{case}");
    }
}
