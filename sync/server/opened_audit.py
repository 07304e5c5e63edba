"""The audit of a centre, and nothing else of it: nothing is made, upgraded or begun, so that read-only media do as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.domain.clock import SystemClock
from sync.server.auditing.centre_audit import Audit
from sync.server.migrations.runner import has_centre, migrate
from sync.server.repositories.auditing import AuditTables
from sync.server.repositories.centre_keys import CentreKeyTables
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.records import RecordTables
from sync.server.services.belonging import see_that_they_belong_together
from sync.server.services.campaigns import CampaignFolders
from sync.server.services.countersigning import open_key
from sync.server.services.records import Records
from sync.server.services.rescue_key import open_rescue_key
from sync.server.services.succession import former_keys
from sync.server.settings import Settings
from sync.verifying.keys import key_of


@contextmanager
def opened_audit(settings: Settings) -> Iterator[Audit]:
    """Beside a centre that may serve the same data. Raises CentreMissing, DatabaseOther, DatabaseGone, DatabaseOlder,
    DatabaseNotWritable where it cannot be read without writing, CentreKeyMissing, CentreKeyUnreadable, and as ``migrate``.
    """
    database = CentreDatabase(settings.url, only_reads=True)
    try:
        see_that_they_belong_together(settings.data, database.place(settings.data), has_centre(database), may_begin=False)
        migrate(database, may_upgrade=False)
        yield _audit_of(settings, database)
    finally:
        database.close()


def _audit_of(settings: Settings, database: CentreDatabase) -> Audit:
    key = open_key(settings.data, handed_out=True)
    open_rescue_key(settings.data, key, handed_out=True)  # a backup without it is not whole

    def path_of(sha256: str) -> Path:
        return settings.evidence / sha256[:2] / sha256

    former = former_keys(CentreKeyTables(database), key)
    records = Records(RecordTables(database), path_of, key, SystemClock(), former)
    given = key_of(key.public).with_former(former)
    return Audit(AuditTables(database), records, path_of, CampaignFolders(settings.draws), given)
