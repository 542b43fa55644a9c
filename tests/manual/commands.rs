//! Every command that a page tells the reader to type is one that the program understands.

use super::pages;
use crate::desk::Desk;

#[test]
fn every_command_in_the_pages_parses() {
    let desk = Desk::new();
    let mut count = 0;
    for (page, text) in pages() {
        for command in fenced(&text).into_iter().chain(inline(&text)) {
            let Some(words) = arguments(&command) else { continue };
            // Whatever stands before `--help` must parse; with it, nothing is done.
            let ran = desk.run(&[words, vec!["--help".to_owned()]].concat());
            assert_eq!(ran.status, 0, "{}: {command}\n{}", page.display(), ran.err);
            count += 1;
        }
    }
    assert!(count > 20, "only {count} commands were found");
}

/// The lines of the fences marked `sh`, and those after a `$ ` in the fences marked `console`.
fn fenced(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for fence in page.split("```").skip(1).step_by(2) {
        let Some((kind, lines)) = fence.split_once('\n') else { continue };
        let typed = lines.lines().filter_map(|line| match kind {
            "sh" => Some(line),
            "console" => line.strip_prefix("$ "),
            _ => None,
        });
        commands.extend(typed.map(|line| line.split(" #").next().unwrap_or(line).to_owned()));
    }
    commands
}

/// The calls of the program inside running text, `dateline check [PATH…]`, with what may be left out
/// left out.
fn inline(page: &str) -> Vec<String> {
    let text: String = page.split("```").step_by(2).collect();
    let code = text.split('`').skip(1).step_by(2).filter(|code| code.starts_with("dateline "));
    let given = |word: &&str| !word.contains(['[', '…']);
    code.map(|code| code.replace('\\', "").replace("SHELL", "bash"))
        .map(|code| code.split_whitespace().filter(given).collect::<Vec<_>>().join(" "))
        .collect()
}

/// The arguments of a call of the program, as far as the first pipe or redirection.
fn arguments(command: &str) -> Option<Vec<String>> {
    let words = command.split_whitespace().skip_while(|word| word.contains('='));
    let words: Vec<&str> = words.take_while(|word| !matches!(*word, "|" | ">" | "&&")).collect();
    let rest = match words.as_slice() {
        ["dateline", rest @ ..] => rest,
        ["cargo", "run", rest @ ..] if !rest.contains(&"--example") => {
            let start = rest.iter().position(|word| *word == "--");
            start.map_or(&[][..], |at| &rest[at + 1..])
        }
        _ => return None,
    };
    Some(rest.iter().map(|word| word.trim_matches(['"', '\'']).to_owned()).collect())
}

#[test]
fn commands_are_found_as_people_write_them() {
    let page = "```sh\nNO_COLOR=1 dateline show a --plain | less   # read it\ncargo test\n```\n\
                ```console\n$ cargo run --release -- list\noutput\n```\n```text\ndateline no\n```\n";
    let found: Vec<_> = fenced(page).iter().filter_map(|command| arguments(command)).collect();
    assert_eq!(found, [vec!["show", "a", "--plain"], vec!["list"]]);
    let page = "`dateline check [PATH…]` and `dateline man \\| man -l -`, not `Dateline`";
    let found: Vec<_> = inline(page).iter().filter_map(|command| arguments(command)).collect();
    assert_eq!(found, [vec!["check"], vec!["man"]]);
}
