//! How many colours the terminal shows, as its environment tells.

use ratatui::style::Color;
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::colour::Rgb;

/// How many colours the terminal shows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, EnumString, IntoStaticStr,
)]
pub enum Depth {
    /// No colour at all: bold, underline and reverse alone.
    #[strum(serialize = "none")]
    None,
    /// The terminal's own sixteen.
    #[strum(serialize = "16")]
    Sixteen,
    /// The cube and the greys of the 256.
    #[strum(serialize = "256")]
    Indexed,
    /// Any colour.
    #[strum(serialize = "truecolor")]
    Truecolor,
}

/// Terminals that show any colour and say so by name, even over ssh, where `COLORTERM` gets lost.
const TRUECOLOR_TERMINALS: [&str; 6] =
    ["alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty", "wezterm"];

impl Depth {
    /// The depth that the environment promises; `value` looks a variable up.
    ///
    /// `NO_COLOR` set to anything but nothing switches colour off (<https://no-color.org>).
    /// `COLORTERM` is believed except inside GNU screen, which inherits it and cannot keep it; tmux
    /// translates colours itself. Else the name in `TERM` decides.
    pub fn from_environment(value: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name| value(name).unwrap_or_default();
        let terminal = read("TERM");
        let promised = matches!(read("COLORTERM").as_str(), "truecolor" | "24bit");
        let inside_screen = terminal.starts_with("screen") && read("TMUX").is_empty();
        if !read("NO_COLOR").is_empty() || matches!(terminal.as_str(), "" | "dumb") {
            Self::None
        } else if promised && !inside_screen {
            Self::Truecolor
        } else {
            Self::of_terminal(&terminal)
        }
    }

    fn of_terminal(name: &str) -> Self {
        let is_variant_of = |known: &&str| name.strip_prefix(*known).is_some_and(starts_a_suffix);
        if name.ends_with("-direct") || TRUECOLOR_TERMINALS.iter().any(is_variant_of) {
            Self::Truecolor
        } else if name.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// Whether the theme's own colours can be shown, at least nearly.
    pub const fn can_mix(self) -> bool {
        matches!(self, Self::Indexed | Self::Truecolor)
    }

    /// The colour as this depth shows it; where it can mix none, the terminal's own foreground.
    pub fn show(self, colour: Rgb) -> Color {
        match self {
            Self::None | Self::Sixteen => Color::Reset,
            Self::Indexed => Color::Indexed(colour.nearest_index()),
            Self::Truecolor => Color::Rgb(colour.red, colour.green, colour.blue),
        }
    }
}

fn starts_a_suffix(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(variables: &[(&str, &str)]) -> Depth {
        Depth::from_environment(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_string())
        })
    }

    #[test]
    fn no_color_wins_unless_it_is_empty() {
        let terminal = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        assert_eq!(depth(&[terminal[0], terminal[1], ("NO_COLOR", "0")]), Depth::None);
        assert_eq!(depth(&[terminal[0], terminal[1], ("NO_COLOR", "")]), Depth::Truecolor);
    }

    #[test]
    fn the_terminals_name_decides_where_nothing_promises_more() {
        for (name, expected) in [
            ("", Depth::None),
            ("dumb", Depth::None),
            ("linux", Depth::Sixteen),
            ("xterm", Depth::Sixteen),
            ("screen", Depth::Sixteen),
            ("footloose", Depth::Sixteen),
            ("xterm-256color", Depth::Indexed),
            ("tmux-256color", Depth::Indexed),
            ("xterm-direct", Depth::Truecolor),
            ("xterm-kitty", Depth::Truecolor),
            ("foot-extra", Depth::Truecolor),
        ] {
            assert_eq!(depth(&[("TERM", name)]), expected, "TERM={name}");
        }
        assert_eq!(depth(&[]), Depth::None);
    }

    #[test]
    fn colorterm_is_believed_in_tmux_and_not_in_screen() {
        let promise = ("COLORTERM", "24bit");
        assert_eq!(depth(&[("TERM", "xterm"), promise]), Depth::Truecolor);
        assert_eq!(depth(&[("TERM", "tmux-256color"), promise]), Depth::Truecolor);
        let tmux = ("TMUX", "/tmp/tmux-1000/default,1,0");
        assert_eq!(depth(&[("TERM", "screen-256color"), promise, tmux]), Depth::Truecolor);
        assert_eq!(depth(&[("TERM", "screen.xterm-256color"), promise]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "screen"), promise]), Depth::Sixteen);
    }

    #[test]
    fn a_configuration_names_a_depth() {
        assert_eq!("256".parse(), Ok(Depth::Indexed));
        assert_eq!("truecolor".parse(), Ok(Depth::Truecolor));
    }
}
