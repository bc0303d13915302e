//! Keys by name, in the bytes a terminal sends for them.

/// Spells keys out in bytes.
pub(super) fn spell(keys: &str) -> Vec<u8> {
    let mut spelt = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let name = rest
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'))
            .map(|(name, _)| name);
        let length = match name {
            Some(name) => {
                spelt.extend(key(name));
                name.len() + 2
            }
            None => {
                spelt.extend(first.to_string().into_bytes());
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    spelt
}

fn key(name: &str) -> Vec<u8> {
    let bytes: &[u8] = match name {
        "enter" => b"\r",
        // In the long spelling: the short one, sent right before another key, is that key with Alt.
        "esc" => b"\x1b[27u",
        "tab" => b"\t",
        "s-tab" => b"\x1b[Z",
        "space" => b" ",
        "lt" => b"<",
        "bs" => b"\x7f",
        "del" => b"\x1b[3~",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "pgup" => b"\x1b[5~",
        "pgdn" => b"\x1b[6~",
        "f1" => b"\x1bOP",
        "focus" => b"\x1b[I",
        "blur" => b"\x1b[O",
        name => {
            let letter = name
                .strip_prefix("c-")
                .and_then(|letter| letter.bytes().next())
                .unwrap_or_else(|| panic!("there is no key <{name}>"));
            return vec![letter & 0x1f];
        }
    };
    bytes.to_vec()
}
