//! How the reader looks in this terminal: what the configuration says, and what the environment knows.

use std::env;

use crate::app::config::{self, Config};
use crate::view::Look;
use crate::view::theme::{Background, Depth, Theme};

/// How many colours the terminal is given.
pub(super) fn depth(config: &Config) -> Depth {
    match config.colours {
        config::Colours::Auto => Depth::from_environment(|name| env::var(name).ok()),
        config::Colours::None => Depth::None,
        config::Colours::Sixteen => Depth::Sixteen,
        config::Colours::Palette => Depth::Indexed,
        config::Colours::Truecolor => Depth::Truecolor,
    }
}

/// How the first screen looks: the configured theme, else what the environment says of the
/// terminal's background, else dark until the terminal answers.
pub(super) fn look(config: &Config) -> Look {
    let background = match config.theme {
        config::Theme::Dark => Background::Dark,
        config::Theme::Light => Background::Light,
        config::Theme::Auto => env::var("COLORFGBG")
            .ok()
            .and_then(|value| Background::from_colorfgbg(&value))
            .unwrap_or(Background::Dark),
    };
    let theme = Theme::new(background, depth(config));
    let painted = config.background == config::Background::Theme;
    let hyperlinks = match config.terminal.hyperlinks {
        config::Hyperlinks::On => true,
        config::Hyperlinks::Off => false,
        config::Hyperlinks::Auto => supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
    };
    let theme = if painted { theme.painted() } else { theme };
    Look { theme, alphabet: config.glyphs, hyperlinks }
}
