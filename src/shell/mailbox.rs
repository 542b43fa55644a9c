//! Where the loop waits: for the terminal and for the messages of the other threads at once.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::input::Input;
use super::message::Message;

/// The way to the loop, for every thread that has something to tell.
#[derive(Clone)]
pub(super) struct Outbox {
    messages: Sender<Message>,
    bell: Arc<UnixStream>,
}

/// Nobody reads any more: the loop has ended.
#[derive(Debug)]
pub(super) struct Ended;

impl Outbox {
    /// Tells the loop something.
    pub(super) fn send(&self, message: Message) -> Result<(), Ended> {
        self.messages.send(message).map_err(|_| Ended)?;
        // One that is full of bells rings already.
        let _ = (&*self.bell).write(&[0]);
        Ok(())
    }
}

/// What the loop waits at.
pub(super) struct Inbox {
    messages: Receiver<Message>,
    bell: UnixStream,
    input: Input,
}

/// A way to the loop, and the place where it waits. The keys come from `input`.
pub(super) fn mailbox(input: Input) -> io::Result<(Outbox, Inbox)> {
    let (sender, messages) = channel();
    let (ringing, bell) = UnixStream::pair()?;
    ringing.set_nonblocking(true)?;
    bell.set_nonblocking(true)?;
    let outbox = Outbox { messages: sender, bell: Arc::new(ringing) };
    Ok((outbox, Inbox { messages, bell, input }))
}

impl Inbox {
    /// Waits until something happened, for `longest` at most, and appends it to `happened`. A
    /// signal may end the wait early, with nothing.
    pub(super) fn wait(
        &mut self,
        longest: Option<Duration>,
        happened: &mut Vec<Message>,
    ) -> io::Result<()> {
        let held = self.input.patience();
        let patience = held.into_iter().chain(longest).min();
        let patience = patience.and_then(|wait| Timespec::try_from(wait).ok());
        let mut watched =
            [PollFd::new(&self.bell, PollFlags::IN), PollFd::new(&self.input, PollFlags::IN)];
        // A terminal that is gone would be ready for ever.
        let count = if self.input.is_gone() { 1 } else { 2 };
        match poll(&mut watched[..count], patience.as_ref()) {
            Err(Errno::INTR) => return Ok(()),
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        let [has_rung, has_input] = watched.map(|ready| !ready.revents().is_empty());
        if has_input {
            self.input.read(happened);
        } else if held.is_some() {
            self.input.give_up(happened);
        }
        if has_rung {
            // Before the messages: one that comes in between rings again.
            while matches!((&self.bell).read(&mut [0; 64]), Ok(64)) {}
            happened.extend(self.messages.try_iter());
        }
        Ok(())
    }
}
