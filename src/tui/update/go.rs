//! Moving the cursor about the board.

use crate::tui::keymap::Action;
use crate::tui::model::Model;

/// Moves the cursor, if that is what the action means.
pub(super) fn act(model: &mut Model, action: Action, key: &str) -> bool {
    let row = model.cursor_row();
    let half = (model.page() / 2).max(1);
    match action {
        Action::Up => model.go_to_row(row.saturating_sub(1)),
        Action::Down => model.go_to_row(row + 1),
        Action::HalfUp => model.go_to_row(row.saturating_sub(half)),
        Action::HalfDown => model.go_to_row(row + half),
        Action::Top => model.go_to_row(0),
        Action::Bottom => model.go_to_row(usize::MAX),
        Action::Left => to_column(model, |at, _| at.saturating_sub(1)),
        Action::Right => to_column(model, |at, last| (at + 1).min(last)),
        Action::PreviousColumn => to_column(model, |at, last| at.checked_sub(1).unwrap_or(last)),
        Action::NextColumn => to_column(model, |at, last| if at == last { 0 } else { at + 1 }),
        Action::Column => {
            let digit = key.chars().find_map(|letter| letter.to_digit(10));
            let wanted = digit.map_or(0, |digit| (digit as usize).saturating_sub(1));
            to_column(model, |at, last| if wanted <= last { wanted } else { at });
        }
        Action::NextShown => step(model, 1),
        Action::PreviousShown => step(model, -1),
        _ => return false,
    }
    true
}

/// Goes to the next card that is shown, or the one before, through all columns and around.
fn step(model: &mut Model, by: isize) {
    let columns = model.board.columns().iter();
    let counts: Vec<_> = columns
        .map(|column| (column.id, model.shown(column.id).len()))
        .collect();
    let all = counts.iter().map(|(_, count)| count).sum::<usize>();
    let Some(at) = model.cursor_column().filter(|_| all > 0) else {
        return;
    };
    let before: usize = counts[..at].iter().map(|(_, count)| count).sum();
    // In a column that shows nothing, the cursor stands before what comes next.
    let from = match (model.cursor.card, by) {
        (None, 1..) => before.wrapping_sub(1),
        (None, _) => before,
        (Some(_), _) => before + model.cursor_row(),
    };
    let mut row = from
        .wrapping_add_signed(by)
        .wrapping_add(all)
        .rem_euclid(all);
    for (column, count) in counts {
        if row < count {
            model.cursor.column = Some(column);
            model.go_to_row(row);
            return;
        }
        row -= count;
    }
}

/// Goes to the column that `choose` names, given where the cursor's column stands and where the last one does.
fn to_column(model: &mut Model, choose: impl FnOnce(usize, usize) -> usize) {
    let columns = model.board.columns();
    let (Some(at), Some(last)) = (model.cursor_column(), columns.len().checked_sub(1)) else {
        return;
    };
    let to = choose(at, last);
    if to != at {
        model.go_across(columns.get(to).map(|column| column.id));
    }
}
