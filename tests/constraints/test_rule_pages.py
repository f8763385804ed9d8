"""Every rule has its card, its titles, its test file and an up-to-date page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import constraints
from constraints import RULES
from planner.domain.words import LANGUAGES
from planner.engine.rule import Rule

CHECKOUT = Path(__file__).parents[2]
PAGES = CHECKOUT / "docs" / "rules"
LABELS = ["Formel", "Enhet", "Kilde", "Dekker ikke"]

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name())


def card(rule: type[Rule]) -> str:
    return sys.modules[rule.__module__].__doc__ or ""


def compare(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PAGES / "make_pages.py", "--check", "--folder", folder],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_file_of_the_rulebook_is_one_rule_that_is_listed() -> None:
    (room,) = constraints.__path__
    files = {path.stem for path in Path(room).glob("*.py")} - {"__init__"}

    assert sorted(rule.name() for rule in RULES) == sorted(files)


@every_rule
def test_a_rule_has_titles_in_both_languages(rule: type[Rule]) -> None:
    assert all(rule.title.text(language).strip() for language in LANGUAGES)


@every_rule
def test_a_card_has_its_sentence_its_paragraph_and_its_parts(rule: type[Rule]) -> None:
    sentence, _, rest = card(rule).partition("\n\n")
    paragraph, _, _ = rest.partition("\n\n")

    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert not paragraph.startswith("Formel:")
    assert re.findall(rf"^({'|'.join(LABELS)}): \S", rest, re.MULTILINE) == LABELS


@every_rule
def test_a_card_points_only_to_rules_that_exist(rule: type[Rule]) -> None:
    _, _, left_out = card(rule).partition("\nDekker ikke:")

    assert set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", left_out)) <= {each.name() for each in RULES}


@every_rule
def test_a_rule_has_a_test_file(rule: type[Rule]) -> None:
    assert (Path(__file__).parent / f"test_{rule.name()}.py").is_file()


def test_the_pages_are_those_of_the_cards() -> None:
    outcome = compare(PAGES)

    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_a_page_that_differs_lacks_or_has_no_rule_is_found(tmp_path: Path) -> None:
    for page in PAGES.glob("*.md"):
        shutil.copy(page, tmp_path)
    (tmp_path / "same_time.md").write_text("# Noe annet\n", encoding="utf-8")
    (tmp_path / "same_weekday.md").unlink()
    (tmp_path / "no_such_rule.md").write_text("# Ingen regel\n", encoding="utf-8")

    outcome = compare(tmp_path)

    assert outcome.returncode == 1
    assert re.findall(r"^\w+\.md", outcome.stderr, re.MULTILINE) == [
        "no_such_rule.md",
        "same_time.md",
        "same_weekday.md",
    ]
