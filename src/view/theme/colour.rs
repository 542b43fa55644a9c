//! A colour as three channels: how bright it is, how it stands out, and its nearest in the 256.

use ratatui::style::Color;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// The channel values of the 6×6×6 cube, which is 16 to 231 of the 256 colours.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Rgb {
    /// The colour written as `0xrrggbb`.
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self { red, green, blue }
    }

    /// One of the 256 colours. The first sixteen have none: every terminal paints them its own way.
    pub const fn indexed(index: u8) -> Option<Self> {
        match index {
            0..16 => None,
            16..232 => {
                let place = index - 16;
                Some(Self {
                    red: CUBE[(place / 36) as usize],
                    green: CUBE[(place / 6 % 6) as usize],
                    blue: CUBE[(place % 6) as usize],
                })
            }
            232..=255 => {
                let grey = 8 + 10 * (index - 232);
                Some(Self { red: grey, green: grey, blue: grey })
            }
        }
    }

    /// What a terminal shows for a style's colour, where that is certain.
    pub const fn of(colour: Color) -> Option<Self> {
        match colour {
            Color::Rgb(red, green, blue) => Some(Self { red, green, blue }),
            Color::Indexed(index) => Self::indexed(index),
            _ => None,
        }
    }

    /// The nearest of the cube and the greys of the 256 colours.
    pub fn nearest_index(self) -> u8 {
        // Asked for every run of words of a frame: the nearest of the cube has the nearest step in
        // each channel, and the nearest greys stand around the mean of the three.
        let step = |channel: u8| {
            (0..6).min_by_key(|&step| CUBE[usize::from(step)].abs_diff(channel)).unwrap_or(0)
        };
        let cube = 16 + 36 * step(self.red) + 6 * step(self.green) + step(self.blue);
        let mean = [self.red, self.green, self.blue].into_iter().map(u16::from).sum::<u16>() / 3;
        let grey = 232 + (mean.saturating_sub(8) / 10).min(22) as u8;
        [cube, grey, grey + 1]
            .into_iter()
            .min_by_key(|&index| Self::indexed(index).map_or(u32::MAX, |near| self.distance(near)))
            .unwrap_or(cube)
    }

    fn distance(self, other: Self) -> u32 {
        [(self.red, other.red), (self.green, other.green), (self.blue, other.blue)]
            .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
            .iter()
            .sum()
    }

    /// Relative luminance, 0 for black to 1 for white, as WCAG 2.1 defines it
    /// (<https://www.w3.org/TR/WCAG21/#dfn-relative-luminance>).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| match f64::from(channel) / 255.0 {
            low if low <= 0.03928 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast of two colours, 1 to 21, as WCAG 2.1 defines it
    /// (<https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>). Text needs 4.5 or more.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_indexed_colour_is_nearer_than_the_nearest(red: u8, green: u8, blue: u8) {
            let colour = Rgb { red, green, blue };
            let distance =
                |index: u8| colour.distance(Rgb::indexed(index).expect("cube or grey"));
            let nearest = (16..=u8::MAX).min_by_key(|&index| distance(index)).expect("colours");
            prop_assert_eq!(colour.nearest_index(), nearest);
        }
    }

    const BLACK: Rgb = Rgb::hex(0x00_0000);
    const WHITE: Rgb = Rgb::hex(0xff_ffff);

    #[test]
    fn black_on_white_is_21_to_1() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        let grey = Rgb::hex(0x76_7676);
        assert!((grey.contrast(WHITE) - 4.54).abs() < 0.01, "the known greyest grey on white");
    }

    #[test]
    fn every_indexed_colour_is_its_own_nearest() {
        for index in 16..=u8::MAX {
            let colour = Rgb::indexed(index).expect("cube or grey");
            assert_eq!(Rgb::indexed(colour.nearest_index()), Some(colour));
        }
    }

    #[test]
    fn the_first_sixteen_are_nobodys_colour() {
        assert_eq!(Rgb::indexed(9), None);
        assert_eq!(Rgb::of(Color::LightRed), None);
        assert_eq!(Rgb::of(Color::Indexed(16)), Some(BLACK));
    }
}
