"""Where everything of one running copy lives: the data folder, `.run` unless told otherwise."""

from pathlib import Path


class Layout:
    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    @property
    def environments(self) -> Path:
        """The environment of every process."""
        return self.root / "environments.json"

    @property
    def city(self) -> Path:
        """Synthetic cities, a folder each."""
        return self.root / "city"

    @property
    def demo_identities(self) -> Path:
        return self.root / "demo.json"

    @property
    def demo_documents(self) -> Path:
        return self.root / "demo"

    @property
    def storage(self) -> Path:
        """Content-addressed documents, shared by all services as an object store would be."""
        return self.root / "storage"

    @property
    def mail(self) -> Path:
        """The letters that the city sent, a maildir: the mail server of this copy delivers everything here."""
        return self.root / "mail"

    @property
    def signing(self) -> Path:
        """The local certificate authority and the signers' keys."""
        return self.root / "signing"

    @property
    def keys(self) -> Path:
        """The key with which the gateway signs its questions to the other services."""
        return self.root / "keys"
