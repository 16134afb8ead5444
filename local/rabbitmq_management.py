"""Virtual hosts on a broker that is not ours, through the HTTP interface of its management plugin."""

import os
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import httpx

_PORT = 15672
_SECONDS = 10.0


class ManagedBroker:
    """`AMQP_MANAGEMENT_URL` says where the interface is, when it is not port 15672 of the broker's own host."""

    def __init__(self, amqp_url: str, *, management_url: str | None = None) -> None:
        address = urlsplit(amqp_url)
        self._amqp_url = amqp_url
        self._user = unquote(address.username or "guest")
        self._http = httpx.Client(
            base_url=management_url or os.environ.get("AMQP_MANAGEMENT_URL") or f"http://{address.hostname}:{_PORT}",
            auth=(self._user, unquote(address.password or "guest")),
            timeout=_SECONDS,
            trust_env=False,
        )

    def close(self) -> None:
        self._http.close()

    def is_reachable(self) -> bool:
        """Whether the interface is there and lets this user make virtual hosts."""
        try:
            answer = self._http.get("/api/whoami")
            return answer.is_success and "administrator" in answer.json()["tags"]
        except (httpx.HTTPError, ValueError, KeyError):
            return False

    def add_vhost(self, name: str) -> str:
        """A new virtual host in which this user may do everything; returns its URL."""
        self._http.put(f"/api/vhosts/{quote(name, safe='')}").raise_for_status()
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        permission = f"/api/permissions/{quote(name, safe='')}/{quote(self._user, safe='')}"
        self._http.put(permission, json=everything).raise_for_status()
        return urlunsplit(urlsplit(self._amqp_url)._replace(path=f"/{quote(name, safe='')}"))

    def delete_vhost(self, name: str) -> None:
        self._http.delete(f"/api/vhosts/{quote(name, safe='')}").raise_for_status()
