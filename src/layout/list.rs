//! Which rows of a list are in sight, shared by those that draw a list and those that are clicked on.

/// The first row in sight of a list of `len` rows in a place for `room` of them: the selected row
/// stands in the middle, except near the ends.
pub fn first_in_sight(selected: usize, len: usize, room: usize) -> usize {
    selected.saturating_sub(room / 2).min(len.saturating_sub(room))
}

/// How many lines a section takes in an outline of this many sections and lines, the title not
/// counted: two (the second one holds its strips) where all fit, else one.
pub fn lines_per_section(sections: usize, lines: u16) -> u16 {
    if sections * 2 <= usize::from(lines) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_in_sight() {
        for len in 0..30_usize {
            for room in 1..12 {
                for selected in 0..len {
                    let first = first_in_sight(selected, len, room);
                    assert!(first <= selected && selected < first + room);
                    assert!(first + room <= len || first == 0);
                }
            }
        }
    }
}
