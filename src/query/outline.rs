//! The form of a query: which words, tests and groups it consists of, before anybody asks what they mean.
//!
//! The grammar takes any text. What cannot stand is a [`Part::Broken`] in its place, so that a query
//! can be judged as a whole, and completed while it is still being typed.

use std::ops::Range;

use winnow::combinator::{alt, eof, opt, peek, preceded, repeat, separated, terminated};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any as any_char, none_of, one_of, rest, take_while};

use super::compare::Comparison;
use super::fault::Fault;

/// How deep parentheses may nest.
const DEEPEST: usize = 32;

type Input<'s> = LocatingSlice<&'s str>;

/// A piece of a query and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of these.
    All(Vec<Part>),
    /// One of these.
    Any(Vec<Part>),
    /// Not this.
    Not(Box<Part>),
    /// Words or an expression.
    Words(Token),
    /// A field and the values that it may have.
    Test { field: String, span: Range<usize>, values: Vec<Value> },
    /// `@name`: a query that was given a name; the span is that of the name with its sign.
    Saved { name: String, span: Range<usize> },
    /// What cannot stand.
    Broken(Fault),
}

/// Something to be searched for, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// How it was written.
    pub(super) kind: Kind,
    /// What it says, without quotation marks or slashes.
    pub(super) text: String,
    /// Where it stands, with its quotation marks or slashes.
    pub(super) span: Range<usize>,
    /// Whether its quotation marks or slashes are closed.
    pub(super) is_closed: bool,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it is.
    Bare,
    /// Between quotation marks.
    Quoted,
    /// Between slashes: a regular expression.
    Expression,
}

/// A value behind the colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// What stands before it: `<=`.
    pub(super) comparison: Option<Comparison>,
    /// The value itself.
    pub(super) token: Token,
}

impl Part {
    /// The form of a query.
    pub(super) fn of(text: &str) -> Self {
        let broken = || Self::Broken(Fault::new(0..text.len(), "this is no query", ""));
        whole(&mut LocatingSlice::new(text)).unwrap_or_else(|_| broken())
    }
}

fn whole(input: &mut Input<'_>) -> ModalResult<Part> {
    let mut parts = vec![either(input, 0)?];
    while let Some(span) = opt(')'.span()).parse_next(input)? {
        let fault = Fault::new(span, "no parenthesis was opened before this one", "take it away");
        parts.extend([Part::Broken(fault), either(input, 0)?]);
    }
    Ok(joined(parts, Part::All))
}

/// Parts with `or` between them.
fn either(input: &mut Input<'_>, depth: usize) -> ModalResult<Part> {
    let mut parts = vec![together(input, depth)?];
    while let Some(span) = opt(keyword(["or", "OR"]).span()).parse_next(input)? {
        let next = together(input, depth)?;
        let is_lonely = [parts.last(), Some(&next)].contains(&Some(&Part::All(Vec::new())));
        parts.push(next);
        if is_lonely {
            let fault = Fault::new(span, "`or` needs words on both sides", "\"or\" is the word");
            parts.push(Part::Broken(fault));
        }
    }
    Ok(joined(parts, Part::Any))
}

/// Parts with nothing, or `and`, between them.
fn together(input: &mut Input<'_>, depth: usize) -> ModalResult<Part> {
    let mut parts = Vec::new();
    loop {
        blanks(input)?;
        let end = alt((eof.void(), one_of(')').void(), keyword(["or", "OR"]).void()));
        if opt(peek(end)).parse_next(input)?.is_some() {
            return Ok(joined(parts, Part::All));
        }
        if let Some(span) = opt(keyword(["and", "AND"]).span()).parse_next(input)? {
            blanks(input)?;
            let is_lonely = opt(peek(alt((eof.void(), one_of(')').void())))).parse_next(input)?;
            if parts.is_empty() || is_lonely.is_some() {
                let fix = "\"and\" is the word";
                let fault = Fault::new(span, "`and` needs words on both sides", fix);
                parts.push(Part::Broken(fault));
            }
            continue;
        }
        parts.push(negated(input, depth)?);
    }
}

/// A part, perhaps with `-` or `not` before it.
fn negated(input: &mut Input<'_>, depth: usize) -> ModalResult<Part> {
    let not = terminated(keyword(["not", "NOT"]), blanks);
    let (signs, span): (usize, _) =
        repeat(0.., alt(("-", not)).void()).with_span().parse_next(input)?;
    let blank = one_of(char::is_whitespace).void();
    let ends = alt((eof.void(), blank, one_of(')').void(), keyword(["or", "OR"]).void()));
    if signs > 0 && opt(peek(ends)).parse_next(input)?.is_some() {
        let fix = "what shall not be there stands right behind it; \"-\" and \"not\" are the words";
        return Ok(Part::Broken(Fault::new(span, "there is nothing to leave out", fix)));
    }
    let part = atom(input, depth)?;
    // Two signs take each other back.
    Ok(if signs % 2 == 1 { Part::Not(Box::new(part)) } else { part })
}

