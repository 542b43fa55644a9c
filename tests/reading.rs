//! Reading without a terminal: keys in, screen out.

mod ahead;
mod annotating;
mod exporting;
mod filter;
mod find;
mod invariants;
mod keys;
mod marks;
mod mouse;
mod moving;
mod notes_view;
mod passages;
mod reload;
mod screens;
mod standing;
mod tray;
mod width;

use crate::support::reader::{Reader, entry};

#[test]
fn typing_part_of_a_heading_lands_on_its_section() {
    let mut reader = Reader::on_samples(120, 40);
    assert!(reader.screen().contains("▸ Unity on displa"), "{}", reader.screen());
    reader.press("j ] ] o").type_in("hedges").press("enter");
    let screen = reader.screen();
    assert!(screen.contains("▸ Europe hedges"), "{screen}");
    assert!(reader.passage().starts_with("Europe’s leaders"), "{}", reader.passage());
    reader.press("q");
    assert!(reader.has_quit);
}

#[test]
fn an_address_in_a_text_is_a_link_where_the_terminal_opens_links() {
    let text = "format = 1\ntitle = 'Links'\n[[sections]]\nheading = 'One'\n\
                [[sections.passages]]\ntext = '統一 https://example.org/a, then more.'\n\
                sourcing = 'analysis'\nsentiment = 'neutral'\n";
    let mut reader = Reader::on(vec![entry("one.toml", text)], 60, 16);
    let link = "\u{1b}]8;;https://example.org/a\u{1b}\\https://example.org/a\u{1b}]8;;\u{1b}\\";
    assert!(!reader.screen().contains('\u{1b}'));
    reader.hyperlinks = true;
    assert!(reader.screen().contains(&format!("統一 {link}")), "{:?}", reader.screen());
}
