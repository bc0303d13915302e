//! What the file system tells about a file without opening it.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::why::Cause;

/// Which file it is, whatever its name: device and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileId(u64, u64);

#[cfg(unix)]
impl From<&Metadata> for FileId {
    fn from(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;

        Self(meta.dev(), meta.ino())
    }
}

#[cfg(not(unix))]
impl From<&Metadata> for FileId {
    /// Windows does not let an open database be replaced, so there all files are one.
    fn from(_: &Metadata) -> Self {
        Self(0, 0)
    }
}

impl FileId {
    /// Asks by path; opens nothing.
    pub(crate) fn of_path(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|meta| Self::from(&meta))
    }

    /// Returns the inode, as `/proc/locks` names a file.
    pub(crate) fn inode(self) -> u64 {
        self.1
    }

    /// Asks an open file.
    pub(crate) fn of_file(file: &File) -> io::Result<Self> {
        file.metadata().map(|meta| Self::from(&meta))
    }
}

/// Returns the path of a file that is named after another: `team.db-wal` of `team.db`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// What SQLite keeps beside a database.
pub(crate) const SIDES: [&str; 2] = ["-wal", "-shm"];

/// Returns which files SQLite's two are by now; `None` where there is none.
pub(crate) fn sides_of(board: &Path) -> [Option<FileId>; 2] {
    SIDES.map(|side| FileId::of_path(&beside(board, side)).ok())
}

/// Returns the permission bits of a file; where there are none, those of an ordinary file.
#[cfg(unix)]
pub(crate) fn mode_of(meta: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;

    meta.permissions().mode()
}

#[cfg(not(unix))]
pub(crate) fn mode_of(_: &Metadata) -> u32 {
    0o644
}

/// Makes a folder beside a board, with the board's permissions, unless it is there.
pub(crate) fn make_folder(folder: &Path, board_mode: u32) -> io::Result<()> {
    match std::fs::create_dir(folder) {
        Ok(()) => set_folder_mode(folder, board_mode),
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            match std::fs::symlink_metadata(folder)?.is_dir() {
                true => Ok(()),
                false => Err(io::Error::other(Cause::NoFolder)),
            }
        }
        Err(err) => Err(err),
    }
}

/// Gives a folder the permissions of a board: who may write the board may write in the folder, too. The bit by which
/// new files get the folder's group stays.
#[cfg(unix)]
pub(crate) fn set_folder_mode(folder: &Path, board_mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let had = mode_of(&std::fs::metadata(folder)?);
    let read = board_mode & 0o444;
    let mode = (had & 0o2000) | (board_mode & 0o666) | (read >> 2);
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(crate) fn set_folder_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// Returns how many names a file has.
#[cfg(unix)]
pub(crate) fn names_of(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(meta)
}

#[cfg(not(unix))]
pub(crate) fn names_of(_: &Metadata) -> u64 {
    1
}

/// Names the file system under a path when it is one that is not of this machine: there neither locks nor shared
/// memory nor change notices can be trusted. `None` is a local one, or unknown.
///
/// Numbers from Linux `statfs(2)`.
#[cfg(target_os = "linux")]
pub(crate) fn foreign_file_system(path: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(path).ok()?.f_type;
    Some(match u64::try_from(kind).ok()? & 0xffff_ffff {
        0x6969 => "NFS",
        0xff53_4d42 | 0xfe53_4d42 | 0x517b => "SMB",
        0x0102_1997 => "9p",
        0x786f_4256 => "vboxsf",
        0x5346_414f => "AFS",
        0x00c3_6400 => "Ceph",
        0x6573_5546 => "FUSE",
        _ => return None,
    })
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn foreign_file_system(_: &Path) -> Option<&'static str> {
    None
}
