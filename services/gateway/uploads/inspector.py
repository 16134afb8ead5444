"""The process in which one uploaded file is read: `python -m services.gateway.uploads.inspector KIND`.

It has little memory, little time and may write no file. The file comes on standard input; on standard output goes one
line, `ok` or the code of a fault, and behind it, for an image, the image as it is to be kept, or what its QR code says.
"""

import resource
import sys

from services.gateway.uploads.faults import Fault
from services.gateway.uploads.kinds import PDF

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 5
OK = "ok"
# Not a kind of file: what is wanted of a picture is the code in it.
QR = "qr"


def main(kind: str) -> None:
    """Inspect standard input."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    content = sys.stdin.buffer.read()
    try:
        kept = _inspect(kind, content)
    except Fault as fault:
        sys.stdout.buffer.write(f"{fault}\n".encode())
        return
    sys.stdout.buffer.write(f"{OK}\n".encode() + kept)


def _inspect(kind: str, content: bytes) -> bytes:
    if kind == PDF:
        from services.gateway.uploads.pdf import refuse_dangerous

        refuse_dangerous(content)
        return b""
    if kind == QR:
        from services.gateway.uploads.qr import text_of

        return text_of(content)
    from services.gateway.uploads.image import encoded_anew

    return encoded_anew(content, kind)


if __name__ == "__main__":
    main(sys.argv[1])
