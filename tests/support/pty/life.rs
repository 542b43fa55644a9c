//! A process as the system sees it: whether it runs, and how much it has worked.

use std::fs;
use std::time::{Duration, Instant};

use rustix::process::Pid;

/// A process as the system sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life {
    /// `S` asleep, `R` at work, `T` stopped, `Z` ended.
    pub(crate) state: char,
    /// The hundredths of a second that it has worked.
    pub(crate) ticks: u64,
}

impl Life {
    /// How a process is; nothing where there is none.
    pub(crate) fn of(pid: Pid) -> Option<Self> {
        let line = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
        // The name stands in parentheses and may hold any of them itself.
        let (_, rest) = line.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        let ticks = |at: usize| fields[at].parse::<u64>().expect("a number");
        Some(Self { state: rest.chars().next()?, ticks: ticks(11) + ticks(12) })
    }
}

/// The first process that `parent` has started, once there is one that runs `name`.
pub(crate) fn wait_for_descendant(parent: Pid, name: &str) -> Pid {
    wait("a descendant", || {
        let mut known = vec![parent];
        while let Some(pid) = known.pop() {
            let id = pid.as_raw_nonzero();
            let own = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
            if own.trim_end() == name {
                return Some(pid);
            }
            let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
            let children = children.unwrap_or_default();
            known.extend(
                children.split_whitespace().filter_map(|id| Pid::from_raw(id.parse().ok()?)),
            );
        }
        None
    })
}

/// Waits until a process is in one of these states.
pub(crate) fn wait_for_state(pid: Pid, states: &str) -> Life {
    wait(&format!("one of the states {states}"), || {
        Life::of(pid).filter(|life| states.contains(life.state))
    })
}

/// Waits until there is an answer, and not for ever.
pub(crate) fn wait<T>(what: &str, answer: impl Fn() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
