"""Every door has a lock or stands on the public list; what the table does not allow is refused."""

import inspect
from collections.abc import Iterator

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from services.gateway.access import caller as callers
from services.gateway.access.policy import BANK, HEAD, POLICY, READS_PERSONAL_DATA, Action, permits
from services.gateway.web.direct import DirectRoute
from services.gateway.web.public import PUBLIC

CITIZEN = callers.citizen("c0ffee00-0000-4000-8000-000000000001", "3277011505900001", "BUDI")
VERIFIER = callers.officer("o-1", "ANI", "PETUGAS_VERIFIKASI", "3277")
CHIEF = callers.officer("o-2", "ADI", "KEPALA_DINAS", "3277")
TAX_OFFICER = callers.officer("o-3", "TONO", "PETUGAS_PAJAK", "3277")
HOSPITAL = callers.client("rs", "RS", frozenset({"kelahiran:lapor", "kelahiran:beritahu"}), "F3277001")
AGENCY = callers.client("dinsos", "DINSOS", frozenset({"kependudukan:verifikasi"}), None)
LISTENER = callers.client("disdik", "DISDIK", frozenset({"acara:kelahiran"}), None)
OPD_OFFICER = callers.officer("o-5", "ASRI", "PETUGAS_OPD", "3277")
ADMIN = callers.officer("o-4", "ARI", "ADMIN", "3277")
OF_ITSELF = {"READ_OWN_CLIENT", "CHANGE_OWN_CREDENTIALS", "ASK_FOR_PRODUCTION"}
AUDITOR = callers.client("bpk", "BPK", frozenset({"audit:baca"}), None)
MONEY_BANK = callers.client("bank", "BANK", frozenset({"pajak:bayar"}), None)
TILL = callers.client("perekam", "PEREKAM", frozenset({"pajak:rekam"}), None)
PERMITS = callers.client("dpmptsp", "DPMPTSP", frozenset({"pajak:kswpd"}), None)
STRANGER = callers.client("x", "X", frozenset(), None)


def test_every_route_has_a_lock_or_stands_on_the_public_list(demo_app: FastAPI) -> None:
    unlocked = {door for door, route in _doors(demo_app) if not _actions(route.dependant)}

    assert unlocked == PUBLIC


def test_every_action_of_a_lock_stands_in_the_policy_and_is_used(demo_app: FastAPI) -> None:
    used = {action for _, route in _doors(demo_app) for action in _actions(route.dependant)}

    assert used == set(Action) == set(POLICY)


def test_demonstration_doors_are_not_there_in_a_real_city(app: FastAPI, demo_app: FastAPI) -> None:
    only_there = {door for door, _ in _doors(demo_app)} - {door for door, _ in _doors(app)}

    assert ("POST", "/demo/token") in only_there
    assert ("GET", "/demo/oidc/authorize") in only_there
    assert all(path.startswith("/demo/") for _, path in only_there)
    assert not any(path.startswith("/demo/") for (_, path), _ in _doors(app))


