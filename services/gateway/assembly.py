"""How the parts of the web process are put together from its settings."""

from chassis.city import Cities
from chassis.clock import SystemClock
from chassis.documents.authority import root_certificate
from chassis.documents.store import DocumentStore
from chassis.rules import Rules
from chassis.tokens import Minter
from contracts.gateway.audit import KunciAudit
from services.gateway.access.assertions import Assertions
from services.gateway.access.clients import ClientSecrets
from services.gateway.access.directory import Directory
from services.gateway.access.ledger import Ledger
from services.gateway.access.log import AccessLog
from services.gateway.access.tokens import Tokens
from services.gateway.audit.note import origin_of, public_key, verifier_key
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.audit.reading import AuditLog
from services.gateway.clients.credentials import Credentials
from services.gateway.clients.decisions import Officers
from services.gateway.clients.key_sets import KeySets
from services.gateway.complaints.register import Complaints
from services.gateway.delegations.register import Delegations
from services.gateway.exchange.receipts import ExchangeReceipts
from services.gateway.exchange.sealing import Exchange
from services.gateway.exchange.signatures import Signer
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
from services.gateway.parts import Parts
from services.gateway.pool import Pool
from services.gateway.population.guessing import Guessing
from services.gateway.population.verification import Residents
from services.gateway.portal.birth.drafts import Drafts
from services.gateway.portal.birth.places import Places
from services.gateway.portal.oidc import SignIn
from services.gateway.portal.sessions import Sessions
from services.gateway.portal.wall.figures import Board
from services.gateway.portal.wall.revenue import Treasury
from services.gateway.questions.door import Door
from services.gateway.questions.outside import Outside
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
from services.gateway.web.catalogue import PUBLISHED, Catalogue


def assemble(settings: WebSettings) -> Parts:
    """Everything, none of it open yet."""
    city = Cities.load(settings.cities_dir, [settings.city]).get(settings.city)
    url = settings.database_url.get_secret_value()
    pool = Pool(url)
    bell = Bell(pool)
    pseudonyms = Pseudonyms.load(settings.pseudonym_key)
    clock = SystemClock(city.zone)
    receipts = Receipts(pool, bell)
    minter = Minter(settings.internal_key)
    credentials = Credentials(pool, KeySets(Outside()))
    audiences = frozenset({settings.public_url, f"{settings.public_url}/oauth2/token"})
    perizinan = Door("perizinan", settings.perizinan_url, minter)
    dukcapil = Door("dukcapil", settings.dukcapil_url, minter)
    ledger = AccessLog(pool, pseudonyms, clock)
    usage = Usage(pool)
    pajak = Door("pajak", settings.pajak_url, minter)
    rules = Rules.load(settings.cities_dir)
    tokens = Tokens.load(settings.token_key, address=settings.public_url, demo=settings.terpadu_demo)
    return Parts(
        settings=settings,
        clock=clock,
        working_time=city.working_time,
        pool=pool,
        tokens=tokens,
        directory=Directory(pool, city.zone),
        secrets=ClientSecrets(pool),
        pseudonyms=pseudonyms,
        access_log=ledger,
        usage=usage,
        limits=CallerLimits(usage, clock.now, city.zone),
        agencies=Gate(),
        addresses=AddressLimits(settings.registrations_per_hour),
        residents=Residents(dukcapil, ledger, Guessing()),
        assertions=Assertions(pool, credentials, audiences=audiences),
        credentials=credentials,
        client_officers=Officers(receipts, pseudonyms, clock),
        ledger=Ledger(pool, pseudonyms),
        audit_log=AuditLog(pool, _audit_key(settings)),
        exchange=Exchange(credentials, ExchangeReceipts(pool), Signer(tokens.key), settings.public_url),
        bell=bell,
        receipts=receipts,
        numbers=TrackingNumbers(pool, settings.city),
        holds=Holds(pool),
        precheck=Precheck(perizinan, dukcapil),
        applications=Applications(pool),
        survey=Survey(pool),
        complaints=Complaints(pool, receipts, pseudonyms),
        delegations=Delegations(pool, receipts, pseudonyms),
        indicators=Indicators(pool, rules, settings.city, city.zone),
        rules=rules,
        sharing=Sharing(pool, settings.share_link_days),
        documents=Documents(pool),
        hub=Hub(url),
        attachments=Attachments(pool, receipts, DocumentStore(settings.storage_url)),
        catalogue=Catalogue.load(PUBLISHED),
        subscriptions=Subscriptions(pool),
        history=History(pool, synthetic=settings.terpadu_demo),
        secrets_of_webhooks=Secrets.load(settings.webhook_key),
        signatures=Signatures(root_certificate(settings.signing_dir)),
        scanner=Scanner(settings.public_url),
        sessions=Sessions(pool),
        sign_in=SignIn(settings),
        drafts=Drafts(pool),
        board=Board(pool, (perizinan, dukcapil, pajak), settings.city, city.zone),
        treasury=Treasury(pajak, rules, settings.city),
        places=Places(pool),
        city_name=city.name,
        perizinan=perizinan,
        dukcapil=dukcapil,
        pajak=pajak,
        bills=Bills(pool, pajak, clock),
        proposals=Proposals(pool, receipts, pseudonyms),
    )


def _audit_key(settings: WebSettings) -> KunciAudit:
    origin = origin_of(settings.public_url)
    return KunciAudit(asal=origin, kunci_pemeriksa=verifier_key(public_key(settings.audit_public_key), origin))
