//! The two parts of a note's file: the keys between the fences, and the body behind them.

/// The line that opens and closes the keys.
pub(in crate::notes) const FENCE: &str = "+++";

/// A byte order mark, which some editors put in front of a file.
const MARK: &str = "\u{FEFF}";

/// The parts of a file, which together are the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::notes) struct Parts<'s> {
    /// The opening fence, with its line break and whatever mark stands before it.
    pub(in crate::notes) opening: &'s str,
    /// The keys.
    pub(in crate::notes) head: &'s str,
    /// The closing fence, with its line break where it has one.
    pub(in crate::notes) closing: &'s str,
    /// Everything else.
    pub(in crate::notes) body: &'s str,
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Self { opening: "+++\n", head: "", closing: "+++\n", body: "" }
    }
}

impl<'s> Parts<'s> {
    /// Divides a file; `None` where the first line is no fence or no second one follows.
    pub(in crate::notes) fn of(source: &'s str) -> Option<Self> {
        let first = source.split_inclusive('\n').next().filter(|line| is_fence(line))?;
        let mut at = first.len();
        for line in source[at..].split_inclusive('\n') {
            if is_fence(line) && !line.starts_with(MARK) {
                let (head, end) = (&source[first.len()..at], at + line.len());
                return Some(Self {
                    opening: first,
                    head,
                    closing: &source[at..end],
                    body: &source[end..],
                });
            }
            at += line.len();
        }
        None
    }

    /// The keys for a TOML parser, at the same bytes as in the file: the opening fence is a comment.
    pub(in crate::notes) fn masked(&self) -> String {
        let fence = self.opening.trim_end_matches(['\n', '\r']);
        format!("{}{}{}", "#".repeat(fence.len()), &self.opening[fence.len()..], self.head)
    }

    /// The file with other keys and another body.
    pub(in crate::notes) fn with(&self, head: &str, body: &str) -> String {
        let broken = body.is_empty() || self.closing.ends_with('\n');
        let line_break = if broken { "" } else { "\n" };
        [self.opening, head, self.closing, line_break, body].concat()
    }
}

fn is_fence(line: &str) -> bool {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.strip_prefix(MARK).unwrap_or(line) == FENCE
}
