//! Addresses: which a briefing may name, and where they stand in a text.

use linkify::{LinkFinder, LinkKind};
use url::Url;

use crate::briefing::model::Address;

/// How long an address may be, in bytes: what every browser takes.
const LONGEST: usize = 2083;

/// The address in its normal form, which is ASCII; otherwise why it is none.
pub(super) fn normalised(stated: &str) -> Result<String, String> {
    if stated.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} bytes"));
    }
    match Url::parse(stated) {
        Ok(url) if !matches!(url.scheme(), "http" | "https" | "mailto") => {
            Err(format!("may not start with `{}:`", url.scheme()))
        }
        Ok(url) if url.as_str().len() > LONGEST => {
            Err(format!("is longer than {LONGEST} bytes in its normal form"))
        }
        Ok(url) => Ok(url.into()),
        Err(error) => Err(format!("is no address: {error}")),
    }
}

/// The addresses in a text, in its order. One that leads elsewhere than to the web is only text.
pub(super) fn find(text: &str) -> Vec<Address> {
    if !text.contains("://") {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let found = finder.links(text).filter_map(|link| {
        Some(Address { run: link.start()..link.end(), url: normalised(link.as_str()).ok()? })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_full_stop_and_the_bracket() {
        let text =
            "See https://example.org/a_(b) (and http://example.org/c). Not file:///etc/passwd.";
        let found = find(text);
        let runs: Vec<&str> = found.iter().map(|address| &text[address.run.clone()]).collect();
        assert_eq!(runs, ["https://example.org/a_(b)", "http://example.org/c"]);
    }

    #[test]
    fn an_address_is_given_in_its_normal_form() {
        let found = find("at https://BÜCHER.example/ä now");
        assert_eq!(found[0].url, "https://xn--bcher-kva.example/%C3%A4");
    }
}
