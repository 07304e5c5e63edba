"""A centre, wired: database, use cases, evidence. The HTTP app and the command line both start from here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.domain.clock import Clock, SystemClock
from sync.domain.ids import IdMaker
from sync.domain.receipts import FormerKey
from sync.durable import make_folder
from sync.errors import FolderNotWritable
from sync.server.auditing.centre_audit import Audit
from sync.server.migrations.runner import has_centre, migrate
from sync.server.public.draws import DrawDisclosures
from sync.server.repositories.access import AccessTables
from sync.server.repositories.auditing import AuditTables
from sync.server.repositories.campaigns import CampaignTables
from sync.server.repositories.centre_keys import CentreKeyTables
from sync.server.repositories.draw_registers import DrawRegisterTables
from sync.server.repositories.drawn_visits import DrawnVisitTables
from sync.server.repositories.draws import DrawTables
from sync.server.repositories.engine import CentreDatabase
from sync.server.repositories.evidence import EvidenceTables
from sync.server.repositories.extra_files import ExtraFileTables
from sync.server.repositories.history import PreviousPhotoTables
from sync.server.repositories.intake import IntakeTables
from sync.server.repositories.lives import Lives
from sync.server.repositories.public_draws import PublicDrawTables
from sync.server.repositories.pulling import Pulling
from sync.server.repositories.quarantine import QuarantineTables
from sync.server.repositories.receipts import PromiseTables
from sync.server.repositories.records import RecordTables
from sync.server.repositories.recusals import RecusalTables
from sync.server.repositories.register_files import RegisterFileTables
from sync.server.repositories.registers import RegisterTables
from sync.server.repositories.releasing import Releases
from sync.server.repositories.rescue import RescueTables
from sync.server.repositories.reviews import ReviewTables
from sync.server.repositories.tablets import TabletTables
from sync.server.services.access import Access
from sync.server.services.backups import Backups
from sync.server.services.belonging import note_database, see_that_they_belong_together
from sync.server.services.campaigns import CampaignFolders, Campaigns
from sync.server.services.countersigning import CentreKey, open_key
from sync.server.services.draws import Draws
from sync.server.services.events import Announcements
from sync.server.services.evidence import EvidenceStore
from sync.server.services.extra_files import ExtraFiles
from sync.server.services.intake import MOST_TOGETHER, Intake
from sync.server.services.previous import PreviousPhotos
from sync.server.services.printing import Printing
from sync.server.services.promises import Promises
from sync.server.services.quarantine import Quarantine
from sync.server.services.records import Records
from sync.server.services.recusals import Recusals
from sync.server.services.register_files import RegisterFiles
from sync.server.services.registers import Registers
from sync.server.services.rescue_files import RescueFiles
from sync.server.services.rescue_key import RescueKeyPair, open_rescue_key
from sync.server.services.rescuing import Rescuing
from sync.server.services.reviews import Reviews
from sync.server.services.succession import KeyRepository, former_keys, note_key
from sync.server.services.tablets import Tablets
from sync.server.services.thumbnails import Pictures
from sync.server.services.visits import Visits
from sync.server.settings import Settings
from sync.server.waiting import WaitingBodies
from sync.verifying.keys import key_of


@dataclass(frozen=True, slots=True)
class Centre:
    """All use cases of one centre. ``database`` is for whoever adds repositories of their own (public pages)."""

    access: Access
    promises: Promises
    intake: Intake
    news: Pulling
    evidence: EvidenceStore
    reviews: Reviews
    pictures: Pictures
    previous_photos: PreviousPhotos
    records: Records
    printing: Printing
    registers: Registers
    register_files: RegisterFiles
    campaigns: Campaigns
    extra_files: ExtraFiles
    draws: Draws
    visits: Visits
    recusals: Recusals
    tablets: Tablets
    quarantine: Quarantine
    announcements: Announcements
    key: CentreKey
    former_keys: tuple[FormerKey, ...]
    rescue_key: RescueKeyPair
    rescuing: Rescuing
    backups: Backups
    audit: Audit
    database: CentreDatabase
    waiting: WaitingBodies
    waiting_batches: WaitingBodies
    clock: Clock
    public_draws: DrawDisclosures
    is_new: bool
    """Nothing was here before."""
    close: Callable[[], None]


def open_centre(
    settings: Settings,
    clock: Clock | None = None,
    may_begin: bool = True,
    may_renew_keys: bool = False,
) -> Centre:
    """Open a centre; a new one where there is none and it ``may_begin``. Its database is brought to the present schema. Keys that
    tablets hold the other half of are made anew only where that is wished for (``may_renew_keys``).

    Raises CentreMissing, DatabaseOther, DatabaseGone, FolderNotWritable, CentreKeyMissing, CentreKeyUnreadable, UsageInvalid for
    what is no database's address, and as ``migrate``.
    """
    clock = clock or SystemClock()
    database, is_new = _database_of(settings, may_begin)
    tables = AccessTables(database)
    key, rescue_key = _keys_of(settings, CentreKeyTables(database), may_renew_keys or not tables.has_devices(), clock)
    former = former_keys(CentreKeyTables(database), key)
    ids = IdMaker(clock)
    announcements = Announcements()
    access = Access(tables, clock, settings.centre_name, announcements.dismiss, key.public.public_key, rescue_key.public)
    with _writing_in(settings.data):
        evidence = EvidenceStore(settings.evidence, EvidenceTables(database, clock), announcements.publish)
        pictures = Pictures(evidence, settings.data / "thumbnails")
    intake = IntakeTables(database, ids, clock)
    taking = Intake(intake, announcements.publish, key, clock)
    releases = Releases(database, ids, announcements.publish)
    folders, drawn = CampaignFolders(settings.draws), DrawTables(database)
    campaigns = Campaigns(CampaignTables(database, ids), drawn, releases, folders, announcements.publish, clock)
    records = Records(RecordTables(database), evidence.path_of, key, clock, former)
    return Centre(
        access=access,
        promises=Promises(PromiseTables(database)),
        intake=taking,
        news=Pulling(database, releases, Lives(database, clock)),
        evidence=evidence,
        reviews=Reviews(ReviewTables(database), announcements.publish, clock),
        pictures=pictures,
        previous_photos=PreviousPhotos(PreviousPhotoTables(database), pictures),
        records=records,
        printing=Printing(records, evidence.path_of),
        registers=Registers(RegisterTables(database, clock), access),
        register_files=RegisterFiles(RegisterFileTables(database, ids, clock)),
        campaigns=campaigns,
        extra_files=ExtraFiles(ExtraFileTables(database, ids), campaigns, announcements.publish, clock),
        visits=Visits(DrawnVisitTables(database), campaigns, releases, folders, clock),
        draws=Draws(drawn, DrawRegisterTables(database), campaigns, releases, folders, announcements.publish, clock),
        recusals=Recusals(RecusalTables(database), ids, clock),
        tablets=Tablets(TabletTables(database), access, announcements.publish, clock),
        quarantine=Quarantine(QuarantineTables(database, intake), announcements.publish, clock),
        announcements=announcements,
        key=key,
        former_keys=former,
        rescue_key=rescue_key,
        rescuing=Rescuing(RescueFiles(settings.data / "rescues"), RescueTables(database), taking, evidence, rescue_key, clock),
        backups=Backups(settings.data, database),
        audit=Audit(AuditTables(database), records, evidence.path_of, folders, key_of(key.public).with_former(former)),
        database=database,
        waiting=WaitingBodies(settings.data),
        waiting_batches=WaitingBodies(settings.data, hands=2 * MOST_TOGETHER),
        clock=clock,
        public_draws=DrawDisclosures(PublicDrawTables(database), folders, clock),
        is_new=is_new,
        close=database.close,
    )


def _database_of(settings: Settings, may_begin: bool) -> tuple[CentreDatabase, bool]:
    """The database, migrated, once it is sure that it belongs to the folder; and whether nothing was there before."""
    database = CentreDatabase(settings.url)
    place = database.place(settings.data)
    is_new = not has_centre(database)
    see_that_they_belong_together(settings.data, place, not is_new, may_begin)
    with _writing_in(settings.data):
        make_folder(settings.evidence)
    migrate(database)
    with _writing_in(settings.data):
        note_database(settings.data, place)
    return database, is_new


def _keys_of(settings: Settings, on_record: KeyRepository, may_renew: bool, clock: Clock) -> tuple[CentreKey, RescueKeyPair]:
    """The centre's two keys, the one that it signs with on record."""
    with _writing_in(settings.data):
        key = open_key(settings.data, handed_out=not may_renew)
        rescue_key = open_rescue_key(settings.data, key, handed_out=not may_renew)
    note_key(on_record, key, may_renew, clock.now())
    return key, rescue_key


@contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error
