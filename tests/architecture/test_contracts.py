"""Every import-linter contract, broken on purpose, fails; and it alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.api import read_configuration

CHECKOUT = Path(__file__).parents[2]

FLOORS = "The planner's floors rest on the floors below"
PLANNER = "The planner knows no rule and no calendar, except on the roof"
RULES = "Rules stand on the engine and the domain"
CALENDARS = "Calendars stand on the domain"
INDEPENDENT_RULES = "No rule knows another"
ORTOOLS = "One door: OR-Tools"
NUMBA = "One door: Numba"
ICALENDAR = "One door: iCalendar"
HOLIDAYS = "One door: the public holidays"
FETCHING = "One door: what is fetched from elsewhere"
DATABASE = "One door: the database"
JOBS = "One door: what runs jobs to their end"
KEYS = "One door: what is closed with a key"
LOGS = "One door: logs"
METRICS = "One door: metrics"
LIMITS = "One door: how often somebody may ask"
CODES = "One door: square codes"
COMMAND_LINE = "One door: the command line"
TERMINAL = "One door: what moves on the terminal"
WEB = "One door: the web, which is web.py and behind no root"

# (the contract, the file to plant, what it says)
VIOLATIONS = [
    (FLOORS, "planner/domain/planted.py", "import planner.engine"),
    (FLOORS, "planner/engine/planted.py", "import planner.application"),
    (FLOORS, "planner/application/planted.py", "import planner.commands"),
    (FLOORS, "planner/commands/planted.py", "import planner.__main__"),
    (FLOORS, "planner/utils.py", ""),
    (PLANNER, "planner/application/planted.py", "import constraints"),
    (PLANNER, "planner/domain/planted.py", "import calendars"),
    (PLANNER, "planner/__main__.py", "import constraints"),
    (RULES, "constraints/planted.py", "import planner.application"),
    (RULES, "constraints/planted.py", "import planner.commands"),
    (RULES, "constraints/planted.py", "import calendars"),
    (CALENDARS, "calendars/planted.py", "import planner.engine"),
    (CALENDARS, "calendars/planted.py", "import constraints"),
    (INDEPENDENT_RULES, "constraints/planted.py", "import constraints.planted_before"),
    (ORTOOLS, "planner/engine/planted.py", "from ortools.sat.python import cp_model"),
    (ORTOOLS, "constraints/planted.py", "def post():\n    import ortools"),
    (NUMBA, "planner/engine/planted.py", "import numba"),
    (ICALENDAR, "planner/application/planted.py", "import icalendar"),
    (ICALENDAR, "planner/domain/planted.py", "import recurring_ical_events"),
    (ICALENDAR, "planner/application/planted.py", "from dateutil import rrule"),
    (HOLIDAYS, "planner/domain/planted.py", "import holidays"),
    (FETCHING, "calendars/planted.py", "import httpcore"),
    (FETCHING, "planner/application/planted.py", "from httpcore import ConnectionPool"),
    (DATABASE, "planner/application/planted.py", "import sqlalchemy.orm"),
    (DATABASE, "planner/commands/planted.py", "from alembic import op"),
    (DATABASE, "planner/domain/planted.py", "import psycopg"),
    (JOBS, "planner/application/store/planted.py", "import dbos"),
    (JOBS, "planner/commands/planted.py", "from dbos import DBOS"),
    (KEYS, "planner/application/store/planted.py", "from cryptography.fernet import Fernet"),
    (LOGS, "planner/application/planted.py", "import structlog"),
    (METRICS, "planner/application/planted.py", "import prometheus_client"),
    (LIMITS, "planner/application/planted.py", "import limits"),
    (CODES, "planner/application/planted.py", "import segno"),
    (COMMAND_LINE, "planner/application/planted.py", "import typer"),
    (TERMINAL, "planner/engine/planted.py", "from rich import progress"),
    (WEB, "planner/application/planted.py", "import flask"),
    (WEB, "planner/application/planted.py", "from flask_wtf import CSRFProtect"),
    (WEB, "planner/application/planted.py", "from authlib.integrations import flask_client"),
    (WEB, "calendars/planted.py", "import web"),
]

# What the doors are for.
EXCEPTIONS = {
    "planner/engine/exact_planted.py": "from ortools.sat.python import cp_model",
    "planner/engine/search_planted.py": "import numba",
    "planner/application/store/planted.py": "import sqlalchemy, psycopg",
    "planner/application/store/migrations/versions/planted.py": "from alembic import op",
    "planner/commands/planted.py": "import typer, constraints, calendars",
    "planner/application/jobs/planted.py": "import dbos",
    "planner/application/site/planted.py": "import segno",
    "calendars/download_planted.py": "import httpcore",
    "calendars/planted.py": "import icalendar, dateutil, holidays, planner.domain",
    "constraints/planted.py": "import planner.domain, planner.engine",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything the linter reads: the roots' code, the contracts and our own one."""
    for root in ("planner", "constraints", "calendars"):
        for source in (CHECKOUT / root).rglob("*.py"):
            put(tmp_path / source.relative_to(CHECKOUT), source.read_text())
    put(tmp_path / "constraints/planted_before.py", "")
    put(
        tmp_path / "tests/architecture/door.py",
        (CHECKOUT / "tests/architecture/door.py").read_text(),
    )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def lint(folder: Path) -> tuple[set[str], set[str]]:
    """Run import-linter in a folder: the contracts that it says are kept, and those broken."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)", run.stdout, re.MULTILINE))
    assert verdicts, run.stdout + run.stderr
    kept = {name for name, verdict in verdicts.items() if verdict == "KEPT"}
    assert (run.returncode == 0) == (len(kept) == len(verdicts))
    return kept, verdicts.keys() - kept


def test_every_contract_is_broken_below() -> None:
    contracts = read_configuration(str(CHECKOUT / "pyproject.toml"))["contracts_options"]

    assert {contract["name"] for contract in contracts} == {name for name, _, _ in VIOLATIONS}


def test_the_house_as_it_stands_keeps_every_contract(copy: Path) -> None:
    kept, broken = lint(copy)

    assert kept == {name for name, _, _ in VIOLATIONS}
    assert broken == set()


def test_libraries_may_come_in_by_their_doors(copy: Path) -> None:
    for file, text in EXCEPTIONS.items():
        put(copy / file, text)

    _, broken = lint(copy)

    assert broken == set()


@pytest.mark.parametrize(("contract", "file", "text"), VIOLATIONS)
def test_a_planted_import_breaks_its_contract_alone(
    copy: Path, contract: str, file: str, text: str
) -> None:
    put(copy / file, text)

    _, broken = lint(copy)

    assert broken == {contract}