fn atom(input: &mut Input<'_>, depth: usize) -> ModalResult<Part> {
    if let Some(open) = opt('('.span()).parse_next(input)? {
        return group(input, &open, depth + 1);
    }
    alt((
        quoted.map(Part::Words),
        expression.map(Part::Words),
        saved,
        test,
        bare(is_of_word).map(Part::Words),
    ))
    .parse_next(input)
}

fn group(input: &mut Input<'_>, open: &Range<usize>, depth: usize) -> ModalResult<Part> {
    if depth > DEEPEST {
        let _ = rest.parse_next(input)?;
        let reason = format!("more than {DEEPEST} parentheses inside each other");
        return Ok(Part::Broken(Fault::new(open.clone(), reason, "")));
    }
    let inside = either(input, depth)?;
    let open = open.clone();
    let is_closed = opt(')').parse_next(input)?.is_some();
    Ok(match inside {
        _ if !is_closed => {
            let fault = Fault::new(open, "this parenthesis is not closed", "close it with `)`");
            Part::All(vec![inside, Part::Broken(fault)])
        }
        Part::All(parts) if parts.is_empty() => {
            let span = open.start..input.current_token_start();
            Part::Broken(Fault::new(span, "nothing stands between these parentheses", ""))
        }
        inside => inside,
    })
}

/// `@name`.
fn saved(input: &mut Input<'_>) -> ModalResult<Part> {
    let name = preceded('@', take_while(0.., is_of_word));
    let (name, span) = name.with_span().parse_next(input)?;
    Ok(Part::Saved { name: name.to_owned(), span })
}

/// `field:value,value`.
fn test(input: &mut Input<'_>) -> ModalResult<Part> {
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let mut name = terminated(take_while(1.., is_of_name).with_span(), ':');
    let (field, span) = name.parse_next(input)?;
    let values = separated(1.., value, ',').parse_next(input)?;
    Ok(Part::Test { field: field.to_owned(), span, values })
}

fn value(input: &mut Input<'_>) -> ModalResult<Value> {
    let comparison = alt((
        "<=".value(Comparison::AtMost),
        ">=".value(Comparison::AtLeast),
        "<".value(Comparison::Below),
        ">".value(Comparison::Above),
        "=".value(Comparison::Same),
    ));
    let comparison = opt(comparison).parse_next(input)?;
    let bare = bare_from(0, |letter| is_of_word(letter) && letter != ',');
    let token = alt((quoted, expression, bare)).parse_next(input)?;
    Ok(Value { comparison, token })
}

/// Words between quotation marks, straight or curled; `\"` is a mark inside.
fn quoted(input: &mut Input<'_>) -> ModalResult<Token> {
    let start = input.current_token_start();
    let end = alt(('"'.value('"'), '“'.value('”'))).parse_next(input)?;
    let escaped = preceded('\\', one_of(['"', '\\', '”']));
    let text = repeat(0.., alt((escaped, none_of(end)))).parse_next(input)?;
    let is_closed = opt(end).parse_next(input)?.is_some();
    Ok(Token { kind: Kind::Quoted, text, span: start..input.current_token_start(), is_closed })
}

/// A regular expression between slashes; `\/` is a slash inside.
fn expression(input: &mut Input<'_>) -> ModalResult<Token> {
    let start = input.current_token_start();
    let escaped = ('\\', any_char).take().map(|pair: &str| if pair == "\\/" { "/" } else { pair });
    let text: Vec<&str> =
        preceded('/', repeat(0.., alt((escaped, none_of(['/', '\\']).take(), "\\"))))
            .parse_next(input)?;
    let is_closed = opt('/').parse_next(input)?.is_some();
    let span = start..input.current_token_start();
    Ok(Token { kind: Kind::Expression, text: text.concat(), span, is_closed })
}

fn bare<'s>(is_part: impl Fn(char) -> bool) -> impl Parser<Input<'s>, Token, Broken> {
    bare_from(1, is_part)
}

fn bare_from<'s>(
    fewest: usize,
    is_part: impl Fn(char) -> bool,
) -> impl Parser<Input<'s>, Token, Broken> {
    let word = take_while(fewest.., is_part).with_span();
    word.map(|(text, span): (&str, _)| Token {
        kind: Kind::Bare,
        text: text.to_owned(),
        span,
        is_closed: true,
    })
}

/// What the combinators tell each other where one does not fit.
type Broken = winnow::error::ErrMode<winnow::error::ContextError>;

/// A word of the language itself, alone.
fn keyword<'s>(forms: [&'static str; 2]) -> impl Parser<Input<'s>, &'s str, Broken> {
    let end = alt((eof.void(), none_of(is_of_word).void()));
    terminated(alt(forms), peek(end))
}

fn blanks(input: &mut Input<'_>) -> ModalResult<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

/// Whether a letter goes on with a word.
pub(super) fn is_of_word(letter: char) -> bool {
    !letter.is_whitespace() && !matches!(letter, '(' | ')' | '"' | '“')
}

/// One part as it is, several as one.
fn joined(mut parts: Vec<Part>, join: fn(Vec<Part>) -> Part) -> Part {
    match parts.len() {
        0 => Part::All(parts),
        1 => parts.swap_remove(0),
        _ => join(parts),
    }
}
