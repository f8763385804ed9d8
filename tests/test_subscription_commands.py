"""The command line from outside: people's own calendars fetched, and what they clash with."""

import json
import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from planner.application.busyfile import read_busy_file, render_busy_file
from planner.application.commandline import Format
from planner.commands.subscriptions import fetch
from planner.domain.busysources import BusySource, BusySources
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from planner.domain.words import Language
from tests.calendars.calendar_server import HOST, Request, serving
from tests.comparisons import STARTS, two_schools
from tests.instances import document, plan
from tests.test_command_line import run

SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one
MEETING = ("2027-03-04T09:00", "2027-03-04T10:30")
"""When rt.vika.2 stands, with PP-rådgiver 01 and Helsesykepleier 01."""


def source(*intervals: tuple[str, str, str], **changes: object) -> BusySource:
    """A calendar that is known to the end of the half-year."""

    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)

    return BusySource.model_validate(
        {
            "host": "kalender.no",
            "digest": "0" * 32,
            "first_day": "2027-01-04",
            "last_day": "2027-06-18",
            "last_attempt": "2027-02-26T08:00:00+01:00",
            "last_success": "2027-02-26T08:00:00+01:00",
            "known_until": "2027-06-19T00:00:00+02:00",
            "intervals": [
                BusyInterval(moment(start), moment(end), BusyKind(kind))
                for start, end, kind in intervals
            ],
            **changes,
        }
    )


def laid_out(folder: Path, language: Language = "nb", **sources: BusySource) -> Path:
    """A folder with a problem, its published plan, and busy times: ``ppt_01=source(…)``."""
    ours: Problem = two_schools(language)
    stated = ours.model_dump(mode="json", exclude_defaults=True)
    (folder / "lillevik.yaml").write_text(yaml.safe_dump(stated), encoding="utf-8")
    (folder / "plan.json").write_text(plan(ours, STARTS).model_dump_json(), encoding="utf-8")
    people = {name.replace("_", "-"): [each] for name, each in sources.items()}
    text = render_busy_file(BusySources.model_validate({"people": people}))
    (folder / "opptatt.json").write_text(text, encoding="utf-8")
    return folder


def clashes(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    fixed = ("lillevik.yaml", "plan.json", "--busy", "opptatt.json", "--today", "2027-02-26")
    return run("clashes", *fixed, *words, folder=folder)


# ---------------------------------------------------------------------------- fetch


def calendar(*events: tuple[str, str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//NO"]
    for number, (start, end) in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@test", "SUMMARY:Fortrolig samtale"]
        lines += [f"DTSTART:{start}", f"DTEND:{end}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


@pytest.fixture
def fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Request], object], Format], tuple[int, BusySources]]:
    """Run the command for PP-rådgiver 01 in this process, with a server here taken for public."""
    laid_out(tmp_path)
    (tmp_path / "opptatt.json").unlink()
    addresses = tmp_path / "adresser.yaml"

    def fetched_from(answer: Callable[[Request], object], form: Format) -> tuple[int, BusySources]:
        with serving(answer) as server:
            # The same address each time, whatever port the server has got.
            monkeypatch.setattr(
                "calendars.download.download",
                lambda _, validators: server.fetch(server.at(f"/{SECRET}.ics"), validators),
            )
            addresses.write_text(f"ppt-01: https://{HOST}/{SECRET}.ics\n", encoding="utf-8")
            addresses.chmod(0o600)
            busy = tmp_path / "opptatt.json"
            status = fetch(tmp_path / "lillevik.yaml", addresses, output=busy, form=form)
        return status, read_busy_file(busy)

    return fetched_from


