"""What one address may do of which nobody has said who it is: ask, register, fail, and look for codes."""

from ipaddress import IPv6Address, ip_address, ip_network

from services.gateway.limits.buckets import Buckets, Verdict
from services.gateway.web.problems import Problem

REQUESTS = 2_000
REQUESTS_SECONDS = 10.0
FAILURES = 300
FAILURES_SECONDS = 300.0
FAILURES_OF_ONE = 20
FAILURES_OF_ONE_SECONDS = 60.0
MISSES = 100
MISSES_SECONDS = 600.0
# A camera looks 25 times in half a minute, and a village office has one address.
PHOTOS = 120
PHOTOS_SECONDS = 60.0
HOUR = 3600.0


class Strangers:
    """What comes from an address without saying who it is."""

    def __init__(self) -> None:
        self._requests = Buckets(REQUESTS, REQUESTS_SECONDS)

    def ask(self, address: str) -> dict[str, str]:
        """Take one request; what the head of the answer says of it. Raises Problem 429."""
        verdict = self._requests.take(place_of(address))
        headers = {
            "RateLimit-Policy": f'"alamat";q={REQUESTS};w={int(REQUESTS_SECONDS)}',
            "RateLimit": f'"alamat";r={verdict.left};t={int(verdict.seconds) + 1}',
        }
        if not verdict.allowed:
            raise _refused("terlalu_banyak_permintaan", verdict, headers)
        return headers


class AddressLimits:
    """Each bucket belongs to an address; an IPv6 customer has a network of them, and counts as one."""

    def __init__(self, registrations_an_hour: int) -> None:
        self._registrations = Buckets(registrations_an_hour, HOUR)
        self._failures = Buckets(FAILURES, FAILURES_SECONDS)
        self._failures_of_one = Buckets(FAILURES_OF_ONE, FAILURES_OF_ONE_SECONDS)
        self._misses = Buckets(MISSES, MISSES_SECONDS)
        self._photos = Buckets(PHOTOS, PHOTOS_SECONDS)

    def register(self, address: str) -> None:
        """Take one registration. Raises Problem 429."""
        verdict = self._registrations.take(place_of(address))
        if not verdict.allowed:
            raise _refused("terlalu_banyak_pendaftaran", verdict)

    def refuse_guesser(self, address: str, client_id: str) -> None:
        """Raise Problem 429 where too many proofs have failed: for this client from there, or from there at all."""
        place = place_of(address)
        for verdict in (self._failures.look(place), self._failures_of_one.look((place, client_id))):
            if not verdict.allowed:
                raise _refused("terlalu_banyak_percobaan", verdict)

    def failed(self, address: str, client_id: str) -> None:
        """Count a proof that was none."""
        place = place_of(address)
        self._failures.take(place)
        if client_id:  # a signed statement names its client inside, and nobody guesses a signature
            self._failures_of_one.take((place, client_id))

    def refuse_searcher(self, address: str) -> None:
        """Raise Problem 429 where too many codes were asked for that there are not."""
        verdict = self._misses.look(place_of(address))
        if not verdict.allowed:
            raise _refused("terlalu_banyak_percobaan", verdict)

    def scan(self, address: str) -> None:
        """Take one photo to be read. Raises Problem 429."""
        verdict = self._photos.take(place_of(address))
        if not verdict.allowed:
            raise _refused("terlalu_banyak_percobaan", verdict)

    def missed(self, address: str) -> None:
        """Count a code that there is not."""
        self._misses.take(place_of(address))


def place_of(address: str) -> str:
    """An address as buckets know it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network(f"{found}/64", strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def _refused(kode: str, verdict: Verdict, headers: dict[str, str] | None = None) -> Problem:
    wait = {"Retry-After": str(int(verdict.seconds) + 1)}
    return Problem(429, kode, "Terlalu banyak dari alamat ini. Coba lagi nanti.", headers=wait | (headers or {}))
