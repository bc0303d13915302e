//! What the store reports: others' changes, my own once they are saved, and what went wrong.

use crate::board::CardId;
use crate::change::Change;
use crate::edit::Refusal;
use crate::store::{Failure, Mode as Access, News, Report};
use crate::tui::keymap::Action;
use crate::tui::model::notice::Deeds;
use crate::tui::model::overlay::{Ask, Overlay};
use crate::tui::model::pending::{self, Pending, Wish};
use crate::tui::model::renumber::Born;
use crate::tui::model::touched::Touched;
use crate::tui::model::unread::Unread;
use crate::tui::model::{Model, Waiting, deed};
use crate::tui::msg::Effect;

use super::{activity, ask, bodies, charts, clash, here, lists, page, sheet};

pub(super) fn report(model: &mut Model, report: Report) {
    match report {
        Report::News(News::Nothing) => {}
        Report::News(News::Changes(changes)) => news(model, &changes),
        Report::News(News::Whole(board)) => {
            let lost = model.beneath(Touched::all(), |now, _, _| *now = board);
            model.unread = Unread::Unasked;
            sheet::forget(model);
            tidy(model);
            // That the board is there whole now is no news.
            if std::mem::take(&mut model.glancing) {
                return;
            }
            let said = &model.words.saving;
            let why = match std::mem::take(&mut model.rereading) {
                true => said.read_anew(),
                false => said.changed_by_hand(),
            };
            match lost {
                Some(card) => model.say(said.is_gone(card, why)),
                None => model.say(said.now_in_it(why)),
            }
        }
        Report::Unread { count, last } => activity::counted(model, count, last),
        Report::Steps { steps, next, zone } => charts::read(model, steps, next, zone),
        Report::Activity(changes) => activity::read(model, changes),
        Report::Body(card, body) => bodies::fetched(model, card, body),
        Report::Found(text, cards) => model.found(text, cards),
        Report::History {
            card,
            changes,
            more,
        } => sheet::told(model, card, &changes, more),
        Report::Done(done) => self::done(model, done),
        Report::Waiting { waited, holder } => model.waiting = Some(Waiting { waited, holder }),
        Report::Trouble(trouble) => model.trouble = trouble,
        Report::Damaged(damaged) => {
            model.complain(model.words.damaged(&damaged));
            model.access = Access::Damaged(damaged);
            model.trouble.clear();
        }
        Report::Here(sessions) => here::report(model, sessions),
    }
}

/// Lets changes in beneath my edits that are not saved yet.
fn news(model: &mut Model, changes: &[Change]) {
    let mut misfit = false;
    let lost = model.beneath(Touched::by(changes), |board, pending, numbers| {
        for change in changes {
            misfit |= board.absorb(change).is_err();
        }
        pending::land(pending, changes, numbers);
    });
    sheet::learn(model, changes);
    tidy(model);
    let theirs: Vec<&Change> = changes
        .iter()
        .filter(|change| !model.is_mine(&change.edit))
        .collect();
    let mut deeds = Deeds::default();
    for change in &theirs {
        deeds.people.insert(change.actor.name.clone());
        deeds.count += 1;
        deeds.first = deed::of(change, &model.board, model.words);
        if let Some(card) = change.card() {
            deeds.cards.insert(card);
            model.mark(card, &change.actor.name, &deeds.first);
        }
    }
    let taken = lost.and_then(|card| {
        let last = theirs
            .iter()
            .rev()
            .find(|change| change.card() == Some(card))?;
        let deed = deed::of(last, &model.board, model.words);
        let deed = model.words.deeds.did(&last.actor.name, deed);
        Some(model.words.people.the_card_you_were_on(deed))
    });
    match taken {
        Some(text) if !model.complains() => model.say(text),
        _ if !theirs.is_empty() => model.tell(deeds),
        _ => {}
    }
    activity::news(model, changes);
    charts::news(model, changes);
    // More changes may come before the answer, and fit no better: asking once is enough.
    if misfit && !std::mem::replace(&mut model.rereading, true) {
        model.outbox.push(Effect::Reread);
    }
}

/// Closes what is about things that are no more.
fn tidy(model: &mut Model) {
    let mut gone: Option<CardId> = None;
    let board = &model.board;
    model.overlays.retain(|overlay| match overlay {
        Overlay::Card(sheet) if board.card(sheet.card).is_none() => {
            gone = Some(sheet.card);
            false
        }
        _ => true,
    });
    if let Some(card) = gone {
        model.say(model.words.saving.was_deleted(card));
    }
    sheet::tidy(model);
    lists::refresh(model);
}

