"""What can be no webhook's target, told when it is asked for; where a name leads is looked at at each delivery."""

from urllib.parse import urlsplit

from services.gateway.interop.addresses import is_inside
from services.gateway.web.problems import fault


def refuse_target(url: str, *, inside: bool) -> None:
    """Raise Problem 422 for a target without TLS, or that is an address of the inside; the sandbox allows both."""
    parts = urlsplit(url)
    if not _has_port(url):
        raise fault("/url", "alamat_tidak_sah", "Nomor port pada alamat itu tidak ada.")
    if inside:
        return
    if parts.scheme != "https":
        raise fault("/url", "https_wajib", "Alamat webhook harus memakai https.")
    if _is_inside(parts.hostname or ""):
        raise fault("/url", "alamat_di_dalam", "Alamat webhook harus dapat dicapai dari internet.")


def _has_port(url: str) -> bool:
    """Whether a port is named that there can be, or none."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _is_inside(host: str) -> bool:
    try:
        return is_inside(host)
    except ValueError:
        return host == "localhost" or "." not in host.rstrip(".")
