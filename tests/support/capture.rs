//! Captures: what the reader shows of the briefings that ship, as text and as a picture.

mod svg;

use dateline::view::theme::{Background, Depth, Theme};

use super::reader::Reader;

/// A moment of reading: the window's size, and the keys that lead there.
pub(crate) struct Capture {
    /// The file's name, without its ending.
    pub(crate) name: &'static str,
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// As a configuration writes them.
    pub(crate) keys: &'static str,
    /// Whether there is a picture on a light ground, too.
    pub(crate) is_light_too: bool,
}

const fn capture(name: &'static str, (width, height): (u16, u16), keys: &'static str) -> Capture {
    Capture { name, width, height, keys, is_light_too: false }
}

/// Every capture in `docs/captures`.
pub(crate) const CAPTURES: [Capture; 6] = [
    Capture { is_light_too: true, ..capture("reader", (120, 40), "j j j j ] ]") },
    capture("outline", (80, 24), "j j o e u"),
    capture("filter", (80, 24), "j j f a o"),
    capture("find", (80, 24), "/ g u a r a n t e e s enter"),
    capture(
        "annotating",
        (120, 40),
        "] ] v l m v j t x a S a m e , space n o t space m o r e . ctrl-s k v v",
    ),
    capture("narrow", (60, 20), "J j j j"),
];

impl Capture {
    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        self.reader().screen() + "\n"
    }

    /// The screen as a picture, in the theme for this background.
    pub(crate) fn svg(&self, background: Background) -> String {
        let theme = Theme::new(background, Depth::Truecolor).painted();
        svg::svg(&self.reader().buffer(theme), background.page())
    }

    fn reader(&self) -> Reader {
        let mut reader = Reader::on_samples(self.width, self.height);
        reader.press(self.keys);
        reader
    }
}
