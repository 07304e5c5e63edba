"""The registry of coded errors.

An error carries a code and fields; its sentences stand in ``assets/i18n/*/errors.json`` under the code.
Retries and screens depend on the class or the code, never on text.

    SuichaError
    ├── Invalid                  the input is wrong; sending it again changes nothing
    │   └── ChecklistInvalid, OperationInvalid, PhotoUnreadable, SoundUnreadable, EvidenceMismatch, RegisterInvalid,
    │       UsageInvalid, RecordAltered, RescueRefused, DrawFileInvalid, SeedInvalid, DrawAltered, TableUnreadable,
    │       RegisterRowsWrong, DrawRowsIncomplete, CentreAddressInvalid, PersonAmbiguous, PasswordWeak
    ├── Refused                  the caller may not do this
    │   └── SignInFailed, PinWrong, SignInPaused, TokenInvalid, AccessDenied, NotInTeam, DeviceRevoked, EnrolmentCodeInvalid
    ├── NotFound
    ├── Conflicting              the state has moved on
    │   └── InspectionFrozen, StateOutdated, DecisionStands, ConflictOpen, OperationReused, CentreSetBack, TabletSetBack,
    │       OffsetMismatch, AlreadyExists, PlaceTaken, InspectionIncomplete, QuarantineClosed, DrawImpossible, DrawOutOfTurn,
    │       RegisterMoved
    ├── Unavailable              worth another try later (``retryable``)
    │   └── CentreUnreachable, CentreSilent, CentreOutOfReach, CentreBusy, CentreFull, CentreFailed, CentreNotThere,
    │       DatabaseUnreachable, DatabaseDamaged, StorageFull, EvidenceNoRoom, StorageFailed, MemoryLow, TransferDamaged,
    │       BodySilent
    └── CentreKeyUnreadable, CentreKeyMissing, EvidenceGone, CentreMissing, DatabaseOther, DatabaseGone, DatabaseNewer,
        DatabaseOlder, DatabaseNotWritable, BackupOtherCentre, TabletDamaged, RescueKeyMissing, RescueKeyOutdated, RescueNoRoom,
        ProtocolMismatch, PortInUse, PortForbidden, HostUnusable, FolderNotWritable, FileNotWritable, FolderInUse,
        DependencyMissing, ProcessEnded
"""

