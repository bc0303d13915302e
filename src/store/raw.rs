//! A board's files read as bytes: for a file that SQLite cannot, or must not, open.
//!
//! Closing any descriptor on a database drops the locks that SQLite has on it in this process. So bytes are read only
//! in a process that has not opened any database: [`copy`] and [`hash`] refuse otherwise.

use std::fs::File;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, ensure};

use super::disk::beside;

/// Whether this process has opened a database by now.
static OPENED: AtomicBool = AtomicBool::new(false);

/// What makes a board: the database and its log. The third, `-shm`, is made anew from the log.
const FILES: [&str; 2] = ["", "-wal"];

/// How much is read at a time.
const PIECE: usize = 1 << 16;

/// Takes note that SQLite opens a database in this process.
pub(super) fn database_is_opened() {
    OPENED.store(true, Ordering::Release);
}

/// Copies a board's files, as they are, to another name.
pub(super) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    for suffix in FILES {
        let (from, to) = (beside(from, suffix), beside(to, suffix));
        let failed = || format!("could not copy {}", from.display());
        let Some(mut source) = open(&from).with_context(failed)? else {
            continue;
        };
        let mut copy = create(&to).with_context(|| format!("could not make {}", to.display()))?;
        pieces(&mut source, |piece| copy.write_all(piece)).with_context(failed)?;
        copy.sync_all().with_context(failed)?;
    }
    Ok(())
}

/// Returns a number that is the same for the same bytes.
pub(super) fn hash(board: &Path) -> anyhow::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for suffix in FILES {
        let path = beside(board, suffix);
        let failed = || format!("could not read {}", path.display());
        // The end of one file must not look like the beginning of the other.
        hasher.write(suffix.as_bytes());
        if let Some(mut file) = open(&path).with_context(failed)? {
            let hashed = pieces(&mut file, |piece| {
                hasher.write(piece);
                Ok(())
            });
            hashed.with_context(failed)?;
        }
    }
    Ok(hasher.finish())
}

fn pieces(file: &mut File, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => take(&piece[..length])?,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
}

/// Opens a board's file for its bytes; `None` when there is none.
#[expect(
    clippy::disallowed_methods,
    reason = "no database was opened in this process, so there is no lock to drop"
)]
fn open(path: &Path) -> anyhow::Result<Option<File>> {
    ensure!(
        !OPENED.load(Ordering::Acquire),
        "this process has opened a database: its files may not be read as bytes here"
    );
    match File::open(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        other => Ok(other.map(Some)?),
    }
}

/// Makes a file that nobody else has open.
#[expect(
    clippy::disallowed_methods,
    reason = "the file is new: nobody has locks on it"
)]
pub(super) fn create(path: &Path) -> io::Result<File> {
    File::create_new(path)
}

/// Puts the beginning of a private copy right where it can only be one thing: what SQLite says of its own format, and
/// what every board has. A copy whose beginning was damaged can then be opened.
#[expect(
    clippy::disallowed_methods,
    reason = "a private copy that is not open as a database"
)]
#[cfg(unix)]
pub(super) fn mend_header(copy: &Path) -> io::Result<()> {
    use std::os::unix::fs::FileExt as _;

    let file = std::fs::OpenOptions::new().write(true).open(copy)?;
    // sqlite.org/fileformat.html §1.3: the magic words, 4,096 bytes a page, a write-ahead log, and fractions.
    file.write_all_at(b"SQLite format 3\0\x10\x00\x02\x02\x00\x40\x20\x20", 0)?;
    // How many pages there are is counted anew.
    file.write_all_at(&[0; 4], 28)?;
    // The format of the schema, and UTF-8.
    file.write_all_at(&[0, 0, 0, 4], 44)?;
    file.write_all_at(&[0, 0, 0, 1], 56)
}

/// Leaves the copy as it is: here a damaged beginning is not mended.
#[cfg(not(unix))]
pub(super) fn mend_header(_: &Path) -> io::Result<()> {
    Ok(())
}
