//! `docs/keys.md` and the manual page are made from the table of keys.

use std::fmt::Write as _;

use dateline::app::action::Action;
use dateline::app::keymap::Keymap;
use dateline::app::reference::{chapters, modes};
use strum::IntoEnumIterator;

use crate::desk::Desk;
use crate::support::fresh::assert_fresh;

#[test]
fn the_page_of_keys_is_fresh() {
    let mut table = String::from("| mode | where it holds |\n|---|---|\n");
    for (name, place) in modes() {
        writeln!(table, "| `{name}` | {place}. |").expect("a string");
    }
    assert_fresh("docs/keys.md", "modes", &table);
    let mut page = String::new();
    for chapter in chapters(&Keymap::default()) {
        writeln!(page, "### {}\n", chapter.heading).expect("a string");
        page.push_str("| keys | what they do | name |\n|---|---|---|\n");
        for explained in chapter.actions {
            let keys = explained.keys_in_a_line(|key| format!("`{key}`"));
            let (words, name) = (explained.action.description(), explained.action.name());
            writeln!(page, "| {keys} | {words} | `{name}` |").expect("a string");
        }
        page.push('\n');
    }
    assert_fresh("docs/keys.md", "keys", &page);
}

#[test]
fn the_manual_page_names_every_action() {
    let page = Desk::new().run(&["man"]).out.replace('\\', "");
    assert!(page.contains(".SH KEYS"), "{page}");
    for action in Action::iter() {
        assert!(page.contains(&format!("({})", action.name())), "{}", action.name());
    }
}
