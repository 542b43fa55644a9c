//! How a role looks: on a dark or a light ground, in as many colours as the terminal has.

use ratatui::style::Style;
use strum::IntoEnumIterator;

pub mod background;
pub mod colour;
pub mod depth;
mod palette;
pub mod role;

pub use background::Background;
pub use colour::Rgb;
pub use depth::Depth;
pub use role::Role;

/// Every role's style. Widgets ask it by role and never name a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    dress: Dress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    Coloured { background: Background, depth: Depth, painted: bool },
    Roles,
}

impl Theme {
    /// A theme for a terminal of this background and depth, written onto the terminal's own
    /// background.
    pub const fn new(background: Background, depth: Depth) -> Self {
        Self { dress: Dress::Coloured { background, depth, painted: false } }
    }

    /// The same theme, painting its own page colour under everything where the depth can show it.
    #[must_use]
    pub const fn painted(self) -> Self {
        match self.dress {
            Dress::Coloured { background, depth, .. } => {
                Self { dress: Dress::Coloured { background, depth, painted: true } }
            }
            Dress::Roles => self,
        }
    }

    /// A theme for tests, in which every role has a colour of its own: [`role::grid`] reads a
    /// screen drawn in it back as roles.
    pub const fn roles() -> Self {
        Self { dress: Dress::Roles }
    }

    /// The same theme for a terminal whose background is this one.
    #[must_use]
    pub const fn on(self, background: Background) -> Self {
        match self.dress {
            Dress::Coloured { depth, painted, .. } => {
                Self { dress: Dress::Coloured { background, depth, painted } }
            }
            Dress::Roles => self,
        }
    }

    /// How a role looks.
    pub fn style(self, role: Role) -> Style {
        match self.dress {
            Dress::Roles => role::badge(role),
            Dress::Coloured { background, depth, painted } => {
                let style = coloured(background, depth, role);
                let page = (painted && depth.can_mix()).then(|| depth.show(background.page()));
                Style { bg: style.bg.or(page), ..style }
            }
        }
    }

    /// What noted words get on top of the role that they play.
    pub fn noted(self) -> Style {
        match self.dress {
            Dress::Roles => role::badge(Role::Noted),
            Dress::Coloured { .. } => {
                Style::new().add_modifier(self.style(Role::Noted).add_modifier)
            }
        }
    }

    /// Every role with its style, in the order in which the roles are declared.
    pub fn styles(self) -> impl Iterator<Item = (Role, Style)> {
        Role::iter().map(move |role| (role, self.style(role)))
    }
}

fn coloured(background: Background, depth: Depth, role: Role) -> Style {
    match depth {
        Depth::None => Style::new().add_modifier(palette::marks(role)),
        Depth::Sixteen => {
            let style = Style::new().add_modifier(palette::marks(role));
            Style { fg: palette::sixteen(role), ..style }
        }
        Depth::Indexed | Depth::Truecolor => {
            let ink = palette::ink(background, role);
            Style {
                fg: Some(depth.show(ink.foreground)),
                bg: ink.background.map(|paint| depth.show(paint)),
                ..Style::new().add_modifier(palette::emphasis(role))
            }
        }
    }
}

#[cfg(test)]
mod tests;
