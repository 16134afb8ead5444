"""An auditor's page works as it is written: its own commands, in its own order, against a running gateway."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from local.custody import PROJECT
from services.gateway.access.keys import AUDIT_PUBLIC
from services.gateway.audit import verify_log
from services.gateway.audit.export import export_log
from services.gateway.settings import ExportSettings
from tests.gateway.integration.test_audit import own_log, read_by_agency, seal_log
from tests.gateway.integration.town import Town

PAGE = (PROJECT / "docs" / "auditors.md").read_text()
COMMANDS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_pages_commands_prove_what_they_say(town: Town, tmp_path: Path) -> None:
    read_by_agency(town)
    seal_log(town)
    shutil.copy(verify_log.__file__, tmp_path)
    identity = own_log(town)["akses"][0]["id"]
    key = town.folder / "keys" / AUDIT_PUBLIC
    settings = ExportSettings(database_url=SecretStr(town.database_url), public_url=town.url, audit_public_key=key)
    environment = os.environ | {
        "BASE_URL": town.url,
        "ID": identity,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "no_proxy": "*",
    }
    said = []
    for number, command in enumerate(COMMANDS):
        if number == 3:  # meanwhile the log grows
            read_by_agency(town)
            seal_log(town)
            export_log(settings, tmp_path / "DIR")
        done = subprocess.run(
            ["bash", "-euc", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        said.append(done.stdout)

    assert len(COMMANDS) == 5
    assert said[2:] == ["the entry is in the log\n", "the log only grew\n", "the log is whole\n"]


@pytest.mark.parametrize("word", ["entri.jsonl", "daun.txt", "titik-periksa"])
def test_the_checker_says_what_an_export_consists_of(word: str) -> None:
    assert word in (verify_log.__doc__ or "")
