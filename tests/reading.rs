//! Reading without a terminal: keys in, screen out.

mod filter;
mod find;
mod invariants;
mod keys;
mod marks;
mod mouse;
mod moving;
mod reload;
mod screens;
mod width;

use crate::support::reader::Reader;

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
