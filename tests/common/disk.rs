//! A disk that is soon full.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A small disk of its own; gone when dropped.
pub(crate) struct SmallDisk {
    pub(crate) path: PathBuf,
    #[expect(dead_code, reason = "it goes away after the disk")]
    dir: tempfile::TempDir,
}

impl SmallDisk {
    pub(crate) fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().canonicalize().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=600k", "tmpfs"])
            .arg(&path)
            .output();
        if !mount.is_ok_and(|out| out.status.success()) {
            eprintln!("skipped: a small disk cannot be mounted here");
            return None;
        }
        Some(Self { path, dir })
    }

    /// Fills it to the last page.
    pub(crate) fn fill(&self) -> PathBuf {
        let filler = self.path.join("filler");
        let mut bytes = vec![0_u8; 4096];
        let mut file = fs::File::create(&filler).unwrap();
        while std::io::Write::write_all(&mut file, &bytes).is_ok() {}
        bytes.truncate(1);
        while std::io::Write::write_all(&mut file, &bytes).is_ok() {}
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}
