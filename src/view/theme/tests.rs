//! Every role is readable on every ground that a terminal usually has, at every depth.

use ratatui::style::{Color, Modifier, Style};
use strum::IntoEnumIterator;

use super::*;

/// What WCAG 2.1 asks of text (success criterion 1.4.3, level AA).
const READABLE: f64 = 4.5;

/// Grounds that terminals are often set to, of each kind.
fn usual_grounds(background: Background) -> Vec<Rgb> {
    let usual: &[u32] = match background {
        Background::Dark => &[0x00_0000, 0x1e_1e1e, 0x28_2c34, 0x2e_3440],
        Background::Light => &[0xff_ffff, 0xfd_f6e3, 0xee_eeee],
    };
    usual.iter().map(|code| Rgb::hex(*code)).chain([background.page()]).collect()
}

fn mixing_themes() -> Vec<(Background, Depth, Theme)> {
    let depths = || Depth::iter().filter(|depth| depth.can_mix());
    Background::iter()
        .flat_map(|background| depths().map(move |depth| (background, depth)))
        .map(|(background, depth)| (background, depth, Theme::new(background, depth)))
        .collect()
}

fn shown(colour: Option<Color>) -> Rgb {
    colour.and_then(Rgb::of).expect("a palette states it")
}

fn text_roles() -> impl Iterator<Item = Role> {
    Role::iter().filter(|role| *role != Role::Border)
}

#[test]
fn every_text_role_is_readable_on_every_usual_ground() {
    let mut unreadable = Vec::new();
    for (background, depth, theme) in mixing_themes() {
        for role in text_roles() {
            let style = theme.style(role);
            let grounds =
                style.bg.map_or_else(|| usual_grounds(background), |own| vec![shown(Some(own))]);
            let contrasts =
                grounds.iter().map(|ground| (shown(style.fg).contrast(*ground), ground));
            unreadable.extend(
                contrasts
                    .filter(|(contrast, _)| *contrast < READABLE)
                    .map(|(contrast, ground)| (background, depth, role, *ground, contrast)),
            );
        }
    }
    assert!(unreadable.is_empty(), "{unreadable:#?}");
}

#[test]
fn every_role_without_a_ground_of_its_own_is_readable_on_a_selected_row() {
    for (background, depth, theme) in mixing_themes() {
        let row = shown(theme.style(Role::Selected).bg);
        for role in text_roles().filter(|role| theme.style(*role).bg.is_none()) {
            let contrast = shown(theme.style(role).fg).contrast(row);
            assert!(contrast >= READABLE, "{background:?} {depth:?} {role:?}: {contrast:.2}");
        }
    }
}

#[test]
fn a_painted_page_stays_readable_in_256_colours() {
    for (background, depth, theme) in mixing_themes() {
        let theme = theme.painted();
        for role in text_roles() {
            let style = theme.style(role);
            let contrast = shown(style.fg).contrast(shown(style.bg));
            assert!(contrast >= READABLE, "{background:?} {depth:?} {role:?}: {contrast:.2}");
        }
    }
}

/// Marks and words always tell sentiments apart; red and green differ in lightness as well.
#[test]
fn positive_and_negative_differ_in_lightness() {
    for (background, depth, theme) in mixing_themes() {
        let colour = |role| shown(theme.style(role).fg);
        let contrast = colour(Role::Positive).contrast(colour(Role::Negative));
        assert!(contrast >= 1.25, "{background:?} {depth:?}: {contrast:.2}");
    }
}

#[test]
fn sentiments_and_sourcing_differ_from_each_other() {
    let families = [
        vec![Role::Positive, Role::Negative, Role::Neutral, Role::Mixed],
        vec![Role::Sourcing, Role::Anonymous, Role::Unattributed],
        vec![Role::Text, Role::Quote, Role::Muted],
    ];
    for (background, depth, theme) in mixing_themes() {
        for family in &families {
            let mut colours: Vec<_> = family.iter().map(|role| theme.style(*role).fg).collect();
            colours.dedup();
            assert_eq!(colours.len(), family.len(), "{background:?} {depth:?} {family:?}");
        }
    }
}

/// Bright red and bright blue in xterm, on the Linux console and in Windows Terminal. No colour
/// reaches more than 4.58 on black and on white at once; 3 is what WCAG asks of large text and marks.
#[test]
fn the_sixteen_colours_in_use_are_visible_on_black_and_on_white() {
    let red = [0xff_0000, 0xff_5555, 0xe7_4856];
    let blue = [0x5c_5cff, 0x55_55ff, 0x3b_78ff];
    for colour in red.into_iter().chain(blue).map(Rgb::hex) {
        assert!(colour.contrast(Rgb::hex(0x00_0000)) >= 3.0, "{colour:?} on black");
        assert!(colour.contrast(Rgb::hex(0xff_ffff)) >= 3.0, "{colour:?} on white");
    }
    for (role, style) in Theme::new(Background::Dark, Depth::Sixteen).styles() {
        let used = [None, Some(Color::LightRed), Some(Color::LightBlue)];
        assert!(used.contains(&style.fg) && style.bg.is_none(), "{role:?}");
    }
}

#[test]
fn without_colour_only_modifiers_remain() {
    let theme = Theme::new(Background::Light, Depth::None).painted();
    assert!(theme.styles().all(|(_, style)| style.fg.is_none() && style.bg.is_none()));
    assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    assert!(theme.style(Role::Noted).add_modifier.contains(Modifier::UNDERLINED));
    let found = [Role::Text, Role::Match, Role::MatchCurrent, Role::Noted, Role::Quote];
    let styles: std::collections::HashSet<Style> = found.map(|role| theme.style(role)).into();
    assert_eq!(styles.len(), found.len());
}

#[test]
fn nothing_is_dimmed_blinking_or_italic() {
    let unwanted = Modifier::DIM | Modifier::ITALIC | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
    for background in Background::iter() {
        for depth in Depth::iter() {
            let mut styles = Theme::new(background, depth).styles();
            assert!(styles.all(|(_, style)| !style.add_modifier.intersects(unwanted)));
        }
    }
}

#[test]
fn the_terminals_own_background_shows_unless_the_page_is_painted() {
    let theme = Theme::new(Background::Dark, Depth::Truecolor);
    assert_eq!(theme.style(Role::Text).bg, None);
    assert_eq!(theme.painted().style(Role::Text).bg, Some(Color::Rgb(0x17, 0x19, 0x1c)));
    assert_eq!(theme.painted().style(Role::Selected), theme.style(Role::Selected));
}