@pytest.mark.parametrize(
    ("caller", "allowed"),
    [
        (
            CITIZEN,
            {
                "READ_OWN_IDENTITY",
                "READ_OWN_FAMILY",
                "REPORT_BIRTH",
                "LIST_APPLICATIONS",
                "READ_APPLICATION",
                "CORRECT_APPLICATION",
            }
            | {
                "WITHDRAW_APPLICATION",
                "SHARE_APPLICATION",
                "ANSWER_SURVEY",
                "UPLOAD_ATTACHMENT",
                "READ_DOCUMENT",
                "READ_OWN_ACCESS_LOG",
                "COMPLAIN",
            }
            | {"REGISTER_TAXPAYER", "REPORT_TURNOVER", "FILE_OBJECTION", "READ_OWN_TAX", "READ_TAX_HISTORY"},
        ),
        (VERIFIER, {"READ_APPLICATION", "READ_QUEUE", "READ_FILE", "READ_WALLBOARD", "HOLD_FILE", "DECIDE"}),
        (ADMIN, {"MANAGE_CLIENTS"}),
        (
            CHIEF,
            {
                "READ_APPLICATION",
                "READ_QUEUE",
                "READ_FILE",
                "READ_WALLBOARD",
                "HOLD_FILE",
                "DECIDE",
                "ANNUL_DEED",
                "DELEGATE",
            }
            | {
                "MANAGE_CLIENTS",
                "READ_AUDIT_ENTRIES",
                "READ_USAGE_REPORT",
                "READ_SURVEY",
                "READ_INDICATORS",
                "READ_COMPLAINTS",
                "ANSWER_COMPLAINT",
            },
        ),
        (
            TAX_OFFICER,
            {"READ_APPLICATION", "READ_TAX_WORK", "READ_TAX_HISTORY", "DECIDE_TAX", "ORDER_TAX"}
            | {"READ_COMPLAINTS", "ANSWER_COMPLAINT"},
        ),
        (OPD_OFFICER, {"READ_COMPLAINTS", "ANSWER_COMPLAINT"}),
        (MONEY_BANK, {"BRING_PAYMENT"} | OF_ITSELF),
        (TILL, {"SEND_RECORDINGS"} | OF_ITSELF),
        (PERMITS, {"READ_CLEARANCE", "SUBSCRIBE", "READ_FEED"} | OF_ITSELF),
        (
            HOSPITAL,
            {"REPORT_BIRTH", "NOTIFY_BIRTH", "LIST_APPLICATIONS", "READ_APPLICATION", "CORRECT_APPLICATION"}
            | {"WITHDRAW_APPLICATION", "UPLOAD_ATTACHMENT"}
            | OF_ITSELF,
        ),
        (LISTENER, {"SUBSCRIBE", "READ_FEED"} | OF_ITSELF),
        (AGENCY, {"VERIFY_RESIDENT"} | OF_ITSELF),
        (AUDITOR, {"READ_AUDIT_ENTRIES"} | OF_ITSELF),
        (STRANGER, OF_ITSELF),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_each_caller_may_do_this_and_nothing_else(caller: callers.Caller, allowed: set[str]) -> None:
    assert {action.value for action in Action if permits(caller, action)} == allowed


def test_only_the_head_of_the_agency_may_annul_a_deed() -> None:
    assert POLICY[Action.ANNUL_DEED] == {HEAD}


def test_only_a_bank_can_bring_a_payment() -> None:
    assert POLICY[Action.BRING_PAYMENT] == {BANK}


def _doors(app: FastAPI) -> Iterator[tuple[tuple[str, str], APIRoute]]:
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        assert isinstance(route, APIRoute), route
        for method in route.methods:
            yield (method, route.path), route


def _actions(dependant: Dependant) -> set[Action]:
    """The locks that stand before a route."""
    own = getattr(dependant.call, "action", None)
    inner = [_actions(each) for each in dependant.dependencies]
    return set().union({own} if own else set(), *inner)


def test_a_direct_door_with_more_than_a_caller_is_refused_when_it_is_made() -> None:
    router = APIRouter(route_class=DirectRoute)

    def read(request: Request, number: str) -> None:
        raise NotImplementedError

    with pytest.raises(TypeError):
        router.get("/{number}")(read)


def test_every_door_to_personal_data_seals_its_answers(demo_app: FastAPI) -> None:
    """Where an agreement wants signatures, the guard asks for one; the door must sign its answer."""
    doors = [route for _, route in _doors(demo_app) if _actions(route.dependant) & READS_PERSONAL_DATA]

    assert len(doors) >= 3
    assert [route.path for route in doors if not _seals(route)] == []


def _seals(route: APIRoute) -> bool:
    """Whether the door's module seals what it answers."""
    module = inspect.getmodule(route.endpoint)
    assert module is not None
    return "exchange.seal(" in inspect.getsource(module)
