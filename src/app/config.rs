//! The configuration: how the reader looks and behaves, where the briefings are, and the analyst's own words and keys.

mod marks;
mod searches;
mod taxonomy;

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use super::keymap::{Keymap, Refusal, Wish, WishPart};
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, At, Fields};
use crate::briefing::safe;
use crate::briefing::taxonomy::{Alphabet, Term, Vocabulary};
use crate::notes::mark::{self, MarkKind};
use crate::query::Searches;

/// The text column may not be narrower or wider than this, in cells.
pub const WIDTHS: std::ops::RangeInclusive<i64> = 20..=200;

/// Everything that a person can set. Each option stands in `config.example.toml` with its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where briefings and notes are.
    pub folders: Folders,
    /// For which kind of background the colours are chosen.
    pub theme: Theme,
    /// How many colours the terminal is given.
    pub colours: Colours,
    /// Which marks stand beside words.
    pub glyphs: Alphabet,
    /// Who paints the background.
    pub background: Background,
    /// The widest that the text column gets, in cells.
    pub width: usize,
    /// What the terminal does beside showing text.
    pub terminal: Terminal,
    /// Who writes the notes, and with which marks.
    pub analyst: Analyst,
    /// The values that briefings may name.
    pub vocabulary: Vocabulary,
    /// Keys that differ from the built-in ones, in the order of the file; those that were refused are left out.
    pub keys: Vec<KeyBinding>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            folders: Folders::default(),
            theme: Theme::Auto,
            colours: Colours::Auto,
            glyphs: Alphabet::Unicode,
            background: Background::Terminal,
            width: 72,
            terminal: Terminal { mouse: true, hyperlinks: Hyperlinks::Auto },
            analyst: Analyst::default(),
            vocabulary: Vocabulary::default(),
            keys: Vec::new(),
        }
    }
}

impl Config {
    /// The built-in keys with the configured ones over them, as far as these make sense.
    pub fn keymap(&self) -> Keymap {
        keymap_of(&self.keys).0
    }
}

/// Where briefings, notes and the template are, as it was stated: `~/` is not resolved yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// Files and folders of briefings.
    pub library: Vec<String>,
    /// The folder of the notes; empty for the one among what the analyst made.
    pub notes: String,
    /// The template that notes are exported by; empty where there is none.
    pub template: String,
}

/// What the terminal does beside showing text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether addresses are given to it as links.
    pub hyperlinks: Hyperlinks,
}

/// Who writes the notes, and with which marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analyst {
    /// The name in new notes; empty for the one that the system knows.
    pub author: String,
    /// The marks that can be given, the built-in ones first. No letter and no name stands twice.
    pub marks: Vec<MarkKind>,
}

impl Default for Analyst {
    fn default() -> Self {
        Self { author: String::new(), marks: mark::built_in() }
    }
}

/// For which kind of background the colours are chosen.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    EnumIter,
    EnumString,
    EnumMessage,
    IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Theme {
    /// The terminal is asked for its background.
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
}

impl Term for Theme {}

/// How many colours the terminal is given.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    EnumIter,
    EnumString,
    EnumMessage,
    IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Colours {
    /// As many as the environment says: `NO_COLOR`, `COLORTERM`, `TERM`.
    Auto,
    /// None; emphasis and shapes remain.
    None,
    /// The sixteen that every terminal has.
    #[strum(serialize = "16")]
    Sixteen,
    /// The palette of 256.
    #[strum(serialize = "256")]
    Palette,
    /// All of them.
    Truecolor,
}

impl Term for Colours {}

/// Who paints the background.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    EnumIter,
    EnumString,
    EnumMessage,
    IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Background {
    /// The terminal: its own background shows, a transparent one too.
    Terminal,
    /// The theme.
    Theme,
}

impl Term for Background {}

/// Whether addresses are given to the terminal as links.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    EnumIter,
    EnumString,
    EnumMessage,
    IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Hyperlinks {
    /// Where the terminal is known to take them.
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl Term for Hyperlinks {}

/// One line of `[keys.<mode>]`, as it was written; the keymap knows what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBinding {
    /// The mode in which the key is pressed.
    pub mode: At<String>,
    /// The key, or several in a row.
    pub key: At<String>,
    /// The name of what it does; `none` where it shall do nothing.
    pub action: At<String>,
}

/// What a configuration file says: all of it that is right, and all that is wrong with the rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stated {
    /// The defaults, with what the file says in their place.
    pub config: Config,
    /// The options that the file sets, by their names in it.
    pub options: Vec<&'static str>,
    /// What is wrong with it.
    pub findings: Findings,
    /// The queries that the file gives names.
    pub searches: Searches,
}

impl Stated {
    /// Reads the text of a configuration file.
    pub fn read(source: &str) -> Self {
        let mut findings = Findings::default();
        let read = raw::read(source, &mut findings, |fields| {
            let mut stated = Self::default();
            stated.read_options(fields);
            stated.read_searches(fields, source);
            stated
        });
        let mut stated = read.unwrap_or_default();
        sift(&mut stated.config.keys, &mut findings);
        Self { findings, ..stated }
    }

