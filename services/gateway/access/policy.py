"""Who may do what: one table; what does not stand in it is refused. Whose things they are is decided in the SQL."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.gateway.agency_events import SCOPES
from services.gateway.access.caller import Caller


class Action(StrEnum):
    """Everything that a door with a lock on it lets someone do."""

    READ_OWN_IDENTITY = "READ_OWN_IDENTITY"
    REPORT_BIRTH = "REPORT_BIRTH"
    NOTIFY_BIRTH = "NOTIFY_BIRTH"
    LIST_APPLICATIONS = "LIST_APPLICATIONS"
    READ_APPLICATION = "READ_APPLICATION"
    CORRECT_APPLICATION = "CORRECT_APPLICATION"
    WITHDRAW_APPLICATION = "WITHDRAW_APPLICATION"
    UPLOAD_ATTACHMENT = "UPLOAD_ATTACHMENT"
    READ_DOCUMENT = "READ_DOCUMENT"
    VERIFY_RESIDENT = "VERIFY_RESIDENT"
    READ_QUEUE = "READ_QUEUE"
    READ_FILE = "READ_FILE"
    DECIDE = "DECIDE"
    ANNUL_DEED = "ANNUL_DEED"
    SUBSCRIBE = "SUBSCRIBE"
    READ_FEED = "READ_FEED"


CITIZEN = "WARGA"
VERIFIER = "PETUGAS:PETUGAS_VERIFIKASI"
REGISTRAR = "PETUGAS:PETUGAS_DUKCAPIL"
HEAD = "PETUGAS:KEPALA_DINAS"
REPORTING_CLIENT = "KLIEN:kelahiran:lapor"
NOTIFYING_CLIENT = "KLIEN:kelahiran:beritahu"
VERIFYING_CLIENT = "KLIEN:kependudukan:verifikasi"
HEARING_CLIENTS = frozenset(f"KLIEN:{scope}" for scope in SCOPES)

_CIVIL_REGISTRY = frozenset({VERIFIER, REGISTRAR, HEAD})

POLICY: Mapping[Action, frozenset[str]] = {
    Action.READ_OWN_IDENTITY: frozenset({CITIZEN}),
    Action.REPORT_BIRTH: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.NOTIFY_BIRTH: frozenset({NOTIFYING_CLIENT}),
    Action.LIST_APPLICATIONS: frozenset({CITIZEN, REPORTING_CLIENT, NOTIFYING_CLIENT}),
    Action.READ_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT, NOTIFYING_CLIENT}) | _CIVIL_REGISTRY,
    Action.CORRECT_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.WITHDRAW_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.UPLOAD_ATTACHMENT: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.READ_DOCUMENT: frozenset({CITIZEN}),
    Action.VERIFY_RESIDENT: frozenset({VERIFYING_CLIENT}),
    Action.READ_QUEUE: _CIVIL_REGISTRY,
    Action.READ_FILE: _CIVIL_REGISTRY,
    Action.DECIDE: _CIVIL_REGISTRY,
    Action.ANNUL_DEED: frozenset({HEAD}),
    Action.SUBSCRIBE: HEARING_CLIENTS,
    Action.READ_FEED: HEARING_CLIENTS,
}


def permits(caller: Caller, action: Action) -> bool:
    """Whether the table lets this caller do this."""
    return not caller.grants.isdisjoint(POLICY.get(action, frozenset()))
