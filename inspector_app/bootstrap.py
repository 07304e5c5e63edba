"""The only place where the tablet's adapters are wired."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspector_app.services.annotating import AnnotatingService
from inspector_app.services.assignments import AssignmentService
from inspector_app.services.backlog import BacklogService
from inspector_app.services.display import DisplayService
from inspector_app.services.documents import DocumentService
from inspector_app.services.enrolment import EnrolmentService
from inspector_app.services.inspections import InspectionService
from inspector_app.services.photos import MakeEvidence, PhotoService
from inspector_app.services.place import PlaceService
from inspector_app.services.previous import PreviousService
from inspector_app.services.reporting import ReportService
from inspector_app.services.rescue import RescueService
from inspector_app.services.sign_in import SignInService
from inspector_app.services.signing import SigningService
from inspector_app.services.sync import Schedule, SyncService
from inspector_app.services.sync_log import SyncLog
from inspector_app.services.unfinished import Unfinished
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.backlog import StoreBacklog
from inspector_app.store.database import TabletDatabase
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.identity import StoreIdentity, StorePreferences
from inspector_app.store.queue import StoreQueue
from inspector_app.store.records import StoreRecords
from inspector_app.store.rescue_packing import FolderPacker
from inspector_app.store.space import free_space_at
from inspector_app.store.sync_log import StoreSyncLog
from sync.client.http_centre import HttpCentre
from sync.domain.clock import Clock, SystemClock
from sync.domain.ids import IdMaker
from sync.imaging.evidence import make_evidence
from sync.protocol.calls import TabletCalls


@dataclass(frozen=True, slots=True)
class Tablet:
    """All use cases of one tablet's data folder."""

    assignments: AssignmentService
    inspections: InspectionService
    photos: PhotoService
    annotating: AnnotatingService
    previous: PreviousService
    documents: DocumentService
    signing: SigningService
    sign_in: SignInService
    place: PlaceService
    display: DisplayService
    enrolment: EnrolmentService
    rescue: RescueService
    sync: SyncService
    sync_log: SyncLog
    backlog: BacklogService
    close: Callable[[], None]


def connect_over_http(centre_url: str, token: str | None) -> TabletCalls:
    """The centre at an address."""
    return HttpCentre(centre_url, token)


def open_tablet(
    data: Path,
    connect: Callable[[str, str | None], TabletCalls] = connect_over_http,
    clock: Clock | None = None,
    schedule: Schedule | None = None,
    make_evidence: MakeEvidence = make_evidence,
) -> Tablet:
    """Open the data folder of a tablet, migrating it when needed. Raises FolderNotWritable, TabletDamaged.

    Measurements pass a ``make_evidence`` of their own, whose copies have the size they ask for. Nothing runs in the
    background until ``sync.start()``.
    """
    clock = clock or SystemClock()
    ids = IdMaker(clock)
    database = TabletDatabase(data)
    folder = EvidenceFolder(data / "evidence")
    records = StoreRecords(database, ids, clock)
    preferences = StorePreferences(database)
    identity = StoreIdentity(database)
    arrivals = ArrivalFolder(data / "arrivals", folder, records.names_file)
    inspections = InspectionService(records, clock)
    runs = SyncLog(StoreSyncLog(database), clock)
    queue = StoreQueue(database, folder, clock)
    photos = PhotoService(records, folder, arrivals, make_evidence, ids, clock, preferences)
    left = photos.left_behind
    backlog = BacklogService(StoreBacklog(database), Unfinished(left, arrivals, records))
    reports = ReportService(free_space_at(data), queue.backlog, queue.mistrusts_rescue_key, clock)
    sync = SyncService(
        identity.device,
        connect,
        queue,
        runs,
        reports,
        preferences,
        clock,
        schedule,
        photos.left_behind.recover,
        backlog.kept_back,
    )
    return Tablet(
        assignments=AssignmentService(records),
        inspections=inspections,
        signing=SigningService(records, inspections.sheet, ids, preferences),
        photos=photos,
        annotating=AnnotatingService(records, folder, preferences, ids),
        documents=DocumentService(inspections.sheet, folder),
        previous=PreviousService(folder, identity.device, connect),
        sign_in=SignInService(records, preferences, clock),
        place=PlaceService(preferences),
        display=DisplayService(preferences),
        enrolment=EnrolmentService(identity, connect, ids, preferences, sync.at_rest),
        backlog=backlog,
        rescue=RescueService(FolderPacker(data, clock), data / "rescue", clock),
        sync_log=runs,
        sync=sync,
        close=database.close,
    )
