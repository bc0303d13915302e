//! What day it is where the user is.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where systems keep the zone of the place they are at (`man 5 localtime`).
const HERE: &str = "/etc/localtime";

/// Returns today.
///
/// jiff, when it is asked for the system's zone first, lists the files of all zones there are to look up its name, which
/// takes as long as opening a board. The zone's own file is enough, unless `$TZ` names another zone. Who asks again and
/// again, as the screen does at each key, asks jiff, which remembers.
pub fn today() -> Date {
    let zone = match std::env::var_os("TZ") {
        None => zone_in(Path::new(HERE)),
        Some(_) => None,
    };
    let zone = zone.unwrap_or_else(TimeZone::system);
    Timestamp::now().to_zoned(zone).date()
}

#[expect(clippy::disallowed_methods, reason = "a time zone is no database")]
fn zone_in(file: &Path) -> Option<TimeZone> {
    TimeZone::tzif("", &std::fs::read(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_this_place_is_that_of_jiff() {
        // Where there is no such file, jiff alone is asked.
        let Some(zone) = zone_in(Path::new(HERE)) else {
            return;
        };
        if std::env::var_os("TZ").is_none() {
            let at = |second| Timestamp::from_second(second).unwrap();
            for month in 0..24 {
                let at = at(1_767_225_600 + month * 30 * 24 * 3600);
                let offset = TimeZone::system().to_offset(at);
                assert_eq!(zone.to_offset(at), offset, "{at}");
            }
        }
        assert_eq!(zone_in(Path::new("/etc")), None);
        assert_eq!(zone_in(Path::new("/etc/passwd")), None);
    }
}
