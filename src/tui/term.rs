//! The terminal: taken over, drawn on, and given back whole.
//!
//! Whether it is taken is known to the whole process, because the one who gives it back may be any thread: the one
//! that panics, the one that is told of a signal, the one that sees the terminal disappear.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError, mpsc};
use std::time::{Duration, Instant};
use std::{fmt, panic, process, thread};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{Command, QueueableCommand, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

/// Whether the terminal is ours. Held while bytes go out, so that no frame can follow the leaving.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// Whether the terminal was asked to tell of the mouse.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// How long the leaving waits for a frame that is just going out. A terminal that takes no bytes must not keep us.
const FRAME_PATIENCE: Duration = Duration::from_millis(300);

/// How long the end of the process waits for the leaving.
const LEAVE_PATIENCE: Duration = Duration::from_millis(700);

/// What a terminal that does not know its own size is taken for, as on a serial line.
const UNKNOWN_SIZE: Size = Size::new(80, 24);

/// The exit code of a process that panicked, as Rust itself has it.
const PANICKED: i32 = 101;

/// The taken terminal; dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Page>>,
    page: Page,
    size: Size,
    /// Whether the mouse is wanted.
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over, and the mouse with it if that is wanted.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        let page = Page::default();
        let size = size();
        let mut screen = Self {
            terminal: Terminal::with_options(
                CrosstermBackend::new(page.clone()),
                // Fixed, for in full screen every draw would ask for the size, by way of opening /dev/tty.
                TerminalOptions {
                    viewport: Viewport::Fixed(area(size)),
                },
            )?,
            page,
            size,
            mouse,
        };
        screen.take()?;
        Ok(screen)
    }

    /// Takes the terminal over after [`leave`]; the next draw draws everything.
    pub(super) fn enter_again(&mut self) -> io::Result<()> {
        self.take()?;
        self.forget()
    }

    fn take(&mut self) -> io::Result<()> {
        take()?;
        self.measure();
        match self.mouse {
            true => self.take_mouse(true),
            false => Ok(()),
        }
    }

    /// Has the terminal tell of the mouse, or no longer.
    pub(super) fn take_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.mouse = mouse;
        let taken = taken();
        if !*taken {
            return Ok(());
        }
        MOUSE.store(mouse, Ordering::SeqCst);
        let mut bytes = Vec::new();
        match mouse {
            true => queue!(bytes, MouseOn)?,
            false => queue!(bytes, MouseOff)?,
        }
        write_out(&bytes)
    }

    /// Returns the size as last measured.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Asks the terminal for its size, and returns it.
    pub(super) fn measure(&mut self) -> Size {
        self.size = size();
        self.size
    }

    /// Forgets what is on the terminal: the next draw draws everything.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // Not `clear`, which asks the terminal where the cursor is and reads the answer from the input.
        self.terminal.resize(area(self.size))
    }

    /// Draws a frame, and sends it as one write. Does nothing while the terminal is given back.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if self.terminal.get_frame().area().as_size() != self.size {
            self.forget()?;
        }
        self.terminal.draw(view)?;
        let frame = self.page.tear_off();
        let mut bytes = Vec::with_capacity(frame.len() + 16);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend_from_slice(&frame);
        queue!(bytes, EndSynchronizedUpdate)?;
        let taken = taken();
        if *taken { write_out(&bytes) } else { Ok(()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// What ratatui has drawn and the terminal has not got yet.
///
/// Flushing does nothing, since ratatui flushes several times a frame; and what a panic leaves on the page goes nowhere.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Page {
    fn tear_off(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes the terminal: raw mode, the other screen, marked pastes, news of the focus, no cursor.
fn take() -> io::Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(hook_panics);
    let mut taken = taken();
    // Before the first step: `leave` undoes them all, taken or not.
    *taken = true;
    terminal::enable_raw_mode()?;
    let mut bytes = Vec::new();
    queue!(
        bytes,
        EnterAlternateScreen,
        // Where there is no other screen, what stands on this one is in the way.
        Clear(ClearType::All),
        EnableBracketedPaste,
        EnableFocusChange,
        Hide
    )?;
    write_out(&bytes)
}

/// Asks the terminal to keep a text for pasting (OSC 52). It does not say whether it did.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    let taken = taken();
    if *taken { write_out(&bytes) } else { Ok(()) }
}

/// The terminal's settings: line or raw mode, echo and so on.
#[cfg(unix)]
pub(super) type Settings = Option<rustix::termios::Termios>;
#[cfg(not(unix))]
pub(super) type Settings = ();

/// Returns the terminal's settings.
#[cfg(unix)]
pub(super) fn settings() -> Settings {
    rustix::termios::tcgetattr(rustix::stdio::stdin()).ok()
}

#[cfg(not(unix))]
pub(super) fn settings() -> Settings {}

/// Gives the terminal settings that it had before.
#[cfg(unix)]
pub(super) fn set(settings: Settings) {
    use rustix::termios::{OptionalActions, tcsetattr};

    if let Some(settings) = settings {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &settings);
    }
}

