-- The present: one row a column, one row a card. The past: the journal. Both are written in the same transaction.

CREATE TABLE board (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    title    TEXT    NOT NULL,
    created  TEXT    NOT NULL,
    -- Rows written by anything but walboard (triggers below count them): a reader that sees this number move reads
    -- the board again whole, because the journal does not tell what happened.
    strangers INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE board_column (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT    NOT NULL CHECK (name <> ''),
    -- Most cards that should stand here at a time (WIP limit).
    "limit" INTEGER CHECK ("limit" >= 0),
    -- Order from left to right, compared as bytes.
    rank  TEXT    NOT NULL
) STRICT;

CREATE TABLE card (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    title     TEXT    NOT NULL CHECK (title <> ''),
    column_id INTEGER NOT NULL REFERENCES board_column (id),
    -- Order from top to bottom, compared as bytes; cards of one rank stand in the order of their ids.
    rank      TEXT    NOT NULL DEFAULT 'a0',
    archived  INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    assignee  TEXT    CHECK (assignee <> ''),
    priority  TEXT    CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    -- A day: 2026-12-03.
    due       TEXT    CHECK (due IS date(due)),
    -- How many changes the card has seen.
    rev       INTEGER NOT NULL DEFAULT 1,
    -- Moments: 2026-12-03T09:15:00.123Z.
    created   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    -- Markdown. Last, because it may be long.
    body      TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX card_place ON card (column_id, rank, id);

CREATE TABLE card_label (
    card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL CHECK (label <> ''),
    PRIMARY KEY (card_id, label)
) STRICT, WITHOUT ROWID;

-- What happened, in commit order, never rewritten.
CREATE TABLE journal (
    -- Counts from 1 without gaps.
    seq       INTEGER PRIMARY KEY,
    at        TEXT    NOT NULL,
    -- The name worked under, and the operating system's user behind it.
    actor     TEXT    NOT NULL,
    user      TEXT    NOT NULL,
    -- The edit it came from; an edit sent twice under one name is applied once.
    edit      TEXT    NOT NULL,
    -- The edit that this one took back.
    undoes    TEXT,
    -- A word for people and scripts: add, edit, move, archive, column add, ...
    kind      TEXT    NOT NULL,
    card_id   INTEGER,
    column_id INTEGER,
    -- The touched fields as JSON objects. NULL before: it was made; NULL after: it went.
    before    TEXT    CHECK (json_valid(before)),
    after     TEXT    CHECK (json_valid(after)),
    CHECK ((card_id IS NULL) <> (column_id IS NULL)),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX journal_edit ON journal (edit);
CREATE INDEX journal_card ON journal (card_id, seq) WHERE card_id IS NOT NULL;
CREATE INDEX journal_actor ON journal (actor, seq);

CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;

CREATE TRIGGER card_inserted AFTER INSERT ON card BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_updated  AFTER UPDATE ON card BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_deleted  AFTER DELETE ON card BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER label_inserted AFTER INSERT ON card_label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER label_deleted  AFTER DELETE ON card_label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER column_inserted AFTER INSERT ON board_column BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER column_updated  AFTER UPDATE ON board_column BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER column_deleted  AFTER DELETE ON board_column BEGIN UPDATE board SET strangers = strangers + 1; END;
