"""The locks are whole: they follow what is asked for, are hashed throughout, and name no place."""

import json
import re
import runpy
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

CHECKOUT = Path(__file__).parents[2]
LOCK = (CHECKOUT / ".ci/requirements.lock").read_text()
JAVASCRIPT = CHECKOUT / "tests"
# One package: its name, its version, a condition where it is not for all, and its hashes.
PIN = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; [^\n]*?)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = {name: version for name, version, _ in PIN.findall(LOCK)}

    unmet = [
        str(asked)
        for asked in map(Requirement, lines)
        if asked.name not in locked or locked[asked.name] not in asked.specifier
    ]

    assert unmet == [], "run `make lock`"


def test_every_package_is_pinned_by_version_and_hash() -> None:
    entries = re.findall(r"^[^\s#].*", LOCK, re.MULTILINE)

    assert len(PIN.findall(LOCK)) == len(entries)


def test_the_lock_names_no_address_and_no_path() -> None:
    # An address holds a slash, and so does a path.
    assert "/" not in LOCK


def test_the_set_up_finds_the_pip_it_may_have_to_fetch() -> None:
    version, hashes = runpy.run_path(str(CHECKOUT / ".ci/setup.py"))["pinned_pip"]()

    assert f"pip=={version} \\" in LOCK
    assert re.findall(r"sha256:[0-9a-f]{64}", hashes)


def test_the_javascript_packages_are_locked_too() -> None:
    asked = json.loads((JAVASCRIPT / "package.json").read_text())["devDependencies"]
    packages = json.loads((JAVASCRIPT / "package-lock.json").read_text())["packages"]
    itself = packages.pop("")

    assert itself["devDependencies"] == asked
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
