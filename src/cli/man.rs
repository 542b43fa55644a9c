//! `dateline man`: the manual page, made from the command line itself.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use crate::app::keymap::Keymap;
use crate::app::reference::{chapters, modes};
use crate::store::places::VARIABLES;

use super::arguments::EXAMPLES;
use super::{Status, output};

/// What each exit status says.
const STATUS: [(&str, &str); 3] = [
    ("0", "It was done."),
    ("1", "Problems were found, or the output could not be written."),
    ("2", "It could not run: the command line, a file or the terminal is not as it must be."),
];

/// Variables that other programs heed too.
const SHARED_VARIABLES: [(&str, &str); 3] = [
    ("NO_COLOR", "Anything but an empty value: no colours where the configuration says auto."),
    ("COLORTERM, TERM", "What the terminal can show. The reader does not open on a dumb one."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "See FILES."),
];

/// Prints the manual page: `dateline man | man -l -`.
pub(crate) fn man() -> anyhow::Result<Status> {
    let mut command = super::command();
    command.build();
    let page = Man::new(command.clone()).manual("User commands");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    synopsis().to_writer(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    own_sections(&command).to_writer(&mut text)?;
    page.render_version_section(&mut text)?;
    output::print(&text)?;
    Ok(Status::Done)
}

fn own_sections(command: &Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for verb in command.get_subcommands() {
        let mut inner = verb.get_subcommands().peekable();
        if inner.peek().is_none() {
            add_verb(&mut roff, verb.get_name(), verb);
        }
        inner.for_each(|own| {
            add_verb(&mut roff, &format!("{} {}", verb.get_name(), own.get_name()), own);
        });
    }
    add_keys(&mut roff);
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, meaning, _) in VARIABLES {
        add_term(&mut roff, vec![bold(name)], meaning);
    }
    for (name, meaning) in SHARED_VARIABLES {
        add_term(&mut roff, vec![bold(name)], meaning);
    }
    roff.control("SH", ["FILES"]);
    for (name, meaning, usual) in VARIABLES {
        add_term(&mut roff, vec![italic(usual)], &format!("{meaning} {name} names another one."));
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (number, meaning) in STATUS {
        add_term(&mut roff, vec![bold(number)], meaning);
    }
    roff.control("SH", ["EXAMPLES"]);
    for (example, meaning) in EXAMPLES {
        add_term(&mut roff, vec![bold(example)], meaning);
    }
    roff
}

fn synopsis() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    let line = |words: &str| vec![bold("dateline"), roman(" ["), italic("OPTIONS"), roman(words)];
    roff.text(line("] [PATH...]"));
    roff.control("br", []);
    roff.text(line("] COMMAND"));
    roff
}

/// A command with the arguments that are its own.
fn add_verb(roff: &mut Roff, name: &str, verb: &Command) {
    let own = || {
        verb.get_arguments()
            .filter(|argument| !argument.is_global_set() && argument.get_id() != "help")
    };
    let mut head = vec![bold(format!("dateline {name}"))];
    for argument in own() {
        head.push(roman(format!(" {argument}")));
    }
    add_term(roff, head, &verb.get_about().map(ToString::to_string).unwrap_or_default());
    roff.control("RS", []);
    for argument in own() {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        add_term(roff, vec![bold(argument.to_string())], &help);
    }
    roff.control("RE", []);
}

/// The built-in keys of the reader, topic by topic.
fn add_keys(roff: &mut Roff) {
    roff.control("SH", ["KEYS"]);
    roff.text(vec![roman(
        "The built-in keys of the reader, and behind each action the name that a configuration \
         calls it by. Keys that hold elsewhere than in the text follow the name of their mode:",
    )]);
    for (name, place) in modes() {
        add_term(roff, vec![bold(name)], &format!("{place}."));
    }
    for chapter in chapters(&Keymap::default()) {
        roff.control("SS", [chapter.heading]);
        for explained in chapter.actions {
            let action = explained.action;
            let words = format!("{} ({})", action.description(), action.name());
            add_term(roff, vec![bold(explained.keys_in_a_line(str::to_owned))], &words);
        }
    }
}

fn add_term(roff: &mut Roff, head: Vec<Inline>, words: &str) {
    roff.control("TP", []);
    roff.text(head);
    roff.text(vec![roman(words)]);
}
