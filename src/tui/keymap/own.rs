//! The user's own keys, laid over the table.

use super::{Action, BadKey, Found, Keys, Line, Mode, TABLE, show, spell};

/// A key of the user's own, as it is written in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Where it means this.
    pub mode: Mode,
    /// The keys.
    pub keys: String,
    /// The name of an action, or `none`.
    pub action: String,
    /// The line it is written in.
    pub line: usize,
}

/// A key of the user's own that can be.
struct Good<'o> {
    own: &'o Own,
    keys: String,
    action: Option<Action>,
}

/// The key that leads out of everything, whatever else is bound.
pub(crate) const WAY_OUT: &str = "<c-c>";

impl Keys {
    /// Returns the table with the user's keys in it, and what is wrong with some, by the lines they are written in.
    /// What is wrong is left out; the rest counts.
    pub fn with(own: &[Own]) -> (Self, Vec<(usize, BadKey)>) {
        let (mut keys, mut wrong) = (Self::default(), Vec::new());
        let mut good: Vec<Good<'_>> = Vec::new();
        for own in own {
            let checked = check(own).and_then(|new| match clash(&good, &new) {
                Some(why) => Err(why),
                None => Ok(new),
            });
            match checked {
                Ok(new) => good.push(new),
                Err(why) => wrong.push((own.line, why)),
            }
        }
        for new in &good {
            for line in keys.lines_of(new.own.mode) {
                line.keys.retain(|keys| *keys != new.keys);
            }
        }
        for new in &good {
            for lost in keys.displaced_by(new) {
                wrong.push((new.own.line, lost));
            }
        }
        // From the last to the first, so that the first one is the one that is shown.
        for new in good.iter().rev() {
            let line = keys
                .lines_of(new.own.mode)
                .find(|line| Some(line.binding.action) == new.action);
            if let Some(line) = line {
                line.keys.insert(0, new.keys.clone());
            }
        }
        (keys, wrong)
    }

    fn lines_of(&mut self, mode: Mode) -> impl Iterator<Item = &mut Line> {
        self.lines.iter_mut().filter(move |line| line.mode == mode)
    }

    /// Takes away the table's keys that a new key makes impossible to type, and says so.
    fn displaced_by(&mut self, new: &Good<'_>) -> Vec<BadKey> {
        let mut said = Vec::new();
        if new.action.is_none() {
            return said;
        }
        for line in self.lines_of(new.own.mode) {
            line.keys.retain(|old| {
                let (keys, shown) = (show(&new.keys), show(old));
                let (action, old) = (line.binding.action.name(), old.clone());
                if new.keys.starts_with(&old) {
                    said.push(BadKey::BeginsWith {
                        keys,
                        shown,
                        action,
                        old,
                    });
                } else if old.starts_with(&new.keys) {
                    said.push(BadKey::Begins {
                        keys,
                        shown,
                        action,
                        old,
                    });
                } else {
                    return true;
                }
                false
            });
        }
        said
    }
}

/// Returns the key as it can be bound, or why it cannot.
fn check(own: &Own) -> Result<Good<'_>, BadKey> {
    let keys = spell(&own.keys)?;
    if let Found::Action(action) = Keys::default().find(own.mode, &keys)
        && action.name() == own.action
    {
        let action = Some(action);
        return Ok(Good { own, keys, action });
    }
    if keys == WAY_OUT {
        return Err(BadKey::WayOut(show(&keys)));
    }
    let is_text = keys.starts_with("<space>") || keys.starts_with("<lt>") || !keys.starts_with('<');
    if own.mode.takes_text() && is_text {
        let mode = own.mode.name();
        let keys = show(&keys);
        return Err(BadKey::IsText { keys, mode });
    }
    let action = match own.action.as_str() {
        "none" => None,
        name => Some(action(own.mode, name)?),
    };
    if action == Some(Action::Column) && !keys.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(BadKey::NoDigit(show(&keys)));
    }
    Ok(Good { own, keys, action })
}

/// Returns the action of that name in a mode.
fn action(mode: Mode, name: &str) -> Result<Action, BadKey> {
    let mut there: Vec<&'static str> = TABLE
        .iter()
        .filter(|line| line.modes.contains(&mode))
        .map(|line| line.action.name())
        .collect();
    there.sort_unstable();
    there.dedup();
    let known = name.parse().ok().filter(|_| there.contains(&name));
    known.ok_or_else(|| BadKey::NoAction {
        mode: mode.name(),
        name: name.to_owned(),
        there: there.join(", "),
    })
}

/// Says why a key cannot stand beside those before it.
fn clash(before: &[Good<'_>], new: &Good<'_>) -> Option<BadKey> {
    let beside = before.iter().filter(|other| other.own.mode == new.own.mode);
    for other in beside {
        let (line, keys) = (other.own.line, show(&new.keys));
        if other.keys == new.keys {
            return Some(BadKey::Bound { keys, line });
        }
        let both_act = other.action.is_some() && new.action.is_some();
        if both_act && (other.keys.starts_with(&new.keys) || new.keys.starts_with(&other.keys)) {
            let other = show(&other.keys);
            return Some(BadKey::Prefix { keys, other, line });
        }
    }
    None
}

#[cfg(test)]
mod tests;
