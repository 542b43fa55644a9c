//! `docs/theme.md` tells the truth about the theme.

use std::fmt::Write;

use dateline::view::theme::{Background, Depth, Rgb, Role, Theme};
use strum::IntoEnumIterator;

use crate::support::fresh;

#[test]
fn the_page_lists_every_role_with_its_contrast() {
    let mut table = String::from(
        "| role | for | dark | contrast | light | contrast |\n|---|---|---|---|---|---|\n",
    );
    for role in Role::iter() {
        let (dark, light) = (figures(Background::Dark, role), figures(Background::Light, role));
        let (name, purpose) = (role.name(), role.purpose());
        writeln!(table, "| `{name}` | {purpose} | {dark} | {light} |").expect("a string");
    }
    fresh::assert_fresh("docs/theme.md", "roles", &table);
}

/// The colours of a role, and its contrast in truecolor and in 256 colours.
fn figures(background: Background, role: Role) -> String {
    let contrast = |depth| {
        let style = Theme::new(background, depth).painted().style(role);
        let (front, back) = (style.fg.and_then(Rgb::of), style.bg.and_then(Rgb::of));
        front.expect("a colour").contrast(back.expect("a ground"))
    };
    let style = Theme::new(background, Depth::Truecolor).style(role);
    let front = code(style.fg.and_then(Rgb::of).expect("a colour"));
    let back = style.bg.and_then(Rgb::of).map(code);
    let colours =
        back.map_or_else(|| format!("`{front}`"), |back| format!("`{front}` on `{back}`"));
    format!("{colours} | {:.1} / {:.1}", contrast(Depth::Truecolor), contrast(Depth::Indexed))
}

fn code(colour: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}
