//! The captures in `docs/captures` show what the program draws now.

use dateline::view::theme::Background;

use super::pages;
use crate::support::capture::CAPTURES;
use crate::support::fresh::assert_file_fresh;

#[test]
fn the_captures_are_fresh() {
    for capture in &CAPTURES {
        let name = capture.name;
        assert_file_fresh(&format!("docs/captures/{name}.txt"), &capture.text());
        assert_file_fresh(&format!("docs/captures/{name}.svg"), &capture.svg(Background::Dark));
        if capture.is_light_too {
            let picture = capture.svg(Background::Light);
            assert_file_fresh(&format!("docs/captures/{name}-light.svg"), &picture);
        }
    }
}

#[test]
fn the_index_lists_every_capture() {
    let pages = pages();
    let index = pages.iter().find(|(name, _)| name.ends_with("docs/README.md")).expect("an index");
    for capture in &CAPTURES {
        let line = index.1.lines().find(|line| line.contains(&format!("{}.txt", capture.name)));
        let size = format!("{}×{}", capture.width, capture.height);
        assert!(line.is_some_and(|line| line.contains(&size)), "{} {size}", capture.name);
    }
}