#[cfg(not(unix))]
pub(super) fn set((): Settings) {}

/// Gives the terminal back as it was found. Every step is tried, whatever became of the others; a second call does nothing.
pub(super) fn leave() {
    match taken_within(FRAME_PATIENCE) {
        Some(mut taken) if *taken => {
            *taken = false;
            undo_all();
        }
        Some(_) => {}
        // Whoever holds it is stuck with a frame, or has panicked while sending one.
        None => undo_all(),
    }
}

/// Undoes each step of [`take`].
fn undo_all() {
    // First, as it needs no room in the terminal's queue.
    let _ = terminal::disable_raw_mode();
    let mut bytes = Vec::new();
    add(&mut bytes, EndSynchronizedUpdate);
    add(&mut bytes, ResetColor);
    if MOUSE.swap(false, Ordering::SeqCst) {
        add(&mut bytes, MouseOff);
    }
    add(&mut bytes, DisableFocusChange);
    add(&mut bytes, DisableBracketedPaste);
    add(&mut bytes, LeaveAlternateScreen);
    add(&mut bytes, Show);
    let _ = write_out(&bytes);
}

/// Asks for clicks, the wheel, and moves while a button is down, in numbers that go beyond column 223. Unlike
/// crossterm's own, not for every move: each would wake the program.
struct MouseOn;

impl Command for MouseOn {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// Takes back [`MouseOn`].
struct MouseOff;

impl Command for MouseOff {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1006l\x1b[?1002l\x1b[?1000l")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::DisableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

fn add(bytes: &mut Vec<u8>, command: impl Command) {
    let _ = bytes.queue(command);
}

/// Gives the terminal back and ends the process, even when the terminal takes no bytes any more.
#[cfg_attr(not(unix), allow(dead_code, reason = "asked for by signals"))]
pub(super) fn end(code: i32) -> ! {
    let (left, wait) = mpsc::channel();
    let leaving = thread::Builder::new().spawn(move || {
        leave();
        let _ = left.send(());
    });
    if leaving.is_ok() {
        let _ = wait.recv_timeout(LEAVE_PATIENCE);
    } else {
        leave();
    }
    process::exit(code);
}

/// Has panics give the terminal back before they say anything, and end the program in whichever thread they happen.
fn hook_panics() {
    let main = thread::current().id();
    let say = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        leave();
        say(panic);
        // A program that has lost one of its threads would look alive and be deaf. The main thread unwinds by itself.
        if thread::current().id() != main {
            process::exit(PANICKED);
        }
    }));
}

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn taken_within(patience: Duration) -> Option<MutexGuard<'static, bool>> {
    let start = Instant::now();
    loop {
        match TAKEN.try_lock() {
            Ok(taken) => return Some(taken),
            Err(TryLockError::Poisoned(taken)) => return Some(taken.into_inner()),
            Err(TryLockError::WouldBlock) if start.elapsed() > patience => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Asks the terminal for its size.
pub(super) fn size() -> Size {
    match terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => Size::new(width, height),
        _ => UNKNOWN_SIZE,
    }
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}

/// Writes straight to the terminal: the lock and the line buffer of `io::stdout` would be in the way of the leaving.
#[cfg(unix)]
fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let out = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            // Whoever shares the terminal with us may have set it so.
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&out, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Writes by way of `io::stdout`, which knows the console's encoding.
#[cfg(not(unix))]
fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(all(test, unix))]
mod tests;
