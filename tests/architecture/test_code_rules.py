"""Rules about the code hold, and each has been seen to fail on a planted breach."""

from pathlib import Path

import pytest

from tests.architecture import code_rules

ROOT = Path(__file__).resolve().parents[2]

RULES = {
    "no module has a name that refuses nothing": code_rules.vague_names,
    "no module is longer than one idea": code_rules.long_modules,
    "every module says what it is for": code_rules.modules_without_purpose,
    "every use case says what it does": code_rules.untold_use_cases,
    "no service prints": code_rules.prints,
    "no code holds the number of a person": code_rules.identity_numbers,
    "contracts need nothing but pydantic": code_rules.foreign_imports_of_contracts,
}


@pytest.mark.parametrize("rule", RULES)
def test_it_holds_that(rule: str) -> None:
    assert RULES[rule](ROOT) == []


PLANTED = {
    "no module has a name that refuses nothing": [
        ("services/dukcapil/utils.py", '"""X."""'),
        ("chassis/common/dates.py", '"""X."""'),
        ("tests/helpers.py", '"""X."""'),
    ],
    "no module is longer than one idea": [("contracts/long.py", '"""X."""\n' + "x = 1\n" * 300)],
    "every module says what it is for": [("chassis/silent.py", "x = 1")],
    "every use case says what it does": [
        ("services/pajak/use_cases/send_bill.py", '"""X."""\ndef send_bill() -> None:\n    pass\n'),
        ("services/pajak/use_cases/deep/pay.py", '"""X."""\nclass Pay:\n    pass\n'),
    ],
    "no service prints": [("services/pajak/service.py", '"""X."""\ndef f() -> None:\n    print("tagihan")\n')],
    "no code holds the number of a person": [
        ("local/city.py", '"""X."""\nFATHER = "3277011505900001"\n'),
        ("chassis/logs.py", '"""Masks 3277015505920001."""\n'),
        ("services/pajak/seed.py", '"""X."""\nOWNER = 3277015505920001\n'),
    ],
    "contracts need nothing but pydantic": [
        ("contracts/types.py", '"""X."""\nfrom httpx import Client\n'),
        ("contracts/pajak/events.py", '"""X."""\ndef f() -> None:\n    import psycopg.rows\n'),
        ("contracts/pajak/api.py", '"""X."""\nfrom . import events\n'),
    ],
}


@pytest.mark.parametrize(("rule", "path", "text"), [(rule, *plant) for rule in PLANTED for plant in PLANTED[rule]])
def test_a_breach_is_found_of_the_rule_that(rule: str, path: str, text: str, tmp_path: Path) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(text)

    [found] = RULES[rule](tmp_path)

    assert found.startswith(path)
    assert [other for other in RULES if other != rule and RULES[other](tmp_path)] == []


def test_a_private_function_a_test_and_a_number_that_is_nobodys_are_no_breach(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_x.py").write_text('NIK = "3277011505900001"\nprint(NIK)\n')
    (tmp_path / "services/pajak/use_cases").mkdir(parents=True)
    (tmp_path / "services/pajak/use_cases/pay.py").write_text(
        '"""X."""\nN = "0000000000000000"\ndef _f() -> None: ...\n'
    )

    assert [rule for rule in RULES if RULES[rule](tmp_path)] == []