    fn read_options(&mut self, fields: &mut Fields<'_>) {
        self.set("library", strings(fields, "library"), |config| &mut config.folders.library);
        self.set("notes", string(fields, "notes"), |config| &mut config.folders.notes);
        self.set("template", string(fields, "template"), |config| &mut config.folders.template);
        self.set("author", author(fields), |config| &mut config.analyst.author);
        self.set("theme", term(fields, "theme"), |config| &mut config.theme);
        self.set("colours", term(fields, "colours"), |config| &mut config.colours);
        self.set("glyphs", term(fields, "glyphs"), |config| &mut config.glyphs);
        self.set("background", term(fields, "background"), |config| &mut config.background);
        self.set("width", width(fields), |config| &mut config.width);
        self.set("mouse", boolean(fields, "mouse"), |config| &mut config.terminal.mouse);
        let hyperlinks = term(fields, "hyperlinks");
        self.set("hyperlinks", hyperlinks, |config| &mut config.terminal.hyperlinks);
        self.set("marks", marks::read(fields), |config| &mut config.analyst.marks);
        self.set("taxonomy", taxonomy::read(fields), |config| &mut config.vocabulary);
        self.set("keys", keys(fields), |config| &mut config.keys);
    }

    /// Comes after the vocabulary: queries use its words.
    fn read_searches(&mut self, fields: &mut Fields<'_>, source: &str) {
        if let Some(searches) = searches::read(fields, source, &self.config.vocabulary) {
            self.searches = searches;
            self.options.push("searches");
        }
    }

    fn set<T>(
        &mut self,
        name: &'static str,
        value: Option<T>,
        option: impl FnOnce(&mut Config) -> &mut T,
    ) {
        if let Some(value) = value {
            *option(&mut self.config) = value;
            self.options.push(name);
        }
    }
}

fn term<T: Term>(fields: &mut Fields<'_>, key: &str) -> Option<T> {
    fields.term(key).map(|term| term.value)
}

fn boolean(fields: &mut Fields<'_>, key: &str) -> Option<bool> {
    fields.boolean(key).map(|value| value.value)
}

fn string(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    fields.string(key).map(|value| value.value)
}

/// A name on one line: it stands in files and on the screen.
fn author(fields: &mut Fields<'_>) -> Option<String> {
    string(fields, "author").map(|name| safe::line(name.trim()).into_owned())
}

fn strings(fields: &mut Fields<'_>, key: &str) -> Option<Vec<String>> {
    let list = fields.string_or_strings(key)?.value;
    Some(list.into_iter().map(|word| word.value).collect())
}

fn width(fields: &mut Fields<'_>) -> Option<usize> {
    let width = fields.integer("width")?;
    if WIDTHS.contains(&width.value) {
        return usize::try_from(width.value).ok();
    }
    let reason = format!("`width` cannot be {}", width.value);
    let fix = format!("a number of cells from {} to {}", WIDTHS.start(), WIDTHS.end());
    fields.findings().add_with_fix(Rule::BadValue, &width.span, reason, fix);
    None
}

fn keys(fields: &mut Fields<'_>) -> Option<Vec<KeyBinding>> {
    let modes = fields.table("keys", |modes| {
        let names = modes.names();
        names.into_iter().flat_map(|mode| keys_of_mode(modes, &mode)).collect()
    })?;
    Some(modes.value)
}

fn keys_of_mode(modes: &mut Fields<'_>, mode: &At<String>) -> Vec<KeyBinding> {
    let pairs = modes.pairs(&mode.value).map(|pairs| pairs.value).unwrap_or_default();
    pairs.into_iter().map(|(key, action)| KeyBinding { mode: mode.clone(), key, action }).collect()
}

/// The default keys with the user's over them.
fn keymap_of(keys: &[KeyBinding]) -> (Keymap, Vec<Refusal>) {
    let wishes: Vec<Wish<'_>> = (keys.iter())
        .map(|KeyBinding { mode, key, action }| Wish {
            mode: &mode.value,
            key: &key.value,
            action: &action.value,
        })
        .collect();
    let mut keymap = Keymap::default();
    let refusals = keymap.rebind(&wishes);
    (keymap, refusals)
}

/// Keeps the bindings that can be, and notes what is wrong with the others.
fn sift(keys: &mut Vec<KeyBinding>, findings: &mut Findings) {
    // Reading the built-in keys takes a while; without others over them nothing can be wrong.
    if keys.is_empty() {
        return;
    }
    let mut refusals = keymap_of(keys).1.into_iter().peekable();
    let mut told_mode = None;
    let mut place = 0..;
    keys.retain(|binding| {
        let here = place.next();
        let Some(refusal) = refusals.next_if(|refusal| Some(refusal.wish) == here) else {
            return true;
        };
        // An unknown mode is told once, however many keys it has.
        let (is_mode, mode) = (refusal.part == WishPart::Mode, binding.mode.span.start);
        if !is_mode || told_mode.replace(mode) != Some(mode) {
            add_refusal(findings, binding, refusal);
        }
        false
    });
}

fn add_refusal(findings: &mut Findings, binding: &KeyBinding, refusal: Refusal) {
    let (rule, span) = match refusal.part {
        WishPart::Mode => (Rule::UnknownKey, &binding.mode.span),
        WishPart::Key => (Rule::BadValue, &binding.key.span),
        WishPart::Action => (Rule::UnknownValue, &binding.action.span),
    };
    findings.note(rule, span, refusal.reason, refusal.fix);
}

#[cfg(test)]
mod tests;
