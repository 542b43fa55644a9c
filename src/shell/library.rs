//! The library: read on a thread of its own, with what is remembered of each briefing, and followed.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::Opening;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::event::Delivery;
use crate::app::memory::Reading;
use crate::briefing::Entry;
use crate::store::{Followed, Follower, News, Places, Standby, follow, memory};

/// Reads the library on the thread that stands by, and tells what changes in it, until the follower is dropped.
pub(super) fn listen(opening: &Opening, standby: Standby, sender: Outbox) -> Follower {
    let places = opening.places.clone();
    let followed = Followed {
        origin: opening.origin.clone(),
        vocabulary: opening.config.vocabulary.clone(),
        places: places.clone(),
    };
    let mut was_read = None;
    follow(followed, standby, move |news| {
        let mut notices = Vec::new();
        let message = match news {
            News::Library { library, fresh, left } => {
                let was_read = was_read.get_or_insert_with(|| memory::was_read(&places));
                let known = fresh.iter().filter(|entry| was_read(entry.id()));
                let recall = |entry: &Arc<Entry>| recall(&places, entry.id(), &mut notices);
                let readings = known.filter_map(recall).collect();
                let delivery = Delivery { library, readings, left };
                Message::Event(Event::Library(Box::new(delivery)))
            }
            News::Texts => Message::Texts,
            News::Catalogue(catalogue) => Message::Catalogue(catalogue),
            News::Names(names) => Message::Event(Event::Named(names)),
            News::Polling(reason) => {
                let words = format!("{reason}; changes are looked for every few seconds");
                Message::Event(Event::Failed(words))
            }
        };
        let notices = notices.into_iter().map(|notice| Message::Event(Event::Failed(notice)));
        for message in std::iter::once(message).chain(notices) {
            if sender.send(message).is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })
}

/// What is remembered of a briefing. What was wrong with that is added to the notices.
fn recall(places: &Places, id: &str, notices: &mut Vec<String>) -> Option<(String, Reading)> {
    let remembered = memory::reading(places, id);
    notices.extend(remembered.notice);
    let reading = remembered.value;
    reading.fingerprint.is_some().then(|| (id.to_owned(), reading))
}
