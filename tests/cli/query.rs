//! `query` and `notes QUERY`: what is asked on the command line, and what comes out.

use serde_json::Value;

use crate::desk::{Desk, GOOD};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let second = GOOD.replace("harbour-talks", "second").replace("third round", "fourth round");
    desk.file("briefings/b.toml", second);
    desk
}

/// The JSON lines that a query gives.
fn rows(desk: &Desk, query: &str) -> Vec<Value> {
    let ran = desk.run(&["query", query, "--format", "json"]);
    assert_eq!(ran.status, 0, "{query}: {}", ran.err);
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn places(desk: &Desk, query: &str) -> Vec<String> {
    let place = |row: &Value| {
        format!("{}#{}", row["briefing"].as_str().expect("one"), row["id"].as_str().expect("one"))
    };
    rows(desk, query).iter().map(place).collect()
}

#[test]
fn passages_are_found_in_the_order_of_the_library() {
    let desk = desk();
    assert_eq!(places(&desk, "\"third round\""), ["harbour-talks#silence"]);
    assert_eq!(
        places(&desk, "speaker:example sourcing:official-statement"),
        ["harbour-talks#readout", "second#readout"]
    );
    assert_eq!(places(&desk, "-sourcing:unattributed briefing:second"), ["second#readout"]);
    assert_eq!(places(&desk, "").len(), 4, "an empty query asks for everything");
}

#[test]
fn a_passage_in_json_says_all_that_show_does_and_where_it_is() {
    let desk = desk();
    let row = &rows(&desk, "silence or \"third round\"")[0];
    let shown = desk.run(&["show", "harbour-talks", "--format", "json"]).json();
    let passage = shown["sections"][0]["passages"][1].as_object().expect("an object");
    for (key, value) in passage {
        assert_eq!(&row[key], value, "{key}");
    }
    assert_eq!(row["path"], "briefings/a.toml");
    assert_eq!(row["title"], "Harbour talks end without a date");
    assert_eq!(
        (&row["section"], &row["heading"]),
        (&"on-paper".into(), &"Agreement on paper".into())
    );
    assert_eq!((&row["notes"], &row["read"]), (&0.into(), &"unread".into()));
    assert_eq!(row["judged"], serde_json::json!({ "sourcing": null, "sentiment": null }));
}

#[test]
fn text_names_the_place_and_who_vouches() {
    let ran = desk().run(&["query", "\"third round\""]);
    assert_eq!(
        ran.out,
        "harbour-talks#silence\n  No date for a third round was named.\n    unattributed; neutral; \
         courier-0402.txt ¶ 5\n"
    );
}

#[test]
fn what_was_noted_and_read_counts() {
    let desk = desk();
    desk.run(&["note", "add", "second#silence", "Why?", "--mark", "verify", "--tag", "follow-up"]);
    desk.run(&["note", "add", "second#readout", "--sentiment", "mixed"]);
    assert_eq!(places(&desk, "mark:verify tag:follow-up has:note"), ["second#silence"]);
    assert_eq!(places(&desk, "sentiment:mixed"), ["second#readout"]);
    assert_eq!(places(&desk, "curated.sentiment:positive sentiment:mixed"), ["second#readout"]);
    assert_eq!(places(&desk, "note:why by:me since:2026-01-01"), ["second#silence"]);
    let row = &rows(&desk, "sentiment:mixed")[0];
    assert_eq!((&row["notes"], &row["judged"]["sentiment"]), (&1.into(), &"mixed".into()));
    let reading =
        "format = 1\nfingerprint = \"0000000000000000\"\n[read]\nreadout = \"0000000000000000\"\n";
    desk.file("home/.local/state/dateline/reading/second.toml", reading);
    assert_eq!(places(&desk, "is:revised"), ["second#readout"]);
    assert_eq!(places(&desk, "is:read"), [] as [&str; 0]);
    desk.file("home/.local/state/dateline/reading/second.toml", "damaged");
    assert_eq!(places(&desk, "is:unread").len(), 4);
    assert!(desk.path("home/.local/state/dateline/reading/second.toml").exists(), "left alone");
}

#[test]
fn notes_are_asked_with_the_same_language() {
    let desk = desk();
    let add = |arguments: &[&str]| desk.run(&[&["note", "add"], arguments].concat()).out;
    let first = add(&["harbour-talks#silence", "Why no date?", "--mark", "verify"]);
    let second = add(&["second#readout", "Same words.", "--mark", "key"]);
    let third = add(&["second", "On the whole."]);
    desk.run(&["note", "rm", second.trim()]);
    let met = |query: &str| -> Vec<String> {
        let ran = desk.run(&["notes", query, "--format", "json"]);
        assert_eq!(ran.status, 0, "{query}: {}", ran.err);
        let listed = ran.json();
        let ids = listed.as_array().expect("a list").iter();
        ids.map(|note| note["id"].as_str().expect("an id").to_owned() + "\n").collect()
    };
    assert_eq!(met("mark:verify"), [first.as_str()]);
    assert_eq!(met("sourcing:unattributed"), [first.as_str()], "of its passage");
    assert_eq!(met("briefing:second"), [third.as_str()], "deleted ones are left out");
    assert_eq!(met("is:buried"), [second.as_str()], "unless they are asked for");
    assert_eq!(met("-mark:verify"), [third.as_str()]);
    assert_eq!(desk.run(&["notes", "mrak:verify"]).status, 2);
}

#[test]
fn a_mistake_is_told_with_a_caret() {
    let ran = desk().run(&["query", "sorcing:anonymous"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "dateline: `sorcing` is no field\n  | sorcing:anonymous\n  | ^^^^^^^\n  = help: did you mean \
         `sourcing`?\n"
    );
}

#[test]
fn a_name_that_the_library_does_not_have_is_told_where_nothing_is_found() {
    let ran = desk().run(&["query", "speaker:exmaple"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    let told = "dateline: no `speaker` of the library has \"exmaple\"; did you mean `Example`?\n";
    assert_eq!(ran.err, told);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_hides_no_other() {
    let desk = desk();
    desk.file("briefings/c.toml", "titel = 1");
    let ran = desk.run(&["query", "\"third round\""]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with("harbour-talks#silence\n"), "{}", ran.out);
    assert_eq!(ran.err, "dateline: 1 file cannot be read; `dateline check` says why\n");
}

#[test]
fn a_query_of_the_configuration_is_used_by_its_name() {
    let desk = desk();
    let config = "[searches]\nopen = \"sourcing:unattributed\"\nmine = \"@open briefing:second\"\n";
    desk.file("home/.config/dateline/config.toml", config);
    assert_eq!(places(&desk, "@mine"), ["second#silence"]);
    assert_eq!(places(&desk, "-@open briefing:second"), ["second#readout"]);
    let ran = desk.run(&["query", "@mien"]);
    assert!(ran.err.contains("no query is saved as `mien`") && ran.err.contains("`mine`?"));
    let printed = desk.run(&["config"]);
    assert_eq!(printed.status, 0, "{}", printed.err);
    desk.file("printed.toml", printed.out);
    let again = desk.run(&["--config", "printed.toml", "query", "@mine"]);
    assert!(again.out.starts_with("second#silence\n"), "{}{}", again.out, again.err);
}

#[test]
fn a_mistake_in_a_query_of_the_configuration_is_told_where_it_stands() {
    let desk = desk();
    let config = "[searches]\ngood = \"talks\"\nbad = \"talks sorcing:x\"\n\"A b\" = \"x\"\n\
                  escaped = \"\\\"round\\\" is:red\"\n";
    let path = desk.file("home/.config/dateline/config.toml", config);
    let ran = desk.run(&["config"]);
    assert_eq!(ran.status, 1);
    let path = path.display();
    for place in ["3:14", "4:1", "5:11"] {
        assert!(ran.err.contains(&format!("{path}:{place}\n")), "{place}: {}", ran.err);
    }
    assert!(ran.err.contains("did you mean `sourcing`?"), "{}", ran.err);
    assert_eq!(places(&desk, "@good").len(), 0);
}
