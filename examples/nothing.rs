//! The yardstick: the least that a ratatui program can do, for its first frame and its answer to a key.
//!
//! It shows how many keys were pressed, draws anew at each, and ends at `q`.

use std::io;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode};

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let outcome = count(&mut terminal);
    ratatui::try_restore()?;
    outcome
}

fn count(terminal: &mut DefaultTerminal) -> io::Result<()> {
    let mut keys = 0_u32;
    loop {
        terminal.draw(|frame| frame.render_widget(format!("{keys} keys"), frame.area()))?;
        match event::read()? {
            Event::Key(key) if key.is_press() && key.code == KeyCode::Char('q') => return Ok(()),
            Event::Key(key) if key.is_press() => keys += 1,
            _ => {}
        }
    }
}
