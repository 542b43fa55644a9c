//! The captures in `docs/captures` show what the program draws now.

use dateline::view::theme::Background;

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
