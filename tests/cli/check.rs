//! `check` and `schema`: what they read and how they end.

use crate::desk::{Desk, GOOD, make_fifo};

/// A briefing with a link to one beside it.
fn linked(to: &str) -> String {
    let link = format!("\nlinks = [{{ to = \"{to}\", relation = \"supports\" }}]\n");
    GOOD.replace("\"harbour-talks\"", "\"second\"").trim_end().to_owned() + &link
}

#[test]
fn a_library_without_problems_exits_0() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let ran = desk.run(&["check", "briefings"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 file, no problem\n"));
    assert_eq!(desk.run(&["check", "--format", "json"]).json(), serde_json::json!([]));
}

#[test]
fn the_sample_has_no_problems() {
    let ran = Desk::new().run(&["check"]);
    let told = "3 files (library: sample inside the program), no problem\n";
    assert_eq!((ran.status, ran.out.as_str()), (0, told));
}

#[test]
fn who_states_no_path_is_told_what_was_checked() {
    let desk = Desk::new();
    desk.file("mine.toml", "format = 1\n");
    let told = |arguments: &[&str]| desk.run(arguments).out.lines().last().map(str::to_owned);
    let is = |words: &str| Some(words.to_owned());
    assert_eq!(told(&["check"]), is("3 files (library: sample inside the program), no problem"));
    desk.file("briefings/a.toml", GOOD);
    assert_eq!(told(&["check"]), is("1 file (library: folder ./briefings), no problem"));
    let chosen = told(&["--library", "mine.toml", "check"]);
    assert_eq!(chosen, is("1 file (library: option --library), 3 errors, 0 warnings"));
    assert_eq!(told(&["check", "mine.toml"]), is("1 file, 3 errors, 0 warnings"));
}

#[test]
fn every_problem_comes_with_its_place() {
    let desk = Desk::new();
    desk.file("a.toml", GOOD.replace("sourcing = \"unattributed\"", "sourcing = \"unatributed\""));
    desk.file("latin.toml", b"\xff");
    make_fifo(&desk.path("pipe.toml"));
    let ran = desk.run(&["check", "--format", "json", "."]);
    assert_eq!(ran.status, 1);
    let rows = ran.json();
    let rows: Vec<(&str, &str)> = rows
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["path"].as_str().expect("a path"), row["rule"].as_str().expect("a rule")))
        .collect();
    assert_eq!(
        rows,
        [
            ("./a.toml", "unknown-value"),
            ("./latin.toml", "unreadable"),
            ("./pipe.toml", "unreadable")
        ]
    );
}

#[test]
fn a_file_with_more_problems_than_are_told_says_so() {
    let desk = Desk::new();
    let with = |keys: usize| {
        let wrong: Vec<String> = (0..keys).map(|key| format!("wrong-{key} = 1\n")).collect();
        desk.file("many.toml", wrong.concat() + GOOD);
        desk.run(&["check", "many.toml"])
    };
    let (some, many) = (with(199), with(500));
    assert!(!some.out.contains("there may be more"), "{}", some.out);
    assert!(some.out.ends_with("1 file, 199 errors, 0 warnings\n"), "{}", some.out);
    let end = "many.toml: 200 errors are told, and there may be more; mend these and check again\n\n\
               1 file, 200 errors, 0 warnings\n";
    assert!(many.out.ends_with(end), "{}", many.out);
    assert_eq!(many.status, 1);
}

#[test]
fn an_id_that_is_a_device_is_told_what_is_wrong_with_it() {
    let desk = Desk::new();
    desk.file("a.toml", GOOD.replace("\"harbour-talks\"", "\"con\""));
    let told = desk.run(&["check", "a.toml"]).out;
    assert!(told.contains("`con` is no id") && told.contains("no device of Windows"), "{told}");
}

#[test]
fn a_single_file_may_link_to_those_beside_it_and_is_the_only_one_judged() {
    let desk = Desk::new();
    desk.file("lib/a.toml", GOOD);
    desk.file("lib/b.toml", linked("harbour-talks#readout"));
    desk.file("lib/broken.toml", "titel = \"x\"\n");
    for path in ["lib/b.toml", "./lib/b.toml", "lib/../lib/b.toml"] {
        let ran = desk.run(&["check", path]);
        assert_eq!((ran.status, ran.out.as_str()), (0, "1 file, no problem\n"), "{path}");
    }
    let inside = desk.command(&["check", "b.toml"]).current_dir(desk.path("lib")).output();
    assert!(inside.expect("it runs").status.success());
    desk.file("lib/b.toml", linked("harbour-talks#readuot"));
    let ran = desk.run(&["check", "lib/b.toml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("error[unknown-passage]"), "{}", ran.out);
}

#[test]
fn a_file_that_is_named_twice_is_one_file() {
    let desk = Desk::new();
    desk.file("lib/a.toml", GOOD);
    let ran = desk.run(&["check", "lib", "./lib/a.toml", "lib/../lib"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "1 file, no problem\n"));
}

#[test]
fn values_of_the_configuration_are_values_of_a_briefing() {
    let desk = Desk::new();
    desk.file("a.toml", GOOD.replace("\"unattributed\"", "\"hearsay\""));
    assert_eq!(desk.run(&["check", "a.toml"]).status, 1);
    let own = "[[taxonomy.sourcing]]\nname = \"hearsay\"\nrefines = \"unattributed\"\n";
    desk.file("config.toml", own);
    assert_eq!(desk.run(&["check", "--config", "config.toml", "a.toml"]).status, 0);
    let schema = desk.run(&["schema", "--config", "config.toml"]);
    assert_eq!(schema.status, 0);
    assert!(schema.json().to_string().contains("hearsay"));
}

#[test]
fn a_warning_blocks_only_where_it_is_asked_to() {
    let desk = Desk::new();
    let unused = "[[speakers]]\nid = \"nobody\"\nname = \"Nobody\"\n\n[[sections]]";
    desk.file("a.toml", GOOD.replacen("[[sections]]", unused, 1));
    let ran = desk.run(&["check", "a.toml"]);
    assert!(ran.out.contains("warning[unused-speaker]"), "{}", ran.out);
    assert_eq!(ran.status, 0);
    assert_eq!(desk.run(&["check", "--strict", "a.toml"]).status, 1);
}
