//! The program: hands the command line over and ends with the exit status that comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os())
}
