"""Documents in a nameko worker: rendering, signing and storing under eventlet's monkey patches."""

import subprocess
import sys
from pathlib import Path

# In a process of its own: the patches cannot be taken back.
WORKER = """
import warnings
warnings.simplefilter("ignore")
import eventlet
eventlet.monkey_patch()
import sys
from datetime import UTC, datetime
from pathlib import Path
from chassis.documents.render import Template
from chassis.documents.sign import LocalSigner, SigningOrder
from chassis.documents.store import DocumentStore

keys, page, folder = map(Path, sys.argv[1:])
now = datetime.now(UTC)
template, signer, store = Template(page), LocalSigner.load(keys, "3277"), DocumentStore(folder.as_uri())

def issue(number):
    pdf = template.render({"nomor": number}, issued_at=now)
    return store.put(signer.sign(pdf, SigningOrder("x", "Cimahi", now)))

pool = eventlet.GreenPool(5)
digests = list(pool.imap(issue, range(20)))
assert len({*digests}) == 20 and all(store.get(each).startswith(b"%PDF") for each in digests)
print("done")
"""


def test_twenty_documents_are_issued_from_green_threads(authority: Path, tmp_path: Path) -> None:
    # The compiler reads below the root of the tree only, so the page stands beside the test.
    page = Path(__file__).with_name("nomor.typ")
    command = [sys.executable, "-c", WORKER, str(authority), str(page), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "done\n", done.stderr
