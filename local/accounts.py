"""The operating-system account that PostgreSQL runs as: ours, or an unprivileged one when we are root.

PostgreSQL refuses to run as root. A folder below a private one (a clone under /root) cannot be reached by another
account; then the data go to a private folder below the system's temporary folder. The modes of folders that are not
ours to change stay as they are.
"""

import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

_CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def can_pass_through(self, folder: Path) -> bool:
        """Whether this account can reach what is inside `folder`, by the modes of it and of all its parents."""
        folder = folder.resolve()
        return all(self._may_enter(step) for step in (folder, *folder.parents))

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def unprivileged_account() -> Account | None:
    """The account to step down to, or None when we are not root and simply stay who we are."""
    if os.geteuid() != 0:
        return None
    for name in _CANDIDATES:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid)
    return Account("nobody", 65534, 65534)


def folder_for(account: Account | None, wanted: Path) -> Path:
    """A folder that `account` owns and reaches: `wanted`, or a private one whose place is recorded beside `wanted`."""
    if account is None:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return wanted
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if account.can_pass_through(wanted.parent):
        wanted.mkdir(mode=0o700, exist_ok=True)
        os.chown(wanted, account.uid, account.gid)
        return wanted
    return _folder_elsewhere(account, wanted.with_suffix(".place"))


def _folder_elsewhere(account: Account, record: Path) -> Path:
    if record.exists():
        recorded = Path(record.read_text().strip())
        if recorded.is_dir() and recorded.stat().st_uid == account.uid:
            return recorded
    folder = Path(tempfile.mkdtemp(prefix="terpadu-", dir=_reachable_temporary_folder(account)))
    os.chown(folder, account.uid, account.gid)
    record.write_text(f"{folder}\n")
    return folder


def _reachable_temporary_folder(account: Account) -> Path:
    """/var/tmp first: it is kept over a restart of the machine, /tmp is often not."""
    candidates = [Path("/var/tmp"), Path(tempfile.gettempdir()), Path("/tmp")]
    return next(folder for folder in candidates if folder.is_dir() and account.can_pass_through(folder))