fn done(model: &mut Model, done: Result<Vec<Change>, Failure>) {
    match done {
        Ok(changes) => {
            let mut front = None;
            // Its changes came as news, unless the board was read whole meanwhile or all was so already.
            model.beneath(Touched::default(), |_, pending, numbers| {
                front = pending.pop_front();
                if let Some(front) = &front {
                    numbers.learn(&front.born, &Born::of(&changes));
                }
            });
            if let Some(Pending { wish, .. }) = front {
                taken_back(model, &wish, &changes);
                if let Wish::Edit(edit) = &wish
                    && let Some(card) = edit.merged(&changes)
                {
                    let who = model
                        .marks
                        .get(&card)
                        .map_or(model.words.names.someone(), |mark| mark.who.as_str());
                    model.say(model.words.saving.merged(card, who));
                }
            }
        }
        Err(failure) => fail(model, failure),
    }
    tidy(model);
    let stop = std::mem::take(&mut model.stopping);
    if stop {
        model.notice = None;
        model.outbox.push(Effect::Suspend);
    }
    model.send_next();
    if model.leaving && model.pending.is_empty() {
        model.outbox.push(Effect::Quit);
    }
}

/// Says what an undo or a redo did, and goes there.
fn taken_back(model: &mut Model, wish: &Wish, changes: &[Change]) {
    let Some(change) = changes.first() else {
        return;
    };
    let said = &model.words.saving;
    let deed = deed::of(change, &model.board, model.words);
    let deed = match changes.len() {
        1 => deed,
        count => said.and_more(deed, count - 1),
    };
    model.say(match wish {
        Wish::Edit(_) => return,
        Wish::Undo(_) => said.undo(deed, model.keys.key(Action::Redo)),
        Wish::Redo(_) => said.redo(deed, model.keys.key(Action::Undo)),
    });
    if let Some(card) = change.card().filter(|_| model.overlays.is_empty()) {
        model.arrange(Some(card));
        model.go_to_card(card);
    }
}

/// Takes the edit under way back off the screen, says why, and gives back what was typed for it.
fn fail(model: &mut Model, failure: Failure) {
    model.leaving = false;
    let (why, clash) = match failure {
        Failure::Refused(Refusal::Clash(clash)) => (model.words.clashed(&clash), Some(clash)),
        Failure::Refused(refusal) => (model.words.refused(&refusal), None),
        Failure::Failed(why) => (model.words.why(&why), None),
    };
    let mut failed = None;
    let mut orphans = 0;
    model.beneath(Touched::default(), |_, pending, _| {
        failed = pending.pop_front();
        if let Some(failed) = &failed {
            orphans = pending::drop_orphans(pending, &failed.born);
        }
    });
    let Some(failed) = failed else {
        model.complain(why);
        return;
    };
    let said = &model.words.saving;
    let error = match (&failed.wish, orphans) {
        (Wish::Edit(_), 0) => said.not_saved(&why),
        (Wish::Edit(_), count) => said.not_saved_also(count, &why),
        (Wish::Undo(_), _) => said.not_undone(&why),
        (Wish::Redo(_), _) => said.not_redone(&why),
    };
    model.complain(error.as_str());
    // With nothing open the answer can be asked for at once; a list that opened under the keys would take them.
    let reads = |overlay: &Overlay| matches!(overlay, Overlay::Card(_));
    let idle = model.overlays.iter().all(reads) && model.typed.is_empty() && !model.holds_keys();
    match (failed.typed, failed.wish, clash) {
        (typed, Wish::Edit(edit), Some(clash)) if idle => {
            clash::open(model, edit.acts, typed, &clash)
        }
        (_, wish @ (Wish::Undo(_) | Wish::Redo(_)), Some(clash)) if idle => {
            clash::open_undo(model, &wish, &clash);
        }
        (Some((asked @ Ask::Page { .. }, text)), ..) => page::give_back(model, asked, text, &why),
        (Some((mut asked, text)), ..) => {
            ask::rehome(model, &mut asked);
            let key = model.keys.key(asked.action());
            model.keep(asked.clone(), text.clone());
            if idle {
                // Nothing else is open: the text is at hand again at once.
                ask::again(model, asked, text);
                ask::fail(model, &said.not_saved(&why));
                model.notice = None;
            } else {
                model.complain(said.words_again(error, key));
            }
        }
        (None, ..) => {}
    }
}
