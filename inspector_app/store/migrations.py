"""The tablet's schema: ordered, named, append-only. A released migration is never edited; the next one follows it."""

from hashlib import sha256

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from sync.domain.chain import NOTHING_BEFORE, link

migrations = Migrations("tablet")


def _run(database: Database, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            database.execute(statement)


@migrations()
def m001_first_schema(database: Database) -> None:
    """Identity, registers, inspections with their history, outbox and evidence."""
    _run(
        database,
        """
    CREATE TABLE device (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id BLOB NOT NULL CHECK (length(id) = 16),
        name TEXT NOT NULL,
        centre_url TEXT NOT NULL,
        centre_name TEXT NOT NULL,
        token TEXT NOT NULL
    ) STRICT;

    CREATE TABLE preferences (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE people (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        name TEXT NOT NULL,
        duty TEXT NOT NULL CHECK (duty IN ('officer', 'expert')),
        pin_verifier TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1))
    ) STRICT;

    CREATE TABLE checklists (
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id, version)
    ) STRICT;

    CREATE TABLE assignments (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL UNIQUE CHECK (length(inspection_id) = 16),
        due_on TEXT NOT NULL,
        document TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT;

    CREATE TABLE inspections (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        assignment_id BLOB NOT NULL,
        checklist_id TEXT NOT NULL,
        checklist_version TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('in_progress', 'submitted', 'returned', 'accepted')),
        state_rev INTEGER NOT NULL CHECK (state_rev > 0),
        started_at TEXT NOT NULL,
        started_by BLOB NOT NULL,
        submitted_at TEXT,
        returned TEXT,
        refusal TEXT,
        centre_head TEXT
    ) STRICT;

    CREATE TABLE results (
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        value TEXT NOT NULL,
        revision BLOB NOT NULL,
        author BLOB NOT NULL,
        at TEXT NOT NULL,
        centre_result TEXT,
        contested TEXT,
        PRIMARY KEY (inspection_id, item_code)
    ) STRICT;

    CREATE TABLE result_revisions (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        value TEXT NOT NULL,
        before TEXT NOT NULL,
        author BLOB NOT NULL,
        at TEXT NOT NULL,
        undoes BLOB UNIQUE REFERENCES result_revisions (id)
    ) STRICT;
    CREATE INDEX result_revisions_by_inspection ON result_revisions (inspection_id, id);

    CREATE TABLE drafts (
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        field TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (inspection_id, item_code, field)
    ) STRICT;

    CREATE TABLE photos (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        facts TEXT NOT NULL,
        copy_sha256 TEXT NOT NULL,
        original_sha256 TEXT NOT NULL,
        author BLOB NOT NULL,
        here INTEGER NOT NULL CHECK (here IN (0, 1)),
        added_by BLOB REFERENCES outbox (op_id),
        removed_at TEXT
    ) STRICT;
    CREATE INDEX photos_by_inspection ON photos (inspection_id, id);

    CREATE TABLE evidence (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        role TEXT NOT NULL CHECK (role IN ('copy', 'original')),
        size INTEGER NOT NULL CHECK (size > 0),
        photo_id BLOB NOT NULL REFERENCES photos (id),
        originals TEXT NOT NULL CHECK (originals IN ('always', 'unmetered', 'on_demand')),
        wanted INTEGER NOT NULL DEFAULT 0 CHECK (wanted IN (0, 1)),
        stored_at TEXT,
        trouble TEXT
    ) STRICT;
    CREATE INDEX evidence_waiting ON evidence (role, photo_id) WHERE stored_at IS NULL;

    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        op_id BLOB NOT NULL UNIQUE CHECK (length(op_id) = 16),
        kind TEXT NOT NULL,
        subject BLOB NOT NULL,
        item_code TEXT,
        line BLOB NOT NULL,
        status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'hold', 'applied', 'conflict', 'rejected')),
        code TEXT,
        answered_at TEXT
    ) STRICT;
    CREATE INDEX outbox_queued ON outbox (seq) WHERE status IN ('queued', 'hold');
    CREATE INDEX outbox_open_by_subject ON outbox (subject, item_code) WHERE status IN ('queued', 'hold');
    """,
    )


@migrations()
def m002_signatures(database: Database) -> None:
    """Signatures on inspections, by the operation that brought them."""
    _run(
        database,
        """
    CREATE TABLE signatures (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL,
        signature TEXT NOT NULL,
        author BLOB NOT NULL,
        at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX signatures_by_inspection ON signatures (inspection_id, at);
    """,
    )


@migrations()
def m003_chain(database: Database) -> None:
    """The chain of this tablet's operations, also through those from before; the centre's key, and its receipts."""
    _run(
        database,
        """
    ALTER TABLE outbox ADD COLUMN link TEXT NOT NULL DEFAULT '';
    ALTER TABLE device ADD COLUMN centre_key TEXT NOT NULL DEFAULT '';
    CREATE TABLE receipts (
        device_id BLOB NOT NULL CHECK (length(device_id) = 16),
        seq INTEGER NOT NULL CHECK (seq > 0),
        link TEXT NOT NULL,
        received_at TEXT NOT NULL,
        key_id TEXT NOT NULL,
        signature TEXT NOT NULL,
        PRIMARY KEY (device_id, seq, link)
    ) STRICT;
    """,
    )
    before = NOTHING_BEFORE
    for seq, line in database.execute("SELECT seq, line FROM outbox ORDER BY seq").fetchall():
        before = link(before, sha256(line).hexdigest())
        database.execute("UPDATE outbox SET link = ? WHERE seq = ?", (before, seq))


@migrations()
def m004_histories(database: Database) -> None:
    """What came before at the compounds of the assignments. ``settled``: the small picture is here, or was not to be had."""
    _run(
        database,
        """
    CREATE TABLE histories (
        assignment_id BLOB PRIMARY KEY CHECK (length(assignment_id) = 16),
        document TEXT NOT NULL
    ) STRICT;

    CREATE TABLE previous_photos (
        assignment_id BLOB NOT NULL,
        photo_id BLOB NOT NULL CHECK (length(photo_id) = 16),
        settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
        PRIMARY KEY (assignment_id, photo_id)
    ) STRICT;
    CREATE INDEX previous_photos_by_photo ON previous_photos (photo_id);
    """,
    )


@migrations()
def m005_queue_in_sight(database: Database) -> None:
    """How often each thing was tried and what came of it, a log of the syncs, and values in conflict one by one with their
    authors (before, one per item and without an author)."""
    _run(
        database,
        """
    ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0);
    ALTER TABLE evidence ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0);
    ALTER TABLE evidence ADD COLUMN code TEXT;
    CREATE INDEX outbox_rejected ON outbox (subject, seq) WHERE status = 'rejected';
    CREATE INDEX evidence_troubled ON evidence (photo_id) WHERE trouble IS NOT NULL;

    CREATE TABLE sync_log (
        id INTEGER PRIMARY KEY,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        times INTEGER NOT NULL CHECK (times > 0),
        counts TEXT NOT NULL,
        code TEXT
    ) STRICT;

    CREATE TABLE contested (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        value TEXT NOT NULL,
        author BLOB NOT NULL,
        at TEXT NOT NULL,
        settled_by BLOB
    ) STRICT;
    CREATE INDEX contested_by_item ON contested (inspection_id, item_code);

    INSERT INTO contested (id, inspection_id, item_code, value, author, at)
        SELECT change.id, change.inspection_id, change.item_code, change.value, change.author, change.at
        FROM results JOIN result_revisions AS change USING (inspection_id, item_code)
        JOIN outbox ON outbox.op_id = change.id AND outbox.status = 'conflict'
        WHERE results.contested IS NOT NULL AND change.at = json_extract(results.contested, '$.at');
    ALTER TABLE results DROP COLUMN contested;
    """,
    )


@migrations()
def m006_verdicts(database: Database) -> None:
    """What an administrator decided, for good, about a line that the centre had turned down; ``verdict_seen``: somebody here has
    read it."""
    _run(
        database,
        """
    ALTER TABLE outbox ADD COLUMN verdict TEXT;
    ALTER TABLE outbox ADD COLUMN verdict_seen INTEGER NOT NULL DEFAULT 0 CHECK (verdict_seen IN (0, 1));
    """,
    )


@migrations()
def m007_lighter_history(database: Database) -> None:
    """An answer writes to fewer places: the history is one tree by id, and only undoings are looked up by what they undo."""
    _run(
        database,
        """
    CREATE TABLE history_by_id (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        inspection_id BLOB NOT NULL,
        item_code TEXT NOT NULL,
        value TEXT NOT NULL,
        before TEXT NOT NULL,
        author BLOB NOT NULL,
        at TEXT NOT NULL,
        undoes BLOB REFERENCES history_by_id (id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO history_by_id SELECT id, inspection_id, item_code, value, before, author, at, undoes
        FROM result_revisions ORDER BY id;
    DROP TABLE result_revisions;
    ALTER TABLE history_by_id RENAME TO result_revisions;
    CREATE UNIQUE INDEX result_revisions_undoing ON result_revisions (undoes) WHERE undoes IS NOT NULL;
    """,
    )


@migrations()
def m008_owed_files(database: Database) -> None:
    """``owed``: the centre had this file and has lost it; it goes there again, whatever became of its photo since."""
    _run(database, "ALTER TABLE evidence ADD COLUMN owed INTEGER NOT NULL DEFAULT 0 CHECK (owed IN (0, 1))")
