"""Letters to applicants, through a real mail server: what they say, and what becomes of those it does not take."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from contracts.types import StatusPermohonan
from services.gateway.notifications.carriers import CannotReach, Message, Refused
from services.gateway.notifications.mail import MailServer
from services.gateway.notifications.occasions import OCCASIONS, occasion
from tests.gateway.post_office import PASSWORD, USER, PostOffice, open_post_office
from tests.k8s.cluster.operators import Authority

NUMBER = "KL-3277-20261127-000001-7"
MESSAGE = Message(
    "0c1d6d6e-0000-4000-8000-000000000001",
    "ayah@example.id",
    NUMBER,
    StatusPermohonan.SELESAI,
    f"https://terpadu.example.id/permohonan/{NUMBER}",
)
SENDER = "Kota Cimahi <kabar@cimahi.example.id>"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls") / "authority")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


def plain(office: PostOffice) -> MailServer:
    return MailServer(f"smtp://127.0.0.1:{office.port}", SENDER, plain=True)


def strict(office: PostOffice, authority: Authority, *, scheme: str = "smtp", password: str = PASSWORD) -> MailServer:
    trusting = ssl.create_default_context(cafile=str(authority.certificate))
    url = f"{scheme}://{USER}:{quote(password, safe='')}@127.0.0.1:{office.port}"
    return MailServer(url, SENDER, context=trusting)


def test_a_letter_says_what_happened_and_where_to_look_and_comes_from_a_machine(office: PostOffice) -> None:
    plain(office).carry(MESSAGE)

    [letter] = office.letters
    assert letter["Subject"] == f"Dokumen Anda sudah terbit ({NUMBER})"
    assert (letter["To"], letter["From"]) == ("ayah@example.id", SENDER)
    assert letter["Message-ID"] == f"<{MESSAGE.id}@cimahi.example.id>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert OCCASIONS[StatusPermohonan.SELESAI].sentence in letter.get_content()
    assert MESSAGE.link in letter.get_content()


# The server does not see that its connections began with TLS, and warns of passwords without it.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
@pytest.mark.parametrize(("scheme", "at_once"), [("smtp", False), ("smtps", True)])
def test_a_letter_goes_over_tls_with_a_password(authority: Authority, scheme: str, at_once: bool) -> None:
    with open_post_office(authority.server_context(), at_once=at_once) as office:
        strict(office, authority, scheme=scheme).carry(MESSAGE)

        assert len(office.letters) == 1


def test_nothing_goes_to_a_server_without_tls(office: PostOffice, authority: Authority) -> None:
    with pytest.raises(CannotReach):
        strict(office, authority).carry(MESSAGE)
    assert office.letters == []


def test_nothing_goes_to_a_server_that_nobody_vouches_for(authority: Authority) -> None:
    with open_post_office(authority.server_context()) as office:
        url = f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{office.port}"
        with pytest.raises(CannotReach):
            MailServer(url, SENDER).carry(MESSAGE)
        assert office.letters == []


def test_a_wrong_password_of_ours_loses_no_letter(authority: Authority) -> None:
    with open_post_office(authority.server_context()) as office, pytest.raises(CannotReach):
        strict(office, authority, password="lain").carry(MESSAGE)


@pytest.mark.parametrize(
    ("part", "answer", "failure"),
    [
        ("answer", "550 no such mailbox", Refused),
        ("answer", "450 mailbox busy", CannotReach),
        ("taken", "554 not wanted", Refused),
        ("taken", "451 later please", CannotReach),
    ],
)
def test_who_will_never_take_a_letter_refuses_it_and_who_cannot_now_is_asked_again(
    office: PostOffice, part: str, answer: str, failure: type[Exception]
) -> None:
    setattr(office, part, answer)

    with pytest.raises(failure) as caught:
        plain(office).carry(MESSAGE)

    assert str(caught.value) == f"SMTP {answer[:3]}"


@pytest.mark.parametrize("address", ["a..b@x.id", "ä@x.id", "a,b@x.id", "<a>@x.id", "a b@x.id"])
def test_an_address_to_which_no_letter_can_be_written_is_refused_and_not_told(office: PostOffice, address: str) -> None:
    with pytest.raises(Refused) as caught:
        plain(office).carry(replace(MESSAGE, address=address))

    assert address not in str(caught.value)
    assert office.letters == []


def test_a_sender_that_the_city_has_set_wrong_refuses_nobodys_letter(office: PostOffice) -> None:
    wrong = MailServer(f"smtp://127.0.0.1:{office.port}", "Kota\n<kabar@cimahi.example.id>", plain=True)

    with pytest.raises(ValueError, match="linefeed"):
        wrong.carry(MESSAGE)


def test_a_server_that_is_away_is_asked_again() -> None:
    with open_post_office() as office:
        gone = plain(office)
    with pytest.raises(CannotReach):
        gone.carry(MESSAGE)


@pytest.mark.parametrize(
    ("before", "after", "worth"),
    [
        ("DIAJUKAN", StatusPermohonan.VERIFIKASI, StatusPermohonan.VERIFIKASI),
        ("VERIFIKASI", StatusPermohonan.VERIFIKASI, None),
        ("VERIFIKASI", StatusPermohonan.PENANDATANGANAN, None),
        ("MENUNGGU_PETUGAS", StatusPermohonan.PERLU_PERBAIKAN, StatusPermohonan.PERLU_PERBAIKAN),
        ("TERBIT", StatusPermohonan.SELESAI, StatusPermohonan.SELESAI),
    ],
)
def test_a_message_is_worth_it_when_something_changed_for_who_waits(
    before: str, after: StatusPermohonan, worth: StatusPermohonan | None
) -> None:
    assert occasion(before, after) is worth
