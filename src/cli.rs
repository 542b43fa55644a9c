//! The command line: one verb a file, and an exit status that scripts can trust.

mod arguments;
pub mod check;
mod completions;
mod config;
mod export;
mod library;
mod list;
mod man;
mod note;
mod notes;
mod output;
mod problems;
mod query;
mod read;
pub mod schema;
mod settings;
mod show;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Verb};
use output::Unwritable;
use settings::Settings;

use crate::store::Standby;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It did what it was asked for.
    Done,
    /// It did, and found problems.
    Problems,
}

/// Runs what the command line asks for.
///
/// The status is 0 where it was done, 1 where problems were found or the output could not be
/// written, 2 where it could not run.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Without this, writing past a limit on the size of files would kill the program.
    let ignored = std::sync::Arc::default();
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, ignored);
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = Arguments::of_paths(&arguments);
    let outcome = match parsed.map_or_else(|| Arguments::try_parse_from(arguments), Ok) {
        Ok(arguments) => perform(&arguments),
        Err(usage) if usage.use_stderr() => {
            output::say(&output::styled_for_stderr(&usage.render()));
            return ExitCode::from(2);
        }
        Err(help) => output::print_styled(&help.render()).map(|()| Status::Done),
    };
    match outcome {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Problems) => ExitCode::from(1),
        Err(error) => {
            output::say(&format!("dateline: {error:#}\n"));
            ExitCode::from(if error.is::<Unwritable>() { 1 } else { 2 })
        }
    }
}

fn perform(arguments: &Arguments) -> anyhow::Result<Status> {
    let settings = || Settings::load(&arguments.global);
    match &arguments.verb {
        None => {
            // Before the configuration is read: the thread is awake when it is known what to do.
            let standby = Standby::start();
            read::read(&arguments.paths, &settings()?, standby)
        }
        Some(Verb::List(asked)) => list::list(asked, &settings()?.warned()),
        Some(Verb::Show(asked)) => show::show(asked, &settings()?.warned()),
        Some(Verb::Check(asked)) if asked.notes => {
            notes::check::check(asked, &settings()?.warned())
        }
        Some(Verb::Check(asked)) => problems::check(asked, &settings()?.warned()),
        Some(Verb::Query(asked)) => query::query(asked, &settings()?.warned()),
        Some(Verb::Notes(asked)) => notes::notes(asked, &settings()?.warned()),
        Some(Verb::Note { verb }) => note::note(verb, &settings()?.warned()),
        Some(Verb::Export(asked)) => export::export(asked, &settings()?.warned()),
        Some(Verb::Schema(asked)) if asked.notes => export::schema(),
        Some(Verb::Schema(_)) => problems::schema(&settings()?.warned()),
        Some(Verb::Config) => config::config(&settings()?),
        Some(Verb::Completions { shell }) => completions::completions(*shell),
        Some(Verb::Man) => man::man(),
    }
}

/// The command line as clap knows it.
fn command() -> clap::Command {
    Arguments::command()
}
