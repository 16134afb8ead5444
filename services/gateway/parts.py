"""What the web process is made of, put together once; each door takes what it needs."""

from dataclasses import dataclass

from fastapi import Request

from chassis.clock import Clock, WorkingTime
from chassis.rules import Rules
from services.gateway.access.assertions import Assertions
from services.gateway.access.clients import ClientSecrets
from services.gateway.access.directory import Directory
from services.gateway.access.ledger import Ledger
from services.gateway.access.log import AccessLog
from services.gateway.access.tokens import Tokens
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.audit.reading import AuditLog
from services.gateway.clients.credentials import Credentials
from services.gateway.clients.decisions import Officers
from services.gateway.complaints.register import Complaints
from services.gateway.delegations.register import Delegations
from services.gateway.exchange.sealing import Exchange
from services.gateway.indicators.register import Indicators
from services.gateway.intake.bell import Bell
from services.gateway.intake.holds import Holds
from services.gateway.intake.numbers import TrackingNumbers
from services.gateway.intake.precheck import Precheck
from services.gateway.intake.proposals import Proposals
from services.gateway.intake.receipts import Receipts
from services.gateway.interop.history import History
from services.gateway.interop.secrets import Secrets
from services.gateway.interop.subscriptions import Subscriptions
from services.gateway.limits.addresses import AddressLimits
from services.gateway.limits.callers import CallerLimits
from services.gateway.limits.shedding import Gate
from services.gateway.limits.usage import Usage
from services.gateway.pool import Pool
from services.gateway.population.verification import Residents
from services.gateway.portal.birth.drafts import Drafts
from services.gateway.portal.birth.places import Places
from services.gateway.portal.oidc import SignIn
from services.gateway.portal.sessions import Sessions
from services.gateway.portal.wall.figures import Board
from services.gateway.portal.wall.revenue import Treasury
from services.gateway.questions.door import Door
from services.gateway.settings import WebSettings
from services.gateway.survey.answers import Survey
from services.gateway.tracking.bills import Bills
from services.gateway.tracking.documents import Documents
from services.gateway.tracking.hub import Hub
from services.gateway.tracking.reading import Applications
from services.gateway.tracking.sharing import Sharing
from services.gateway.uploads.attachments import Attachments
from services.gateway.uploads.scanner import Scanner
from services.gateway.uploads.signatures import Signatures
from services.gateway.web.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that lives as long as the process."""

    settings: WebSettings
    clock: Clock
    working_time: WorkingTime
    pool: Pool
    tokens: Tokens
    directory: Directory
    secrets: ClientSecrets
    pseudonyms: Pseudonyms
    assertions: Assertions
    credentials: Credentials
    client_officers: Officers
    exchange: Exchange
    access_log: AccessLog
    usage: Usage
    limits: CallerLimits
    agencies: Gate
    addresses: AddressLimits
    residents: Residents
    ledger: Ledger
    audit_log: AuditLog
    bell: Bell
    receipts: Receipts
    numbers: TrackingNumbers
    holds: Holds
    precheck: Precheck
    applications: Applications
    sharing: Sharing
    survey: Survey
    complaints: Complaints
    indicators: Indicators
    delegations: Delegations
    rules: Rules
    documents: Documents
    hub: Hub
    attachments: Attachments
    signatures: Signatures
    scanner: Scanner
    catalogue: Catalogue
    subscriptions: Subscriptions
    history: History
    secrets_of_webhooks: Secrets
    sessions: Sessions
    sign_in: SignIn
    drafts: Drafts
    board: Board
    treasury: Treasury
    places: Places
    city_name: str
    perizinan: Door
    dukcapil: Door
    pajak: Door
    bills: Bills
    proposals: Proposals

    def door_of(self, service: str) -> Door:
        """The door of the service that issued something."""
        return {"perizinan": self.perizinan, "dukcapil": self.dukcapil, "pajak": self.pajak}[service]


def parts_of(request: Request) -> Parts:
    """The parts of the process that serves this request."""
    parts: Parts = request.app.state.parts
    return parts
