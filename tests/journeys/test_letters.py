"""A father who gave an e-mail address is told of his documents, although the courier is killed on the way."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from mailbox import Maildir

from local.running import RunningSuite, eventually
from local.visitors import Couple, Json
from tests.journeys.test_birth_to_documents import born


def letters_about(suite: RunningSuite, number: str) -> list[EmailMessage]:
    """What the mail server of this copy was given about one application."""
    box = Maildir(suite.layout.mail, create=False)
    letters = [message_from_bytes(box.get_bytes(key), EmailMessage, policy=default) for key in box.iterkeys()]
    return [letter for letter in letters if number in letter["Subject"]]


def reporter(couple: Couple) -> Json:
    return {"nik": couple.father, "hubungan": "AYAH", "surel": "ayah@contoh.example"}


def test_a_father_gets_a_letter_that_leads_to_his_documents(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    done, _ = born(suite, couple, pelapor=reporter(couple))
    number = done["nomor"]

    told = eventually(lambda: [each for each in letters_about(suite, number) if "sudah terbit" in each["Subject"]])

    text = told[0].get_content()
    assert f"{suite.base_url}/permohonan/{number}" in text
    assert not {couple.father, couple.mother} & set(text.split())


def test_a_courier_that_is_killed_leaves_nobody_untold(suite: RunningSuite) -> None:
    couple = suite.visitors.couple()
    assert suite.kill("gateway-notifications")
    done, _ = born(suite, couple, pelapor=reporter(couple))

    assert eventually(lambda: letters_about(suite, done["nomor"]))
