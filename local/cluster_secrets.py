"""Secrets of a cluster as files: `python -m local.cluster_secrets DIR CITIES_DIR`; what is there stays.

For a cluster without a secret store, and for the first filling of one. A folder is a secret and a file in it a key.
What others give cannot be made here: it is empty files until the operator fills them.
"""

import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from local import signing
from local.custody import PROJECT
from local.files import write_private

BROKER = "terpadu-mq"
VHOST = "terpadu"
# Who signs the log, and who sends webhooks, has a process of its own and sees no other key.
KEYS = {
    "token.jwk": "gateway-keys",
    "internal.jwk": "gateway-keys",
    "pseudonym.jwk": "gateway-keys",
    "audit.public.jwk": "gateway-keys",
    "audit.jwk": "gateway-audit-key",
    "webhook.key": "gateway-webhook-key",
    "internal.public.jwk": "questions-public-key",
}
STORAGE = ("access-key-id", "secret-access-key")
GIVEN_BY_OTHERS = {
    "document-storage": STORAGE,
    "backup-storage": STORAGE,
    "gateway-notifications": ("smtp-url", "mail-from", "whatsapp-url", "whatsapp-token"),
}


def services() -> tuple[str, ...]:
    """Everything that has a database and a user at the broker."""
    return tuple(sorted(path.parent.name for path in (PROJECT / "services").glob("*/__main__.py")))


def write_secrets(folder: Path, cities: Path) -> None:
    """Write what is missing: a password once made is never changed here."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for service in services():
        _login(folder / f"{service}-db-owner", f"{service}_migrator")
        _login(folder / f"{service}-db-app", service)
        _login(folder / f"{service}-mq", service)
    _login(folder / "topology-mq", "topology")
    password = _login(folder / "keda-mq", "keda")
    _write(folder / "keda-mq" / "host", f"https://keda:{password}@{BROKER}.terpadu.svc:15671/{VHOST}")
    _write(folder / "keda-mq" / "tls", "enable")
    for name, keys in GIVEN_BY_OTHERS.items():
        for key in keys:
            _write(folder / name / key, "")
    _keys(folder)
    _signing(folder, cities)


def _login(folder: Path, user: str) -> str:
    """The password is hexadecimal: it stands in a URL as it is."""
    _write(folder / "username", user)
    _write(folder / "password", secrets.token_hex(24))
    return (folder / "password").read_text()


def _keys(folder: Path) -> None:
    """Make them where all can be made from each other, and give each process those that it uses."""
    with TemporaryDirectory(dir=folder) as made:
        for secret in set(KEYS.values()):
            for key in (folder / secret).glob("*"):
                shutil.copy(key, made)
        subprocess.run([sys.executable, "-m", "services.gateway", "make-keys", made], cwd=PROJECT, check=True)
        for key in sorted(Path(made).iterdir()):
            _write(folder / KEYS[key.name] / key.name, key.read_text())


def _signing(folder: Path, cities: Path) -> None:
    """Local authority and signers; the root's own key stays outside the cluster, beside the secrets."""
    authority = folder / "authority-kept-outside"
    signing.main(authority, cities)
    for path in sorted(authority.glob("*.pem")):
        if path.name == "akar.pem":
            _write(folder / "signing-root" / path.name, path.read_text())
        if path.name != "akar.kunci.pem":
            _write(folder / "signing" / path.name, path.read_text())


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_private(path, text)


if __name__ == "__main__":
    write_secrets(Path(sys.argv[1]), Path(sys.argv[2]))
