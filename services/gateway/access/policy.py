"""Who may do what: one table; what does not stand in it is refused. Whose things they are is decided in the SQL."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.gateway.agency_events import SCOPES
from services.gateway.access.caller import Caller


class Action(StrEnum):
    """Everything that a door with a lock on it lets someone do."""

    READ_OWN_IDENTITY = "READ_OWN_IDENTITY"
    READ_OWN_FAMILY = "READ_OWN_FAMILY"
    REPORT_BIRTH = "REPORT_BIRTH"
    NOTIFY_BIRTH = "NOTIFY_BIRTH"
    LIST_APPLICATIONS = "LIST_APPLICATIONS"
    READ_APPLICATION = "READ_APPLICATION"
    CORRECT_APPLICATION = "CORRECT_APPLICATION"
    WITHDRAW_APPLICATION = "WITHDRAW_APPLICATION"
    SHARE_APPLICATION = "SHARE_APPLICATION"
    ANSWER_SURVEY = "ANSWER_SURVEY"
    READ_SURVEY = "READ_SURVEY"
    READ_INDICATORS = "READ_INDICATORS"
    UPLOAD_ATTACHMENT = "UPLOAD_ATTACHMENT"
    READ_DOCUMENT = "READ_DOCUMENT"
    VERIFY_RESIDENT = "VERIFY_RESIDENT"
    READ_QUEUE = "READ_QUEUE"
    READ_FILE = "READ_FILE"
    READ_WALLBOARD = "READ_WALLBOARD"
    HOLD_FILE = "HOLD_FILE"
    DECIDE = "DECIDE"
    DELEGATE = "DELEGATE"
    ANNUL_DEED = "ANNUL_DEED"
    SUBSCRIBE = "SUBSCRIBE"
    READ_FEED = "READ_FEED"
    READ_OWN_CLIENT = "READ_OWN_CLIENT"
    CHANGE_OWN_CREDENTIALS = "CHANGE_OWN_CREDENTIALS"
    ASK_FOR_PRODUCTION = "ASK_FOR_PRODUCTION"
    MANAGE_CLIENTS = "MANAGE_CLIENTS"
    COMPLAIN = "COMPLAIN"
    READ_COMPLAINTS = "READ_COMPLAINTS"
    ANSWER_COMPLAINT = "ANSWER_COMPLAINT"
    READ_OWN_ACCESS_LOG = "READ_OWN_ACCESS_LOG"
    READ_AUDIT_ENTRIES = "READ_AUDIT_ENTRIES"
    READ_USAGE_REPORT = "READ_USAGE_REPORT"
    REGISTER_TAXPAYER = "REGISTER_TAXPAYER"
    REPORT_TURNOVER = "REPORT_TURNOVER"
    FILE_OBJECTION = "FILE_OBJECTION"
    READ_OWN_TAX = "READ_OWN_TAX"
    READ_TAX_HISTORY = "READ_TAX_HISTORY"
    BRING_PAYMENT = "BRING_PAYMENT"
    SEND_RECORDINGS = "SEND_RECORDINGS"
    READ_CLEARANCE = "READ_CLEARANCE"
    READ_TAX_WORK = "READ_TAX_WORK"
    DECIDE_TAX = "DECIDE_TAX"
    ORDER_TAX = "ORDER_TAX"


CITIZEN = "WARGA"
VERIFIER = "PETUGAS:PETUGAS_VERIFIKASI"
REGISTRAR = "PETUGAS:PETUGAS_DUKCAPIL"
HEAD = "PETUGAS:KEPALA_DINAS"
ADMIN = "PETUGAS:ADMIN"
CLIENT = "KLIEN"
REPORTING_CLIENT = "KLIEN:kelahiran:lapor"
NOTIFYING_CLIENT = "KLIEN:kelahiran:beritahu"
VERIFYING_CLIENT = "KLIEN:kependudukan:verifikasi"
AUDITING_CLIENT = "KLIEN:audit:baca"
HEARING_CLIENTS = frozenset(f"KLIEN:{scope}" for scope in SCOPES)
TAX_OFFICER = "PETUGAS:PETUGAS_PAJAK"
OPD_OFFICER = "PETUGAS:PETUGAS_OPD"
BANK = "KLIEN:pajak:bayar"
RECORDER = "KLIEN:pajak:rekam"
CLEARING_CLIENT = "KLIEN:pajak:kswpd"

_CIVIL_REGISTRY = frozenset({VERIFIER, REGISTRAR, HEAD})

POLICY: Mapping[Action, frozenset[str]] = {
    Action.READ_OWN_IDENTITY: frozenset({CITIZEN}),
    Action.READ_OWN_FAMILY: frozenset({CITIZEN}),
    Action.REPORT_BIRTH: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.NOTIFY_BIRTH: frozenset({NOTIFYING_CLIENT}),
    Action.LIST_APPLICATIONS: frozenset({CITIZEN, REPORTING_CLIENT, NOTIFYING_CLIENT}),
    Action.READ_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT, NOTIFYING_CLIENT, TAX_OFFICER}) | _CIVIL_REGISTRY,
    Action.CORRECT_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.WITHDRAW_APPLICATION: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.SHARE_APPLICATION: frozenset({CITIZEN}),
    Action.ANSWER_SURVEY: frozenset({CITIZEN}),
    Action.READ_SURVEY: frozenset({HEAD}),
    Action.READ_INDICATORS: frozenset({HEAD}),
    Action.UPLOAD_ATTACHMENT: frozenset({CITIZEN, REPORTING_CLIENT}),
    Action.READ_DOCUMENT: frozenset({CITIZEN}),
    Action.VERIFY_RESIDENT: frozenset({VERIFYING_CLIENT}),
    Action.READ_QUEUE: _CIVIL_REGISTRY,
    Action.READ_FILE: _CIVIL_REGISTRY,
    Action.READ_WALLBOARD: _CIVIL_REGISTRY,
    Action.HOLD_FILE: _CIVIL_REGISTRY,
    Action.DECIDE: _CIVIL_REGISTRY,
    # Whether it is a role of their own is asked where it is given.
    Action.DELEGATE: frozenset({HEAD}),
    Action.ANNUL_DEED: frozenset({HEAD}),
    Action.SUBSCRIBE: HEARING_CLIENTS,
    Action.READ_FEED: HEARING_CLIENTS,
    Action.READ_OWN_CLIENT: frozenset({CLIENT}),
    Action.CHANGE_OWN_CREDENTIALS: frozenset({CLIENT}),
    Action.ASK_FOR_PRODUCTION: frozenset({CLIENT}),
    Action.MANAGE_CLIENTS: frozenset({ADMIN, HEAD}),
    Action.COMPLAIN: frozenset({CITIZEN}),
    Action.READ_COMPLAINTS: frozenset({HEAD, TAX_OFFICER, OPD_OFFICER}),
    Action.ANSWER_COMPLAINT: frozenset({HEAD, TAX_OFFICER, OPD_OFFICER}),
    Action.READ_OWN_ACCESS_LOG: frozenset({CITIZEN}),
    Action.READ_AUDIT_ENTRIES: frozenset({AUDITING_CLIENT, HEAD}),
    Action.READ_USAGE_REPORT: frozenset({HEAD}),
    Action.REGISTER_TAXPAYER: frozenset({CITIZEN}),
    Action.REPORT_TURNOVER: frozenset({CITIZEN}),
    Action.FILE_OBJECTION: frozenset({CITIZEN}),
    Action.READ_OWN_TAX: frozenset({CITIZEN}),
    Action.READ_TAX_HISTORY: frozenset({CITIZEN, TAX_OFFICER}),
    # Whoever brings money is a bank: no officer can mark a bill as paid.
    Action.BRING_PAYMENT: frozenset({BANK}),
    Action.SEND_RECORDINGS: frozenset({RECORDER}),
    Action.READ_CLEARANCE: frozenset({CLEARING_CLIENT}),
    Action.READ_TAX_WORK: frozenset({TAX_OFFICER}),
    Action.DECIDE_TAX: frozenset({TAX_OFFICER}),
    Action.ORDER_TAX: frozenset({TAX_OFFICER}),
}

# What a client may do without an agreement that is in force: see how it stands, and mend it.
WITHOUT_AGREEMENT = frozenset({Action.READ_OWN_CLIENT, Action.CHANGE_OWN_CREDENTIALS, Action.ASK_FOR_PRODUCTION})

# What reads the city's personal data; a client needs an agreement for it (Permendagri 102/2019).
READS_PERSONAL_DATA = frozenset({Action.VERIFY_RESIDENT, Action.READ_CLEARANCE})

# What a client of the sandbox may do; nothing of it is answered from the city's data.
IN_THE_SANDBOX = WITHOUT_AGREEMENT | {Action.VERIFY_RESIDENT, Action.SUBSCRIBE, Action.READ_FEED}

# What agencies ask for themselves: it waits for a place, so that citizens' applications never wait for it.
OF_AGENCIES = frozenset({Action.VERIFY_RESIDENT, Action.READ_CLEARANCE, Action.SUBSCRIBE, Action.READ_FEED})

# Scopes that an agency may ask for by itself; a facility's are given with its facility.
AGENCY_SCOPES = frozenset({"kependudukan:verifikasi", "pajak:kswpd", "audit:baca", *SCOPES})


def permits(caller: Caller, action: Action) -> bool:
    """Whether the table lets this caller do this."""
    return not caller.grants.isdisjoint(POLICY.get(action, frozenset()))
