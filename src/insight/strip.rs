//! A strip: the tags of a run of passages in reading order, drawn in a few cells.

/// Spreads `values` over at most `cells` cells, in order: a cell a value where they fit, otherwise
/// each cell shows the value that most of its passages carry (the earlier one where they tie).
pub fn strip<T: Copy + PartialEq>(values: &[T], cells: usize) -> Vec<T> {
    if values.len() <= cells {
        return values.to_vec();
    }
    (0..cells)
        .filter_map(|cell| {
            let run = &values[cell * values.len() / cells..(cell + 1) * values.len() / cells];
            prevailing(run)
        })
        .collect()
}

/// The value that occurs most often, the earlier one where two tie. Values are tags, of which there
/// are few, so that this takes time in proportion to the run.
fn prevailing<T: Copy + PartialEq>(run: &[T]) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in run {
        match counts.iter_mut().find(|(known, _)| known == value) {
            Some((_, times)) => *times += 1,
            None => counts.push((*value, 1)),
        }
    }
    let most = counts.iter().map(|(_, times)| *times).max()?;
    counts.into_iter().find(|(_, times)| *times == most).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_fit_stand_one_a_cell() {
        assert_eq!(strip(&[1, 2, 2], 5), [1, 2, 2]);
        assert!(strip::<u8>(&[], 5).is_empty());
    }

    #[test]
    fn too_many_values_are_gathered_in_order() {
        assert_eq!(strip(&[1, 1, 2, 3, 3, 3], 2), [1, 3]);
        assert!(strip(&[1, 2, 1, 2], 0).is_empty());
        assert_eq!(strip(&[7; 100], 9).len(), 9);
    }
}
