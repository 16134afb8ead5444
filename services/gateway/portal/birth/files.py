"""The files of a draft: which were received, and as what they belong to the report."""

import json
from collections.abc import Mapping

from services.gateway.portal.asking import Answers

KEY = "lampiran"
MOST = 10

File = Mapping[str, str]

KINDS: Mapping[str, str] = {
    "SURAT_KETERANGAN_LAHIR": "Surat keterangan lahir",
    "BUKU_NIKAH": "Buku nikah atau akta perkawinan",
    "SPTJM_KELAHIRAN": "SPTJM kebenaran data kelahiran",
    "SPTJM_SUAMI_ISTRI": "SPTJM suami istri",
    "BAP_POLISI": "Berita acara polisi",
    "LAINNYA": "Lainnya",
}


def files_of(answers: Answers) -> list[File]:
    """The files of a draft, in the order in which they came."""
    found: list[File] = json.loads(answers.get(KEY) or "[]")
    return found


def with_file(answers: Answers, file: File) -> dict[str, str]:
    """The answer that has this file too."""
    others = [each for each in files_of(answers) if each["id"] != file["id"]]
    return {KEY: json.dumps([*others, file])}


def without_file(answers: Answers, file_id: str) -> dict[str, str]:
    """The answer without this file."""
    return {KEY: json.dumps([each for each in files_of(answers) if each["id"] != file_id])}