def test_a_calendar_is_fetched_then_unchanged_then_gone(
    fetched: Callable[[Callable[[Request], object], Format], tuple[int, BusySources]],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Two events in February and one in March, after which nothing is known."""
    body = calendar(
        ("20270202T080000Z", "20270202T090000Z"),
        ("20270203T080000Z", "20270203T090000Z"),
        ("20270314T080000Z", "20270314T090000Z"),
    )

    def known(request: Request) -> None:
        unchanged = request.headers["If-None-Match"] == '"v1"'
        request.reply(b"" if unchanged else body, status=304 if unchanged else 200, ETag='"v1"')

    status, first = fetched(known, Format.TEXT)
    assert status == 0
    assert capsys.readouterr().out == (
        "Kalendere: 1 hentet, 0 uendret og 0 ikke hentet.\n\n"
        f"PP-rådgiver 01 (ppt-01), {HOST}: hentet, 3 opptatte tidsrom.\n"
        "  ! Kalenderen er kjent til 14. mars 2027; etter det vet vi ikke.\n"
    )
    mode = stat.S_IMODE((tmp_path / "opptatt.json").stat().st_mode)
    assert oct(mode) == oct(0o600)

    status, second = fetched(known, Format.JSON)
    told = json.loads(capsys.readouterr().out)
    assert (status, told["people"]["ppt-01"][0]["outcome"]) == (0, "unchanged")
    assert second.times == first.times

    status, third = fetched(lambda request: request.reply(status=404), Format.TEXT)
    written = capsys.readouterr()
    assert status == 1
    assert "0 hentet, 0 uendret og 1 ikke hentet" in written.out
    assert f"! {HOST} har ikke kalenderen på denne adressen lenger (HTTP 404)" in written.out
    assert "! Opptatt-tidene er fra " in written.out
    assert third.times == first.times

    left = (tmp_path / "opptatt.json").read_text(encoding="utf-8")
    assert SECRET not in left + written.out + written.err
    assert "Fortrolig" not in left


def test_nothing_on_the_inside_is_fetched_and_the_file_is_written_all_the_same(
    tmp_path: Path,
) -> None:
    laid_out(tmp_path, ppt_01=source((*MEETING, "busy")))
    addresses = tmp_path / "adresser.yaml"
    addresses.write_text(f"ppt-01: https://127.0.0.1:1/{SECRET}\n", encoding="utf-8")
    addresses.chmod(0o644)

    words = ("fetch", "lillevik.yaml", "adresser.yaml", "-o", "opptatt.json")
    done = run(*words, folder=tmp_path)
    as_json = run(*words, "--format", "json", folder=tmp_path)

    assert done.returncode == 1
    assert "127.0.0.1 er ikke et sted på det åpne nettet" in done.stdout
    assert "Den er aldri hentet" in done.stdout
    assert "chmod 600 adresser.yaml" in done.stderr
    told = json.loads(as_json.stdout)
    assert (told["exit"], told["meaning"]) == (1, "Noen kalendere ble ikke hentet.")
    kept = read_busy_file(tmp_path / "opptatt.json")
    assert [each.host for each in kept.people["ppt-01"]] == ["127.0.0.1"]
    said = done.stdout + done.stderr + as_json.stdout + as_json.stderr
    assert SECRET not in said + (tmp_path / "opptatt.json").read_text(encoding="utf-8")


def test_a_fault_in_the_addresses_is_told_by_its_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    laid_out(tmp_path)
    before = (tmp_path / "opptatt.json").read_bytes()
    (tmp_path / "adresser.yaml").write_text(f"ppt-01: http://a.no/{SECRET}\n", encoding="utf-8")

    words = ("fetch", "lillevik.yaml", "adresser.yaml", "-o")
    done = run(*words, "opptatt.json", "--format", "json", folder=tmp_path)
    over = run(*words, "adresser.yaml", folder=tmp_path)

    fault = json.loads(done.stdout)["faults"][0]
    assert (done.returncode, fault["file"], fault["line"]) == (2, "adresser.yaml", 1)
    assert over.returncode == 2
    assert (tmp_path / "opptatt.json").read_bytes() == before
    assert SECRET not in done.stdout + done.stderr + over.stdout + over.stderr


# ---------------------------------------------------------------------------- --busy


def checked(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("check", "lillevik.yaml", "plan.json", *words, folder=folder)


def test_a_plan_is_checked_against_peoples_calendars(tmp_path: Path) -> None:
    """Their own meeting is not in its own way, what is tentative is not, and strangers are told."""
    laid_out(
        tmp_path,
        ppt_01=source((*MEETING, "busy"), ("2027-01-05T09:00", "2027-01-05T10:00", "tentative")),
        helse_01=source(("2027-03-11T10:00", "2027-03-11T11:00", "out-of-office")),
        ppt_77=source(),
    )

    without, done = checked(tmp_path), checked(tmp_path, "--busy", "opptatt.json")

    assert without.returncode == 0
    assert done.returncode == 1
    (broken,) = [line for line in done.stdout.splitlines() if line.startswith("- ")]
    assert broken == (
        "- Ressursteam, Nes skole står torsdag 11. mars kl. 09.00–10.30, men Helsesykepleier 01 "
        "er ikke tilgjengelig da."
    )
    assert "(ppt-77)" in done.stderr


def test_a_plan_is_made_around_peoples_calendars(tmp_path: Path) -> None:
    """PP-rådgiver 01 has only the Tuesdays of March left, and the last of March."""
    busy = [
        ("2027-01-04T00:00", "2027-03-01T00:00", "busy"),
        ("2027-04-01T00:00", "2027-06-19T00:00", "out-of-office"),
    ]
    for first, last in ((1, 2), (3, 9), (10, 16), (17, 23), (24, 30)):
        busy.append((f"2027-03-{first:02}T00:00", f"2027-03-{last:02}T00:00", "busy"))
    laid_out(tmp_path, ppt_01=source(*busy))

    words = ("--busy", "opptatt.json", "-o", "ut", "--seconds", "1")
    run("plan", "lillevik.yaml", *words, folder=tmp_path)
    made = json.loads((tmp_path / "ut/plan.json").read_bytes())
    again = run("check", "lillevik.yaml", "ut/plan.json", "--busy", "opptatt.json", folder=tmp_path)

    tuesdays = {"2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30"}
    assert len(made["meetings"]) == 4
    assert {each["start"][:10] for each in made["meetings"]} <= tuesdays | {"2027-03-31"}
    assert "ikke er tilgjengelig" not in again.stdout


def test_contacts_are_chosen_with_the_time_that_people_have(tmp_path: Path) -> None:
    """Two schools and two advisers: one school each, but both for the one who has time."""
    laid_out(tmp_path, ppt_01=source(("2027-01-04T00:00", "2027-06-19T00:00", "busy")))
    path = tmp_path / "lillevik.yaml"
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    del stated["contacts"]
    path.write_text(yaml.safe_dump(stated), encoding="utf-8")

    words = ("staff", "lillevik.yaml", "--seconds", "2", "-o")
    run(*words, "alle.yaml", folder=tmp_path)
    run(*words, "ledige.yaml", "--busy", "opptatt.json", folder=tmp_path)

    chosen = [
        sorted(
            services["ppt"]
            for services in yaml.safe_load((tmp_path / name).read_text(encoding="utf-8"))[
                "contacts"
            ].values()
        )
        for name in ("alle.yaml", "ledige.yaml")
    ]
    assert chosen == [["ppt-01", "ppt-02"], ["ppt-02", "ppt-02"]]


def test_a_busy_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    laid_out(tmp_path)

    done = checked(tmp_path, "--busy", "plan.json")

    assert done.returncode == 2
    assert "plan.json: Filen er ikke slik «semesterplan fetch» skriver den" in done.stderr


# ---------------------------------------------------------------------------- clashes


def test_clashes_are_listed_and_become_a_scenario_that_whatif_can_mend(tmp_path: Path) -> None:
    """PP-rådgiver 01 is busy for half an hour of rt.vika.2, and all of the two days after it."""
    laid_out(
        tmp_path,
        ppt_01=source(
            ("2027-03-04T10:00", "2027-03-04T11:00", "busy"),
            ("2027-03-05T00:00", "2027-03-09T00:00", "out-of-office"),
        ),
        helse_01=source(("2027-03-11T09:30", "2027-03-11T10:00", "tentative")),
    )

    done = clashes("-o", "kollisjoner.yaml", folder=tmp_path)

    assert done.returncode == 1
    assert done.stdout == (
        "2 møter i planen kolliderer nå med kalenderen til noen som skal være med:\n"
        "- torsdag 4. mars kl. 09.00–10.30: Ressursteam, Vika skole; PP-rådgiver 01 er opptatt.\n"
        "- torsdag 11. mars kl. 09.00–10.30: Ressursteam, Nes skole; Helsesykepleier 01 er bare "
        "foreløpig opptatt.\n"
    )
    files = ("--scenario", "kollisjoner.yaml", "--busy", "opptatt.json")
    command = ("whatif", "lillevik.yaml", "plan.json", *files)
    assert f"semesterplan {' '.join(command)}" in done.stderr

    mended = run(
        *command, "--policy", "move", "--today", "2027-02-26", "--seconds", "20", "-o", "ut",
        folder=tmp_path,
    )  # fmt: skip
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "Ressursteam, Vika skole" in mended.stdout
    after = json.loads((tmp_path / "ut/1-move/plan.json").read_bytes())
    moved = {each["id"]: each["start"] for each in after["meetings"]}
    published = json.loads((tmp_path / "plan.json").read_bytes())
    before = {each["id"]: each["start"] for each in published["meetings"]}
    assert {name for name in before if moved[name] != before[name]} == {"rt.vika.2"}
    (tmp_path / "plan.json").write_text(json.dumps(after), encoding="utf-8")
    assert "Vika" not in clashes(folder=tmp_path).stdout


def test_whatif_lets_what_is_published_stand_and_puts_nothing_where_somebody_is_busy(
    tmp_path: Path,
) -> None:
    """rt.nes.2 clashes and is let be; rt.vika.2 may go anywhere but where ppt-01 is busy."""
    laid_out(
        tmp_path,
        ppt_01=source(
            ("2027-03-11T08:00", "2027-03-11T16:00", "busy"),
            ("2027-03-08T00:00", "2027-03-11T00:00", "busy"),
            ("2027-03-12T00:00", "2027-06-19T00:00", "busy"),
            ("2027-03-01T00:00", "2027-03-05T00:00", "busy"),
        ),
    )

    done = run(
        "whatif", "lillevik.yaml", "plan.json", "--away", "helse-01", "--from", "2027-03-04",
        "--to", "2027-03-04", "--busy", "opptatt.json", "--policy", "move",
        "--today", "2027-02-26", "--seconds", "20", "-o", "ut", folder=tmp_path,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    after = json.loads((tmp_path / "ut/1-move/plan.json").read_bytes())
    starts = {each["id"]: each["start"][:10] for each in after["meetings"]}
    assert starts["rt.nes.2"] == "2027-03-11"
    assert starts["rt.vika.2"] == "2027-03-05"
    # What stands in somebody's calendar is not written down with the alternatives.
    assert "busy" not in (tmp_path / "ut/1-move/problem.yaml").read_text()


def test_no_clash_is_said_as_far_as_it_is_known(tmp_path: Path) -> None:
    """After 14 February PP-rådgiver 01 has two meetings more, and Helsesykepleier 01 too."""
    laid_out(
        tmp_path,
        ppt_01=source((*MEETING, "busy"), known_until="2027-02-15T00:00:00+01:00"),
    )

    done = clashes(folder=tmp_path)
    as_json = clashes("--format", "json", folder=tmp_path)

    assert done.returncode == 0
    assert done.stdout == (
        "Ingen møter fra 26. februar kolliderer med kalenderne til dem som skal være med, så langt "
        "kalenderne når.\n\n"
        "Dette vet vi ikke:\n"
        "- PP-rådgiver 01: kalenderen er kjent til 14. februar 2027, og 2 møter er senere.\n"
        "- 1 person med møter har ingen kalender her.\n"
    )
    told = json.loads(as_json.stdout)
    assert told["clashes"] == []
    assert told["unknown"][0]["person"] == "ppt-01"
    assert told["without_calendar"] == ["helse-01"]


def test_old_busy_times_are_said_to_be_old_in_the_language_of_the_problem(tmp_path: Path) -> None:
    laid_out(
        tmp_path,
        "nn",
        ppt_01=source(setback={"fetching": "ill", "status": 500}),
        helse_01=source(known_until=None),
    )

    done = clashes(folder=tmp_path)

    assert done.returncode == 0
    assert "- Helsesykepleier 01: vi veit ikkje kor langt fram kalenderen gjeld (2 møte)." in (
        done.stdout
    )
    assert (
        "- PP-rådgiver 01: kalender.no har ein feil hos seg (HTTP 500); prøv igjen seinare. "
        "Opptatt-tidene er frå 26. februar 2027 kl. 08.00."
    ) in done.stdout


def test_a_calendar_that_was_never_fetched_is_said_to_be_so(tmp_path: Path) -> None:
    never = source(setback={"fetching": "gone", "status": 404}, last_success=None)
    laid_out(tmp_path, ppt_01=never)

    assert (
        "- PP-rådgiver 01: kalender.no har ikke kalenderen på denne adressen lenger (HTTP 404); "
        "publiser den på nytt, og bruk den nye lenken. Den er aldri hentet, så vi vet ikke når "
        "personen er opptatt.\n"
    ) in clashes(folder=tmp_path).stdout


def test_nothing_is_written_for_what_is_only_tentative(tmp_path: Path) -> None:
    laid_out(tmp_path, ppt_01=source(("2027-03-04T08:00", "2027-03-04T12:00", "tentative")))

    done = clashes("-o", "kollisjoner.yaml", folder=tmp_path)

    assert done.returncode == 1
    assert "ikke noe å lage et scenario av" in done.stderr
    assert not (tmp_path / "kollisjoner.yaml").exists()


def test_whoever_publishes_is_told_what_clashes_at_once(tmp_path: Path) -> None:
    """Published all the same: what is in a calendar today does not decide what was agreed.

    The half-year is far ahead, so that the meetings are to come whenever this is run.
    """
    calendars = [{"id": "rute", "municipality": "lillevik", "unit_types": ["primary"]}]
    days = {"name": "Vår 2099", "first_day": "2099-01-05", "last_day": "2099-06-19"}
    small = document(semester=days, school_calendars=calendars)
    (tmp_path / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    starts = {"rt.vika.1": "2099-02-03T09:00", "rt.vika.2": "2099-04-21T09:00"}
    made = plan(Problem.model_validate(small), starts)
    (tmp_path / "plan.json").write_text(made.model_dump_json(), encoding="utf-8")
    busy = source(("2099-02-03T10:00", "2099-02-03T11:00", "busy"))
    sources = BusySources(people={"ppt-01": (busy,)})
    (tmp_path / "opptatt.json").write_text(render_busy_file(sources), encoding="utf-8")

    words = ("publish", "lillevik.yaml", "plan.json", "-o", "ute", "--busy", "opptatt.json")
    done = run(*words, folder=tmp_path)

    assert done.returncode == 0
    assert "1 møte i planen kolliderer nå" in done.stdout
    assert "PP-rådgiver 01 er opptatt." in done.stdout
    assert "semesterplan clashes ute/problem.yaml ute/plan.json --busy opptatt.json" in done.stdout
    assert "T11:00" not in (tmp_path / "ute/versions/0001.json").read_text(encoding="utf-8")
