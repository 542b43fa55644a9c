//! Whether the terminal is dark or light: its answer to OSC 11, else the guess that `COLORFGBG` allows.

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::colour::Rgb;

/// The ground that the terminal writes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Background {
    /// Light letters on a dark ground.
    #[default]
    Dark,
    /// Dark letters on a light ground.
    Light,
}

/// The luminance at which black and white letters stand out alike (both 4.58 to 1).
const MIDDLE: f64 = 0.179;

impl Background {
    /// What a terminal answered to `OSC 11 ; ?`: `rgb:1e1e/1e1e/1e1e`, or `rgba:` with an alpha,
    /// one to four hexadecimal digits a channel (`XParseColor`'s form, which xterm answers in).
    pub fn from_reply(reply: &str) -> Option<Self> {
        let channels = match reply.split_once(':')? {
            ("rgb", rest) => channels(rest, 3)?,
            ("rgba", rest) => channels(rest, 4)?,
            _ => return None,
        };
        let [red, green, blue] = channels.first_chunk()?;
        Some(Self::of(Rgb { red: *red, green: *green, blue: *blue }))
    }

    /// What `COLORFGBG` says: colour numbers, the background's last (`15;0`, `0;default;15`).
    pub fn from_colorfgbg(value: &str) -> Option<Self> {
        match value.rsplit_once(';')?.1.parse::<u8>().ok()? {
            0..=6 | 8 => Some(Self::Dark),
            7 | 9..=15 => Some(Self::Light),
            _ => None,
        }
    }

    /// The kind of ground that a colour makes.
    pub fn of(colour: Rgb) -> Self {
        if colour.luminance() < MIDDLE { Self::Dark } else { Self::Light }
    }

    /// The theme's own page colour, which contrasts are measured on and which it can paint.
    pub const fn page(self) -> Rgb {
        match self {
            Self::Dark => Rgb::hex(0x17_191c),
            Self::Light => Rgb::hex(0xfa_f6ee),
        }
    }
}

fn channels(text: &str, count: usize) -> Option<Vec<u8>> {
    let channels: Vec<u8> = text.split('/').map(channel).collect::<Option<_>>()?;
    (channels.len() == count).then_some(channels)
}

/// Scales one to four digits to a byte: `f`, `ff`, `fff` and `ffff` are all full.
fn channel(digits: &str) -> Option<u8> {
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| plain)?;
    let full = 16_u32.pow(digits.len() as u32) - 1;
    u8::try_from((value * 255 + full / 2) / full).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_of_any_precision_are_understood() {
        for dark in ["rgb:1e1e/1e1e/1e1e", "rgb:0/0/0", "rgb:28/2c/34", "rgba:0000/0000/0000/ffff"]
        {
            assert_eq!(Background::from_reply(dark), Some(Background::Dark), "{dark}");
        }
        for light in ["rgb:f/f/f", "rgb:fdf/f6f/e3e", "rgb:ffff/ffff/ffff", "rgba:ee/ee/ee/80"] {
            assert_eq!(Background::from_reply(light), Some(Background::Light), "{light}");
        }
    }

    #[test]
    fn replies_that_say_nothing_are_refused() {
        for odd in
            ["", "rgb:", "rgb:1/2", "rgb:1/2/3/4", "rgba:1/2/3", "rgb:12345/0/0", "rgb:+1/0/0"]
        {
            assert_eq!(Background::from_reply(odd), None, "{odd}");
        }
        assert_eq!(Background::from_reply("hsl:0/0/0"), None);
        assert_eq!(Background::from_reply("rgb:é/0/0"), None);
    }

    #[test]
    fn channels_scale_to_a_byte() {
        assert_eq!(
            ["0", "8", "f", "80", "fff", "8000"].map(channel),
            [Some(0), Some(136), Some(255), Some(128), Some(255), Some(128)]
        );
    }

    #[test]
    fn colorfgbg_is_a_first_guess() {
        assert_eq!(Background::from_colorfgbg("15;0"), Some(Background::Dark));
        assert_eq!(Background::from_colorfgbg("0;default;15"), Some(Background::Light));
        assert_eq!(Background::from_colorfgbg("15;default"), None);
        assert_eq!(Background::from_colorfgbg("7"), None);
    }

    #[test]
    fn the_pages_are_of_their_own_kind() {
        assert_eq!(Background::of(Background::Dark.page()), Background::Dark);
        assert_eq!(Background::of(Background::Light.page()), Background::Light);
    }
}
