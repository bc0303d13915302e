-- Cards get a checklist, comments, links, a reason why they are blocked, a lease, a source, and what tells how long
-- they have been where they are; columns and labels get colours, and columns can mean that the work is done.

ALTER TABLE board_column ADD COLUMN done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1));
-- One of the terminal's colours by its name: red, bright-red, gray, ...
ALTER TABLE board_column ADD COLUMN color TEXT CHECK (color <> '');

-- The card again, with more columns before the body, which may be long.
CREATE TABLE new_card (
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
    -- Why it cannot go on.
    blocked   TEXT    CHECK (blocked <> ''),
    -- When a worker's claim to it ends.
    lease     TEXT    CHECK (lease <> ''),
    -- Where an import took it from: trello:5f...
    source    TEXT    CHECK (source <> ''),
    -- How many changes the card has seen.
    rev       INTEGER NOT NULL DEFAULT 1,
    -- Moments: 2026-12-03T09:15:00.123Z.
    created   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    -- When it came into its column, and the one it was in before, which may be gone.
    entered   TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    previous_id  INTEGER,
    -- The highest numbers ever given to its items and comments.
    last_item    INTEGER NOT NULL DEFAULT 0,
    last_comment INTEGER NOT NULL DEFAULT 0,
    -- Markdown. Last, because it may be long.
    body      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- A card came into its column with the last change that added it or moved it from another one.
INSERT INTO new_card (id, title, column_id, rank, archived, assignee, priority, due, rev, created, updated,
                      entered, previous_id, body)
    SELECT id, title, column_id, rank, archived, assignee, priority, due, rev, created, updated,
           ifnull(arrival.at, created), arrival.previous_id, body
    FROM card
    LEFT JOIN (
        SELECT card_id, max(seq), at, json_extract(before, '$.place.column') AS previous_id
        FROM journal
        WHERE card_id IS NOT NULL
          AND (before IS NULL OR json_extract(before, '$.place.column') <> json_extract(after, '$.place.column'))
        GROUP BY card_id
    ) AS arrival ON arrival.card_id = card.id
    ORDER BY id;

CREATE TABLE new_card_label (
    card_id INTEGER NOT NULL REFERENCES new_card (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL CHECK (label <> ''),
    PRIMARY KEY (card_id, label)
) STRICT, WITHOUT ROWID;
INSERT INTO new_card_label (card_id, label) SELECT card_id, label FROM card_label;

-- Numbers are never given again, not even those of cards that are gone.
DELETE FROM sqlite_sequence WHERE name = 'new_card';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_card', seq FROM sqlite_sequence WHERE name = 'card';

-- The labels first: what is left in the old table would go with its cards.
DROP TABLE card_label;
DROP TABLE card;
ALTER TABLE new_card RENAME TO card;
ALTER TABLE new_card_label RENAME TO card_label;

CREATE INDEX card_place ON card (column_id, rank, id);
CREATE INDEX card_source ON card (source) WHERE source IS NOT NULL;
CREATE INDEX card_label_label ON card_label (label);

CREATE TABLE card_item (
    card_id  INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    -- Unique on its card.
    id       INTEGER NOT NULL,
    -- Order from top to bottom.
    position INTEGER NOT NULL DEFAULT 0,
    text     TEXT    NOT NULL,
    done     INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    PRIMARY KEY (card_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_comment (
    card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    -- Unique on its card.
    id      INTEGER NOT NULL,
    at      TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    by      TEXT    NOT NULL DEFAULT '',
    -- Markdown.
    text    TEXT    NOT NULL,
    PRIMARY KEY (card_id, id)
) STRICT;

-- What one card is to another: it blocks it, is its parent, or relates to it (then it is the one with the lower id).
CREATE TABLE card_link (
    card_id  INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    kind     TEXT    NOT NULL CHECK (kind IN ('blocks', 'parent', 'relates')),
    other_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
    PRIMARY KEY (card_id, kind, other_id),
    CHECK (card_id <> other_id),
    CHECK (kind <> 'relates' OR card_id < other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_link_other ON card_link (other_id, kind);

-- The labels that were given a colour; all others are there by being on a card.
CREATE TABLE label (
    name  TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    color TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal again, for labels too.
CREATE TABLE new_journal (
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
    -- What it is about: one of these.
    card_id   INTEGER,
    column_id INTEGER,
    label     TEXT,
    -- The touched fields as JSON objects. NULL before: it was made; NULL after: it went.
    before    TEXT    CHECK (json_valid(before)),
    after     TEXT    CHECK (json_valid(after)),
    CHECK ((card_id IS NOT NULL) + (column_id IS NOT NULL) + (label IS NOT NULL) = 1),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO new_journal (seq, at, actor, user, edit, undoes, kind, card_id, column_id, before, after)
    SELECT seq, at, actor, user, edit, undoes, kind, card_id, column_id, before, after FROM journal ORDER BY seq;
DROP TABLE journal;
ALTER TABLE new_journal RENAME TO journal;

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
CREATE TRIGGER card_label_inserted AFTER INSERT ON card_label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_label_updated  AFTER UPDATE ON card_label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_label_deleted  AFTER DELETE ON card_label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_item_inserted AFTER INSERT ON card_item BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_item_updated  AFTER UPDATE ON card_item BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_item_deleted  AFTER DELETE ON card_item BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_comment_inserted AFTER INSERT ON card_comment BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_comment_updated  AFTER UPDATE ON card_comment BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_comment_deleted  AFTER DELETE ON card_comment BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_link_inserted AFTER INSERT ON card_link BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_link_updated  AFTER UPDATE ON card_link BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER card_link_deleted  AFTER DELETE ON card_link BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER label_inserted AFTER INSERT ON label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER label_updated  AFTER UPDATE ON label BEGIN UPDATE board SET strangers = strangers + 1; END;
CREATE TRIGGER label_deleted  AFTER DELETE ON label BEGIN UPDATE board SET strangers = strangers + 1; END;

-- Who moves a card by hand need not know what else goes with it.
CREATE TRIGGER card_moved AFTER UPDATE OF column_id ON card WHEN OLD.column_id <> NEW.column_id
BEGIN
    UPDATE card SET entered = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), previous_id = OLD.column_id WHERE id = NEW.id;
END;
