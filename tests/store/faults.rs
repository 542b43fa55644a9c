//! Every call of a save failing, interrupted, or the last one: what was called saved is there, and whole.

mod world;

use proptest::prelude::*;

use self::world::{Deed, World};
use crate::support::faulty::Failure;

/// Full disk, broken disk, full quota, read-only file system, forbidden.
const ERRORS: [i32; 5] = [28, 5, 122, 30, 13];

/// One of each deed, where two deeds make a change of the same note from outside.
fn deeds() -> Vec<(&'static str, Vec<Deed>)> {
    let edit = || Deed::Edit(0, "edited".into());
    vec![
        ("add", vec![Deed::Add("one".into())]),
        ("edit", vec![Deed::Add("one".into()), edit()]),
        ("bury", vec![Deed::Add("one".into()), Deed::Bury(0)]),
        ("restore", vec![Deed::Add("one".into()), Deed::Bury(0), Deed::Restore(0)]),
        ("join", vec![Deed::Add("one".into()), Deed::OutsideMark(0), edit()]),
        ("clash", vec![Deed::Add("one".into()), Deed::OutsideBody(0, "theirs".into()), edit()]),
        ("undo", vec![Deed::Add("one".into()), edit(), Deed::Undo]),
        (
            "undo a change that was joined",
            vec![Deed::Add("one".into()), edit(), Deed::OutsideMark(0), Deed::Undo],
        ),
        ("redo", vec![Deed::Add("one".into()), edit(), Deed::Undo, Deed::Redo]),
        ("type", vec![Deed::Type("dra".into()), Deed::Type("draft".into())]),
    ]
}

#[test]
fn every_call_of_every_deed_may_fail_in_every_way() {
    let errors = ERRORS.map(Failure::Error);
    let others = [Failure::Interrupted, Failure::Short, Failure::Crash, Failure::PowerCut];
    let mut failed = 0;
    for failure in errors.into_iter().chain(others) {
        for (name, deeds) in deeds() {
            let (last, before) = deeds.split_last().expect("a deed");
            for calls in 0.. {
                let mut world = World::new();
                for deed in before {
                    world.does(deed, None);
                }
                world.story = format!("{name}, {failure:?} after {calls} calls");
                let met = world.does(last, Some((calls, failure)));
                world.holds();
                // What was called saved must not need a later save to survive.
                world.does(&Deed::Edit(0, "later".into()), Some((0, Failure::PowerCut)));
                world.holds();
                if !met {
                    assert!(calls >= 4, "{}", world.story);
                    break;
                }
                failed += 1;
            }
        }
    }
    println!("{failed} calls failed, one at a time");
    assert!(failed > 400, "{failed}");
}

fn deed() -> impl Strategy<Value = Deed> {
    let body = || "[a-c]{1,3}(\n[a-c]{0,3}){0,3}";
    let which = 0..6_usize;
    prop_oneof![
        3 => body().prop_map(Deed::Add),
        3 => (which.clone(), body()).prop_map(|(which, body)| Deed::Edit(which, body)),
        1 => which.clone().prop_map(Deed::Bury),
        1 => which.clone().prop_map(Deed::Restore),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        1 => which.clone().prop_map(Deed::OutsideMark),
        1 => (which, body()).prop_map(|(which, body)| Deed::OutsideBody(which, body)),
        2 => body().prop_map(Deed::Type),
        1 => Just(Deed::Reopen),
    ]
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        prop::sample::select(&ERRORS[..]).prop_map(Failure::Error),
        Just(Failure::Interrupted),
        Just(Failure::Short),
        Just(Failure::Crash),
        Just(Failure::PowerCut),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_and_fails_what_was_saved_is_there(
        turns in prop::collection::vec((deed(), prop::option::of((0..20_usize, failure()))), 1..25),
    ) {
        let mut world = World::new();
        for (deed, failure) in turns {
            world.story = format!("{deed:?} with {failure:?}");
            world.does(&deed, failure);
            world.holds();
        }
    }
}
