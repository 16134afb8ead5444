"""CPU time of one rendered and signed document, of each kind: `python -m bench.documents [--count 200]`.

Every document bears its own name, numbers and verification code, as in service: the compiler finds again only what
pages of a kind share. Beside ours stands pyHanko's own signer with its key kept and the space reserved: the way without
`chassis.documents.cms` and `update`. One process, one core; several document workers share the cores of a machine.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from bench.sheets import BLOCK, CARD, DEED, FAMILY
from chassis.documents.authority import Official, ensure_signer
from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from chassis.documents.sign import LocalSigner, SigningOrder
from services.dukcapil.documents import render_child_card, render_family_card
from services.perizinan.documents import render_deed

WARM_UP = 10
HEAD = "document        render ms  sign ms  total ms  per s and core   kB  pyHanko's own sign ms"
ROW = "{:<14}{:>11.1f}{:>9.1f}{:>10.1f}{:>16.0f}{:>5.0f}{:>23.1f}"
Render = Callable[[int], bytes]
Sign = Callable[[bytes], bytes]


def main() -> None:
    """Measure and print one line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="documents of each kind")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as directory:
        ensure_signer(Path(directory), Official("3277", "Pejabat Contoh", "", "Kota Cimahi"), now=datetime.now(UTC))
        ours = _our_signer(Path(directory))
        plain = _plain_signer(Path(directory))
    print(HEAD)
    for kind, render in KINDS.items():
        print(_measure(kind, render, ours, plain, count))


def _block() -> SignatureBlock:
    return replace(BLOCK, code=new_code())


def _deed(at: int) -> bytes:
    number = f"3277-LU-22112026-{at % 10_000:04}"
    return render_deed(replace(DEED, number=number, nik=_nik(at), name=_name(at), block=_block()))


def _family_card(at: int) -> bytes:
    newborn = replace(FAMILY.members[-1], name=_name(at), nik=_nik(at))
    number = f"327701010118{at % 10_000:04}"
    members = (*FAMILY.members[:-1], newborn)
    return render_family_card(replace(FAMILY, number=number, members=members, block=_block()))


def _child_card(at: int) -> bytes:
    return render_child_card(replace(CARD, name=_name(at), nik=_nik(at), block=_block()))


def _name(at: int) -> str:
    return f"SITI NOMOR {at}"


def _nik(at: int) -> str:
    return f"327701601126{at % 10_000:04}"


KINDS: dict[str, Render] = {"akta kelahiran": _deed, "kartu keluarga": _family_card, "KIA": _child_card}


def _measure(kind: str, render: Render, ours: Sign, plain: Sign, count: int) -> str:
    pages = [render(at) for at in range(WARM_UP)]

    def sign_with(sign: Sign) -> Callable[[int], bytes]:
        return lambda at: sign(pages[at % WARM_UP])

    rendering = _milliseconds(render, count)
    signing = _milliseconds(sign_with(ours), count)
    baseline = _milliseconds(sign_with(plain), count)
    total, size = rendering + signing, len(ours(pages[0])) / 1000
    return ROW.format(kind, rendering, signing, total, 1000 / total, size, baseline)


def _milliseconds(work: Callable[[int], object], count: int) -> float:
    for at in range(WARM_UP):
        work(-1 - at)
    started = time.process_time()
    for at in range(count):
        work(at)
    return (time.process_time() - started) / count * 1000


def _our_signer(directory: Path) -> Sign:
    signer = LocalSigner.load(directory, "3277")
    order = SigningOrder("Penerbitan dokumen kependudukan", "Cimahi", datetime.now(UTC))
    return lambda pdf: signer.sign(pdf, order)


def _plain_signer(directory: Path) -> Sign:
    key = signers.SimpleSigner.load(str(directory / "3277.kunci.pem"), str(directory / "3277.pem"))
    metadata = signers.PdfSignatureMetadata(
        field_name="TTE",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer = signers.PdfSigner(metadata, key, new_field_spec=fields.SigFieldSpec("TTE"))

    def sign(pdf: bytes) -> bytes:
        output = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=8192)
        signed: bytes = output.getvalue()
        return signed

    return sign


if __name__ == "__main__":
    main()
