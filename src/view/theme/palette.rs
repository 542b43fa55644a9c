//! The colours and the emphasis of every role: two palettes, sixteen colours, and no colour at all.

use ratatui::style::{Color, Modifier};

use super::background::Background;
use super::colour::Rgb;
use super::role::Role;

/// What a role is written with, and what it is written on where that is not the page.
pub(super) struct Ink {
    pub(super) foreground: Rgb,
    pub(super) background: Option<Rgb>,
}

pub(super) const fn ink(background: Background, role: Role) -> Ink {
    match background {
        Background::Dark => dark(role),
        Background::Light => light(role),
    }
}

const fn on_page(foreground: u32) -> Ink {
    Ink { foreground: Rgb::hex(foreground), background: None }
}

const fn on(background: u32, foreground: u32) -> Ink {
    Ink { foreground: Rgb::hex(foreground), background: Some(Rgb::hex(background)) }
}

/// Newsprint by lamplight: warm greys, quotations in the colour of the lamp.
const fn dark(role: Role) -> Ink {
    match role {
        Role::Text | Role::Noted => on_page(0xd9_d5cb),
        Role::Quote => on_page(0xec_d39f),
        Role::Muted | Role::Footer => on_page(0xad_aaa1),
        Role::Heading | Role::Title | Role::Header => on_page(0xf3_eee2),
        Role::Border => on_page(0x5f_666f),
        Role::Accent | Role::FooterKey | Role::CurrentSection | Role::Progress => {
            on_page(0x93_bfdc)
        }
        Role::Link => on_page(0x8c_b6e8),
        Role::Selected => on(0x2b_3845, 0xf3_eee2),
        Role::Selection => on(0x33_495c, 0xf3_eee2),
        Role::Match => on(0x4d_4115, 0xf7_e6b4),
        Role::MatchCurrent => on(0xe8_c06c, 0x17_191c),
        Role::Note => on_page(0x9f_d0c8),
        Role::Warning => on_page(0xe8_c06c),
        Role::Error => on_page(0xf5_9a8c),
        Role::Positive => on_page(0x93_d19c),
        Role::Negative => on_page(0xf0_8f7c),
        Role::Neutral => on_page(0xb4_b1a9),
        Role::Mixed => on_page(0xd2_b6ea),
        Role::Sourcing => on_page(0xb2_c6d6),
        Role::Anonymous => on_page(0xef_bb78),
        Role::Unattributed => on_page(0xe0_a3b8),
    }
}

/// Ink on paper: near-black text, quotations in sepia.
const fn light(role: Role) -> Ink {
    match role {
        Role::Text | Role::Noted => on_page(0x2c_2a26),
        Role::Quote => on_page(0x6a_4708),
        Role::Muted | Role::Footer => on_page(0x5c_5850),
        Role::Heading | Role::Title | Role::Header => on_page(0x12_110e),
        Role::Border => on_page(0xa8_a297),
        Role::Accent | Role::FooterKey | Role::CurrentSection | Role::Progress => {
            on_page(0x1d_557f)
        }
        Role::Link => on_page(0x1f_4e9c),
        Role::Selected => on(0xdd_e6ee, 0x12_110e),
        Role::Selection => on(0xc3_d9ea, 0x12_110e),
        Role::Match => on(0xfb_e08a, 0x2c_2a26),
        Role::MatchCurrent => on(0x7a_4a00, 0xfa_f6ee),
        Role::Note => on_page(0x0c_6158),
        Role::Warning => on_page(0x7a_4a00),
        Role::Error => on_page(0xa0_1c16),
        Role::Positive => on_page(0x1d_6c22),
        Role::Negative => on_page(0x8f_1d14),
        Role::Neutral => on_page(0x4c_4943),
        Role::Mixed => on_page(0x6a_2f98),
        Role::Sourcing => on_page(0x37_536b),
        Role::Anonymous => on_page(0x95_3a10),
        Role::Unattributed => on_page(0x8c_2f55),
    }
}

/// The terminal's own sixteen: only bright blue and bright red are readable on black and on white
/// in the usual palettes, so they carry the few hues that matter and all else keeps the terminal's
/// own foreground.
pub(super) const fn sixteen(role: Role) -> Option<Color> {
    match role {
        Role::Accent
        | Role::FooterKey
        | Role::CurrentSection
        | Role::Progress
        | Role::Link
        | Role::Note
        | Role::Positive => Some(Color::LightBlue),
        Role::Warning | Role::Error | Role::Negative | Role::Anonymous | Role::Unattributed => {
            Some(Color::LightRed)
        }
        Role::Text
        | Role::Noted
        | Role::Quote
        | Role::Muted
        | Role::Footer
        | Role::Heading
        | Role::Title
        | Role::Header
        | Role::Border
        | Role::Selected
        | Role::Selection
        | Role::Match
        | Role::MatchCurrent
        | Role::Neutral
        | Role::Mixed
        | Role::Sourcing => None,
    }
}

/// What the palettes add to their colours. Italics are left out: many terminals, and tmux under
/// `TERM=screen`, show them as reverse video.
pub(super) const fn emphasis(role: Role) -> Modifier {
    match role {
        Role::Heading
        | Role::Title
        | Role::CurrentSection
        | Role::FooterKey
        | Role::Selected
        | Role::Match
        | Role::MatchCurrent
        | Role::Warning
        | Role::Error => Modifier::BOLD,
        Role::Noted | Role::Link => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    }
}

/// What tells the roles apart where colours cannot: a current thing is reversed, a found or noted
/// place underlined, a heading or a quotation bold. Nothing is dimmed, so nothing gets lost.
pub(super) const fn marks(role: Role) -> Modifier {
    match role {
        Role::Selected | Role::Selection => Modifier::REVERSED,
        Role::MatchCurrent => Modifier::REVERSED.union(Modifier::BOLD),
        Role::Match => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Quote => Modifier::BOLD,
        _ => emphasis(role),
    }
}
