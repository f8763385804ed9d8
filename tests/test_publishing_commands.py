"""Publishing from outside: the way from a draft to a feed, and the exit status."""

import json
from pathlib import Path

import pytest
import yaml

from tests.instances import document
from tests.publications import planned
from tests.test_command_line import CALENDARS, run


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with the minimal problem, and two plans of it in ``a.json`` and ``b.json``."""
    small = document(school_calendars=CALENDARS)
    (tmp_path / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    for name, day in (("a", 4), ("b", 11)):
        (tmp_path / f"{name}.json").write_text(planned(day).model_dump_json(), encoding="utf-8")
    return tmp_path


def test_from_a_draft_to_a_feed_and_on_to_the_next_version(drafts: Path) -> None:
    page = ("--page", "https://plan.lillevik.no/", "--note", "Klar")
    first = run("publish", "lillevik.yaml", "a.json", "-o", "ut", *page, folder=drafts)
    second = run("publish", "lillevik.yaml", "b.json", "-o", "ut", "--expect", "1", folder=drafts)
    again = run("publish", "lillevik.yaml", "b.json", "-o", "ut", folder=drafts)
    feed = run("feed", "ut", "ppt-01", "--today", "2026-12-01", folder=drafts)
    to_file = ("--language", "nn", "--series", "-o", "rt.ics")
    series = run("feed", "ut", "rt", *to_file, folder=drafts)

    assert [each.returncode for each in (first, second, again, feed, series)] == [0] * 5
    assert first.stdout.startswith("Lillevik kommune, Vår 2027: publisert som versjon 1, 2 møter.")
    assert "Siden versjon 1: 1 møte er flyttet." in second.stdout
    assert "planen er alt publisert, som versjon 2" in again.stdout
    assert "DTSTART;TZID=Europe/Oslo:20270511T090000\n" in feed.stdout
    assert (drafts / "rt.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert series.stderr.strip() == "Skrev rt.ics."
    version = json.loads((drafts / "ut/versions/0002.json").read_bytes())["version"]
    assert (version["number"], version["page"]) == (2, "https://plan.lillevik.no/")


def test_what_is_published_can_be_asked_about_and_published_anew(drafts: Path) -> None:
    run("publish", "lillevik.yaml", "a.json", "-o", "ut", folder=drafts)

    asked = run(
        "whatif", "ut/problem.yaml", "ut/plan.json", "--today", "2027-01-04", "--move", "rt.vika.2",
        "--to", "2027-05-18T09:00", "--policy", "move", "-o", "om", folder=drafts,
    )  # fmt: skip
    chosen = ("om/1-move/problem.yaml", "om/1-move/plan.json")
    done = run("publish", *chosen, "-o", "ut", "--format", "json", folder=drafts)

    assert (asked.returncode, done.returncode) == (0, 0)
    told = json.loads(done.stdout)
    assert (told["published"], told["version"], told["before"]) == (True, 2, 1)
    assert told["changes"]["moved"] == ["rt.vika.2"]


def test_what_does_not_hold_is_published_only_when_it_is_said(drafts: Path) -> None:
    half = json.loads((drafts / "a.json").read_bytes())
    del half["meetings"][1]
    (drafts / "halv.json").write_text(json.dumps(half), encoding="utf-8")

    held_back = run("publish", "lillevik.yaml", "halv.json", "-o", "ut", folder=drafts)
    there = (drafts / "ut").exists()
    anyway = run("publish", "lillevik.yaml", "halv.json", "-o", "ut", "--anyway", folder=drafts)

    assert (held_back.returncode, there) == (1, False)
    assert "møte 2 av 2 har ikke fått plass" in held_back.stdout
    assert "--anyway" in held_back.stdout
    assert (anyway.returncode, (drafts / "ut/versions/0001.json").exists()) == (1, True)


def test_what_is_refused_changes_nothing(drafts: Path) -> None:
    run("publish", "lillevik.yaml", "a.json", "-o", "ut", folder=drafts)
    words = ("--expect", "3", "--page", "plan.lillevik.no", "--note", "Gjelder 01819000049")

    refused = run("publish", "lillevik.yaml", "b.json", "-o", "ut", *words, folder=drafts)

    assert refused.returncode == 2
    assert "note: Dette ser ut til å inneholde et fødselsnummer" in refused.stderr
    assert "page: Adressen til siden må begynne med https://" in refused.stderr
    assert "expect: Nyeste versjon er 1, ikke 3" in refused.stderr
    assert "01819000049" not in refused.stderr
    assert [each.name for each in (drafts / "ut/versions").iterdir()] == ["0001.json"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("borte", "vika"), "borte: Her er ingenting publisert; oppgi mappen som «semesterplan"),
        (("borte", "vika", "--language", "en"), "--language har en verdi som ikke kan brukes"),
        (("borte", "vika", "--today", "9999-12-31"), "--today har en verdi som ikke kan brukes"),
    ],
)
def test_a_feed_that_is_none_is_told(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    refused = run("feed", *words, folder=tmp_path)

    assert refused.returncode == 2
    assert told in refused.stderr


def test_whoever_writes_a_note_is_warned_about_children(tmp_path: Path) -> None:
    helped = run("publish", "--help", folder=tmp_path)

    told = " ".join(helped.stdout.split())
    assert "synes i historikken og ikke i kalenderne. Skriv ingenting om barn" in told