from sync.errors.base import FieldValue as FieldValue
from sync.errors.base import NotFound as NotFound
from sync.errors.base import SuichaError as SuichaError
from sync.errors.base import registry as registry
from sync.errors.conflicting import AlreadyExists as AlreadyExists
from sync.errors.conflicting import CentreSetBack as CentreSetBack
from sync.errors.conflicting import Conflicting as Conflicting
from sync.errors.conflicting import ConflictOpen as ConflictOpen
from sync.errors.conflicting import DecisionStands as DecisionStands
from sync.errors.conflicting import DrawImpossible as DrawImpossible
from sync.errors.conflicting import DrawOutOfTurn as DrawOutOfTurn
from sync.errors.conflicting import InspectionFrozen as InspectionFrozen
from sync.errors.conflicting import InspectionIncomplete as InspectionIncomplete
from sync.errors.conflicting import OffsetMismatch as OffsetMismatch
from sync.errors.conflicting import OperationReused as OperationReused
from sync.errors.conflicting import PlaceTaken as PlaceTaken
from sync.errors.conflicting import QuarantineClosed as QuarantineClosed
from sync.errors.conflicting import RegisterMoved as RegisterMoved
from sync.errors.conflicting import StateOutdated as StateOutdated
from sync.errors.conflicting import TabletSetBack as TabletSetBack
from sync.errors.invalid import CentreAddressInvalid as CentreAddressInvalid
from sync.errors.invalid import ChecklistInvalid as ChecklistInvalid
from sync.errors.invalid import DrawAltered as DrawAltered
from sync.errors.invalid import DrawFileInvalid as DrawFileInvalid
from sync.errors.invalid import DrawRowsIncomplete as DrawRowsIncomplete
from sync.errors.invalid import EvidenceMismatch as EvidenceMismatch
from sync.errors.invalid import Invalid as Invalid
from sync.errors.invalid import OperationInvalid as OperationInvalid
from sync.errors.invalid import PasswordWeak as PasswordWeak
from sync.errors.invalid import PersonAmbiguous as PersonAmbiguous
from sync.errors.invalid import PhotoUnreadable as PhotoUnreadable
from sync.errors.invalid import PlanUnfit as PlanUnfit
from sync.errors.invalid import RecordAltered as RecordAltered
from sync.errors.invalid import RegisterInvalid as RegisterInvalid
from sync.errors.invalid import RegisterRowsWrong as RegisterRowsWrong
from sync.errors.invalid import RescueRefused as RescueRefused
from sync.errors.invalid import SeedInvalid as SeedInvalid
from sync.errors.invalid import SoundUnreadable as SoundUnreadable
from sync.errors.invalid import TableUnreadable as TableUnreadable
from sync.errors.invalid import UsageInvalid as UsageInvalid
from sync.errors.refused import AccessDenied as AccessDenied
from sync.errors.refused import DeviceRevoked as DeviceRevoked
from sync.errors.refused import EnrolmentCodeInvalid as EnrolmentCodeInvalid
from sync.errors.refused import NotInTeam as NotInTeam
from sync.errors.refused import PinWrong as PinWrong
from sync.errors.refused import Refused as Refused
from sync.errors.refused import SignInFailed as SignInFailed
from sync.errors.refused import SignInPaused as SignInPaused
from sync.errors.refused import TokenInvalid as TokenInvalid
from sync.errors.surroundings import BackupOtherCentre as BackupOtherCentre
from sync.errors.surroundings import CentreKeyMissing as CentreKeyMissing
from sync.errors.surroundings import CentreKeyUnreadable as CentreKeyUnreadable
from sync.errors.surroundings import CentreMissing as CentreMissing
from sync.errors.surroundings import DatabaseGone as DatabaseGone
from sync.errors.surroundings import DatabaseNewer as DatabaseNewer
from sync.errors.surroundings import DatabaseNotWritable as DatabaseNotWritable
from sync.errors.surroundings import DatabaseOlder as DatabaseOlder
from sync.errors.surroundings import DatabaseOther as DatabaseOther
from sync.errors.surroundings import DependencyMissing as DependencyMissing
from sync.errors.surroundings import EvidenceGone as EvidenceGone
from sync.errors.surroundings import FileNotWritable as FileNotWritable
from sync.errors.surroundings import FolderInUse as FolderInUse
from sync.errors.surroundings import FolderNotWritable as FolderNotWritable
from sync.errors.surroundings import HostUnusable as HostUnusable
from sync.errors.surroundings import PortForbidden as PortForbidden
from sync.errors.surroundings import PortInUse as PortInUse
from sync.errors.surroundings import ProcessEnded as ProcessEnded
from sync.errors.surroundings import ProtocolMismatch as ProtocolMismatch
from sync.errors.surroundings import RescueKeyMissing as RescueKeyMissing
from sync.errors.surroundings import RescueKeyOutdated as RescueKeyOutdated
from sync.errors.surroundings import RescueNoRoom as RescueNoRoom
from sync.errors.surroundings import TabletDamaged as TabletDamaged
from sync.errors.unavailable import BodySilent as BodySilent
from sync.errors.unavailable import CentreBusy as CentreBusy
from sync.errors.unavailable import CentreFailed as CentreFailed
from sync.errors.unavailable import CentreFull as CentreFull
from sync.errors.unavailable import CentreNotThere as CentreNotThere
from sync.errors.unavailable import CentreOutOfReach as CentreOutOfReach
from sync.errors.unavailable import CentreSilent as CentreSilent
from sync.errors.unavailable import CentreUnreachable as CentreUnreachable
from sync.errors.unavailable import DatabaseDamaged as DatabaseDamaged
from sync.errors.unavailable import DatabaseUnreachable as DatabaseUnreachable
from sync.errors.unavailable import EvidenceNoRoom as EvidenceNoRoom
from sync.errors.unavailable import MemoryLow as MemoryLow
from sync.errors.unavailable import StorageFailed as StorageFailed
from sync.errors.unavailable import StorageFull as StorageFull
from sync.errors.unavailable import TransferDamaged as TransferDamaged
from sync.errors.unavailable import Unavailable as Unavailable
