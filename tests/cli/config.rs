//! `config`: what is in force, where it comes from, and what is wrong with the file.

use dateline::app::config::Stated;
use dateline::store::places::VARIABLES;

use crate::desk::{Desk, GOOD};

/// Options of each kind, all other than the default.
const FULL: &str = r#"
library = ["mine"]
theme = "dark"
colours = "none"
glyphs = "ascii"
background = "theme"
width = 60
mouse = false
hyperlinks = "off"
notes = "shelf"
template = "memo.md.j2"
author = "Ana"

[marks]
c = "call-back"

[[taxonomy.sourcing]]
name = "leak"
label = "leaked \"file\""
glyph = "▣"
meaning = "Passed on."
refines = "document"

[keys.reading]
"ctrl-n" = "next-passage"
"\"" = "none"
"#;

#[test]
fn without_a_file_every_option_has_its_default() {
    let ran = Desk::new().run(&["config"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("there is no such file"), "{}", ran.out);
    let options: Vec<&str> =
        ran.out.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).collect();
    assert_eq!(options.len(), 11, "{options:#?}");
    assert!(options[1..].iter().all(|line| line.ends_with("# default")), "{options:#?}");
}

#[test]
fn what_is_printed_is_a_file_of_the_same_meaning() {
    let desk = Desk::new();
    desk.file("full.toml", FULL);
    let first = desk.run(&["--config", "full.toml", "config"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert_eq!(first.out.matches("# configuration file").count(), 14, "{}", first.out);
    desk.file("printed.toml", &first.out);
    let second = desk.run(&["config", "--config", "printed.toml"]);
    assert_eq!((second.status, second.err.as_str()), (0, ""));
    let told = |text: &str| text.lines().skip(4).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(told(&second.out), told(&first.out));
}

#[test]
fn keys_that_were_refused_are_not_printed() {
    let desk = Desk::new();
    let text = "[keys.nomode]\nj = \"to-end\"\n\n[keys.reading]\n\"ctrl-n\" = \"next-pasage\"\n\
                \"z\" = \"to-end\"\n\"x y\" = \"to-end\"\n\"x\" = \"to-start\"\n";
    desk.file("refused.toml", text);
    let first = desk.run(&["--config", "refused.toml", "config"]);
    assert_eq!(first.status, 1);
    for place in ["1:7", "5:12", "8:1"] {
        assert!(first.err.contains(&format!("refused.toml:{place}\n")), "{}", first.err);
    }
    let (_, keys) = first.out.split_once("[keys.").expect("keys");
    let bound: Vec<&str> = keys.lines().skip(1).collect();
    assert_eq!(bound, ["\"z\" = \"to-end\"", "\"x y\" = \"to-end\""], "{}", first.out);
    desk.file("printed.toml", &first.out);
    let second = desk.run(&["config", "--config", "printed.toml"]);
    assert_eq!((second.status, second.err.as_str()), (0, ""), "{}", first.out);
}

#[test]
fn what_is_printed_names_the_same_library_wherever_it_is_kept() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let printed = desk.run(&["config"]).out;
    desk.file("elsewhere/kept.toml", printed);
    let ran = desk.run(&["--config", "elsewhere/kept.toml", "list", "--format", "json"]);
    assert_eq!(ran.json().as_array().expect("a list").len(), 1, "{}", ran.err);
}

#[test]
fn five_mistakes_are_told_with_their_places_and_the_rest_counts() {
    let desk = Desk::new();
    let text = "theem = \"dark\"\ncolours = \"254\"\nwidth = \"wide\"\nmouse = false\n\
                hyperlinks = true\nbackground = \"them\"\n";
    let path = desk.file("home/.config/dateline/config.toml", text);
    let ran = desk.run(&["config"]);
    assert_eq!(ran.status, 1);
    for place in ["1:1", "2:11", "3:9", "5:14", "6:14"] {
        assert!(ran.err.contains(&format!("{}:{place}\n", path.display())), "{}", ran.err);
    }
    assert!(ran.err.contains("did you mean `theme`?"), "{}", ran.err);
    let mouse = ran.out.lines().find(|line| line.starts_with("mouse")).expect("a line");
    assert!(mouse.starts_with("mouse = false") && mouse.ends_with("configuration file"), "{mouse}");
    desk.file("briefings/a.toml", GOOD);
    let ran = desk.run(&["list"]);
    assert_eq!(ran.status, 0, "the problems of the configuration are not those of the library");
    assert!(ran.err.contains("did you mean `theme`?"), "but they are said: {}", ran.err);
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let ran = Desk::new().run(&["--config", "absent.toml", "list"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "dateline: absent.toml: no such file or folder (check the path)\n");
}

#[test]
fn places_come_from_their_variables() {
    let desk = Desk::new();
    desk.file("elsewhere.toml", "width = 44");
    let mut command = desk.command(&["config"]);
    command.env("DATELINE_CONFIG", "elsewhere.toml").env("XDG_STATE_HOME", "/xdg");
    let out = String::from_utf8(command.output().expect("it runs").stdout).expect("UTF-8");
    assert!(out.contains("width = 44"), "{out}");
    let line = |start: &str| out.lines().find(|line| line.starts_with(start)).expect("a line");
    assert!(line("# config: elsewhere.toml").ends_with("# DATELINE_CONFIG"), "{out}");
    assert!(line("# state: /xdg/dateline").ends_with("# usual place"), "{out}");
}

#[test]
fn an_environment_without_colours_is_told() {
    let desk = Desk::new();
    let told = desk.command(&["config"]).env("NO_COLOR", "1").output().expect("it runs").stdout;
    assert!(String::from_utf8_lossy(&told).contains("# no colours: NO_COLOR is set"));
}

#[test]
fn the_author_is_the_one_of_the_configuration_else_of_the_system() {
    let desk = Desk::new();
    let author = |command: &mut std::process::Command| {
        let out = command.output().expect("it runs").stdout;
        let out = String::from_utf8(out).expect("UTF-8");
        out.lines().find(|line| line.starts_with("author")).expect("an author").to_owned()
    };
    let line = author(desk.command(&["config"]).env("LOGNAME", "ana").env("USER", ""));
    assert_eq!(line, format!("{:<40} # environment", "author = \"ana\""));
    desk.file("own.toml", "author = \"Ana B.\"\n");
    let line = author(desk.command(&["config", "--config", "own.toml"]).env("USER", "ana"));
    assert_eq!(line, format!("{:<40} # configuration file", "author = \"Ana B.\""));
}

#[test]
fn the_page_names_every_option_value_and_place() {
    let page = include_str!("../../docs/configuration.md");
    for option in Stated::read(include_str!("../../config.example.toml")).options {
        let heading = match option {
            "taxonomy" => "[[taxonomy.".to_owned(),
            "marks" => "`[marks]`".to_owned(),
            "keys" => "[keys.".to_owned(),
            "searches" => "[searches]".to_owned(),
            option => format!("| `{option}` |"),
        };
        assert!(page.contains(&heading), "{heading}");
    }
    for (variable, _, usual) in VARIABLES {
        assert!(page.contains(&format!("| `{variable}` |")), "{variable}");
        assert!(usual.split(", else ").all(|path| page.contains(path)), "{usual}");
    }
}
