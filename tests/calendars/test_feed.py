"""Feeds, read back by the library that wrote them and by one that did not (vobject)."""

import re
from datetime import date, datetime, timedelta

import pytest
import vobject
from icalendar import Event

from calendars.feed import Feed, audiences_of
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.calendars.feeds import events, lines, written
from tests.calendars.feeds import feed as feed_of
from tests.instances import Document, history, person, plan, problem, series, unit

PUBLISHED = "2026-11-19T12:00"

VIKA = problem(
    units=[unit("vika"), unit("nes")],
    people=[person("ppt-01"), person("ppt-02"), person("barnevern-03")],
    contacts={
        "vika": {"ppt": "ppt-01", "barnevern": "barnevern-03"},
        "nes": {"ppt": "ppt-01"},
    },
    series=[
        series(
            frequency={"per_half_year": 3},
            attendance=[{"contact": "ppt"}, {"contact": "barnevern", "level": "as_needed"}],
        )
    ],
)
# Clocks go forward on 28 March 2027: the first meeting stands in winter time, the others in summer
# time, the second on the first working day after the change.
STARTS = {
    "rt.vika.1": "2027-03-26T09:00",
    "rt.vika.2": "2027-03-29T09:00",
    "rt.vika.3": "2027-06-01T13:30",
    "rt.nes.1": "2027-03-26T12:00",
}
PLAN = plan(VIKA, STARTS)


def feed(audience: str, of: Problem = VIKA, planned: Plan = PLAN) -> Feed:
    return feed_of(history((of, planned, PUBLISHED)), audience)


def test_those_who_take_part_have_a_feed() -> None:
    # PP-rådgiver 02, and the health service, are at no meeting.
    assert [each.name for each in audiences_of(history((VIKA, PLAN, PUBLISHED)))] == [
        "ppt-01",
        "barnevern-03",
        "vika",
        "nes",
        "ppt",
        "barnevern",
        "rt.serie",
    ]


@pytest.mark.parametrize(
    ("audience", "meetings"),
    [
        ("ppt-01", ["rt.nes.1", "rt.vika.1", "rt.vika.2", "rt.vika.3"]),
        ("ppt", ["rt.nes.1", "rt.vika.1", "rt.vika.2", "rt.vika.3"]),
        ("vika", ["rt.vika.1", "rt.vika.2", "rt.vika.3"]),
        ("nes", ["rt.nes.1"]),
        ("barnevern-03", ["rt.vika.1", "rt.vika.2", "rt.vika.3"]),
        ("rt", ["rt.nes.1", "rt.vika.1", "rt.vika.2", "rt.vika.3"]),
        ("ppt-02", []),
    ],
)
def test_a_feed_holds_the_meetings_of_its_audience(audience: str, meetings: list[str]) -> None:
    held = sorted((str(event["SUMMARY"]), event.start) for event in events(feed(audience)))

    assert held == sorted((PLAN.placed[each].title, PLAN.placed[each].start) for each in meetings)


def test_nobody_has_no_feed() -> None:
    with pytest.raises(KeyError):
        feed("ukjent")


def test_a_foreign_parser_reads_the_same_meetings() -> None:
    ours = {
        (str(event["UID"]), str(event["SUMMARY"]), event.start, event.end)
        for event in events(feed("ppt-01"))
    }
    theirs = {
        (event.uid.value, event.summary.value, event.dtstart.value, event.dtend.value)
        for event in vobject.readOne(feed("ppt-01").body.decode()).vevent_list
    }

    assert theirs == ours
    assert {event[1:] for event in ours} == {
        (each.title, each.start, each.end) for each in PLAN.meetings
    }


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        # 09.00 in Oslo is 08.00 UTC on the last Friday of winter time, and 07.00 UTC on the first
        # Monday of summer time.
        (date(2027, 3, 26), 8),
        (date(2027, 3, 29), 7),
    ],
)
def test_meetings_keep_their_hour_when_the_clocks_change(day: date, utc_hour: int) -> None:
    starts = [
        event.dtstart.value for event in vobject.readOne(feed("vika").body.decode()).vevent_list
    ]

    (start,) = (each for each in starts if each.date() == day)

    assert start.hour == 9
    assert start.utcoffset().total_seconds() == (9 - utc_hour) * 3600


def test_the_time_zone_agrees_with_the_tz_database_on_the_days_of_change() -> None:
    zone = vobject.readOne(feed("vika").body.decode()).vtimezone.gettzinfo()

    for moment in (
        datetime(2027, 3, 28, 1, 59, tzinfo=OSLO),
        datetime(2027, 3, 28, 3, 0, tzinfo=OSLO),
        datetime(2027, 10, 31, 1, 59, tzinfo=OSLO),
        datetime(2027, 10, 31, 3, 0, tzinfo=OSLO),
    ):
        assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()


def test_the_calendar_says_what_clients_need() -> None:
    header = lines(feed("ppt-01"))[:8]

    assert header[:3] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Semesterplan//Semesterplan//NO",
    ]
    assert set(header[3:]) == {
        "NAME:Semesterplan: PP-rådgiver 01",
        "X-WR-CALNAME:Semesterplan: PP-rådgiver 01",
        "X-WR-TIMEZONE:Europe/Oslo",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    }


def test_each_meeting_says_what_clients_need() -> None:
    (event,) = events(feed("nes"))

    # Published on 19 November at 12.00 in Oslo, 11.00 UTC.
    assert written(event) == {
        "UID": str(event["UID"]),
        "DTSTAMP": "20261119T110000Z",
        "LAST-MODIFIED": "20261119T110000Z",
        "SEQUENCE": "0",
        "DTSTART": "20270326T120000",
        "DTEND": "20270326T133000",
        "SUMMARY": r"Ressursteam\, Nes skole",
        "LOCATION": "Nes skole",
        "DESCRIPTION": (
            r"Deltakere:\n- Ledelsen ved Nes skole\n- PP-rådgiver 01 (PPT)\nSted: Nes skole"
        ),
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS": "BUSY",
    }
    assert event["DTSTART"].params == {"TZID": "Europe/Oslo"}


def test_the_description_tells_who_is_there_as_needed_in_the_problems_language() -> None:
    nynorsk = VIKA.model_copy(update={"language": "nn"})
    planned = plan(nynorsk, {"rt.vika.1": "2027-02-04T09:00"})

    (event,) = events(feed("vika", nynorsk, planned))

    assert str(event["DESCRIPTION"]) == (
        "Deltakarar:\n"
        "- Leiinga ved Vika skole\n"
        "- PP-rådgiver 01 (PPT)\n"
        "- Barnevernskontakt 03 (BARNEVERN, ved behov)\n"
        "Stad: Vika skole"
    )


def test_a_meeting_nowhere_in_particular_has_no_place() -> None:
    together = problem(
        series=[series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}])]
    )

    (event,) = events(feed("ppt-01", together, plan(together, {"slt.alle.1": "2027-02-04T09:00"})))

    assert "LOCATION" not in event
    assert str(event["DESCRIPTION"]) == "Deltakere:\n- PP-rådgiver 01 (PPT)"


# --- part of a meeting, welcome, rooms, digital, and how meetings are held ---------------------


def several(language: str = "nb", practice: Document | None = None) -> Problem:
    """Ressursteam with PPT; the nurse at the last half hour, the child-welfare contact welcome."""
    return problem(
        language=language,
        people=[person("ppt-01"), person("helse-01"), person("barnevern-03")],
        places=[{"id": "radhuset", "name": "Rådhuset"}],
        rooms=[{"id": "rom-2", "name": "Rom 2", "place": "radhuset"}],
        series=[
            series(
                frequency={"per_half_year": 1},
                attendance=[
                    {"person": "ppt-01"},
                    {"person": "helse-01", "part": {"last_minutes": 30}},
                    {"person": "barnevern-03", "level": "welcome"},
                ],
                **(practice or {}),
            )
        ],
    )


def only_event(audience: str, of: Problem) -> Event:
    """The event of the one meeting of `several`, Thursday 4 February at 09.00–10.30."""
    planned = plan(of, {next(iter(of.meetings)): "2027-02-04T09:00"})
    (event,) = events(feed(audience, of, planned))
    return event


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Du er med kl. 10.00–10.30. Hele møtet varer kl. 09.00–10.30."),
        ("nn", "Du er med kl. 10.00–10.30. Heile møtet varer kl. 09.00–10.30."),
    ],
)
def test_a_person_sees_only_their_part_of_a_meeting(language: str, sentence: str) -> None:
    event = only_event("helse-01", several(language))

    assert event.start == datetime(2027, 2, 4, 10, 0, tzinfo=OSLO)
    assert event.end == datetime(2027, 2, 4, 10, 30, tzinfo=OSLO)
    assert str(event["DESCRIPTION"]).splitlines()[0] == sentence
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")
    # The same meeting as in the others' feeds.
    assert event["UID"] == only_event("vika", several(language))["UID"]


@pytest.mark.parametrize("audience", ["ppt-01", "vika", "helse", "barnevern-03"])
def test_everybody_else_sees_the_whole_meeting(audience: str) -> None:
    event = only_event(audience, several())

    assert event.start == datetime(2027, 2, 4, 9, 0, tzinfo=OSLO)
    assert event.end == datetime(2027, 2, 4, 10, 30, tzinfo=OSLO)
    assert str(event["DESCRIPTION"]) == (
        "Deltakere:\n"
        "- Ledelsen ved Vika skole\n"
        "- PP-rådgiver 01 (PPT)\n"
        "- Helsesykepleier 01 (HELSE, kl. 10.00–10.30)\n"
        "- Barnevernskontakt 03 (BARNEVERN, velkommen)\n"
        "Sted: Vika skole"
    )


@pytest.mark.parametrize(
    ("audience", "transparency", "status"),
    [
        ("barnevern-03", "TRANSPARENT", "FREE"),
        ("barnevern", "TRANSPARENT", "FREE"),
        ("ppt-01", "OPAQUE", "BUSY"),
        ("helse", "OPAQUE", "BUSY"),
        ("vika", "OPAQUE", "BUSY"),
    ],
)
def test_a_meeting_takes_no_time_of_those_who_are_only_welcome(
    audience: str, transparency: str, status: str
) -> None:
    event = only_event(audience, several())

    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == (transparency, status)


@pytest.mark.parametrize(
    ("where", "location"),
    [
        ({"rooms": ["rom-2"]}, "Rom 2, Rådhuset"),
        ({"place": "radhuset"}, "Rådhuset"),
        ({"digital": True}, "Digitalt møte"),
    ],
)
def test_the_location_is_room_and_place_or_digital(where: Document, location: str) -> None:
    event = only_event("vika", several(practice=where))

    assert str(event["LOCATION"]) == location
    assert str(event["DESCRIPTION"]).splitlines()[-1] == f"Sted: {location}"


@pytest.mark.parametrize(
    ("language", "practice", "lines"),
    [
        (
            "nb",
            {"convener": "ppt", "anonymous": True, "keeps_minutes": False},
            ["Innkaller: PPT", "Sakene drøftes anonymt.", "Det skrives ikke referat."],
        ),
        (
            "nb",
            {"anonymous": False, "keeps_minutes": True},
            ["Sakene drøftes ikke anonymt.", "Det skrives referat."],
        ),
        (
            "nn",
            {"convener": "ppt-01", "anonymous": True, "keeps_minutes": False},
            [
                "Innkallar: PP-rådgiver 01",
                "Sakene blir drøfta anonymt.",
                "Det blir ikkje skrive referat.",
            ],
        ),
        (
            "nn",
            {"anonymous": False, "keeps_minutes": True},
            ["Sakene blir ikkje drøfta anonymt.", "Det blir skrive referat."],
        ),
    ],
)
def test_the_description_says_how_the_meeting_is_held(
    language: str, practice: Document, lines: list[str]
) -> None:
    description = str(only_event("vika", several(language, practice))["DESCRIPTION"])

    assert description.splitlines()[-len(lines) :] == lines
    assert description.splitlines()[-len(lines) - 1].startswith(("Sted:", "Stad:"))


# --- titles, bytes and names ---------------------------------------------------------------------


def test_reserved_slots_go_by_their_number() -> None:
    of = problem(series=[series(name="Ansvarsgruppe", frequency={"reserved_slots": 2})])

    reserved = feed("vika", of, plan(of, {"rt.vika.2": "2027-02-04T09:00"}))

    assert [str(event["SUMMARY"]) for event in events(reserved)] == [
        "Ansvarsgruppe, Vika skole – plass 2"
    ]


def test_nothing_asks_for_an_answer_or_hides_the_meeting() -> None:
    names = {line.partition(":")[0].partition(";")[0] for line in lines(feed("ppt"))}

    assert names & {"METHOD", "ORGANIZER", "ATTENDEE", "CLASS", "RDATE", "TRIGGER"} == set()


# Names that iCalendar must escape, fold between characters, or cannot hold.
HARD_UNIT = "Åsen; «Øvre», \\ " + "æøå" * 30
HARD = problem(
    units=[unit() | {"name": HARD_UNIT}], people=[person() | {"name": "PP-råd\x0bgiver\x7f 01"}]
)
HARD_PLAN = plan(HARD, {"rt.vika.1": "2027-02-04T09:00"})


def test_lines_end_in_crlf_and_hold_75_octets_at_most_folded_between_characters() -> None:
    body = feed("vika", HARD, HARD_PLAN).body

    assert body.endswith(b"END:VCALENDAR\r\n")
    assert body.count(b"\n") == body.count(b"\r") == body.count(b"\r\n")
    physical = body.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in physical) <= 75
    assert [line.decode() for line in physical if line.startswith(b" ")]


def test_names_come_through_escaping_and_folding_unchanged() -> None:
    (event,) = events(feed("vika", HARD, HARD_PLAN))

    assert str(event["SUMMARY"]) == f"Ressursteam, {HARD_UNIT}"
    assert str(event["LOCATION"]) == HARD_UNIT


def test_control_characters_become_spaces() -> None:
    controlled = feed("ppt-01", HARD, HARD_PLAN)

    assert "X-WR-CALNAME:Semesterplan: PP-råd giver  01" in lines(controlled)
    text = controlled.body.decode()
    assert all(character.isprintable() or character in "\r\n" for character in text)


def test_uids_tell_meetings_apart_and_nothing_else() -> None:
    # Seven ids of 60 characters make a meeting id of more than 420.
    names = [letter * 60 for letter in "abcdefg"]
    crowd = problem(
        units=[unit(name) for name in names],
        contacts={},
        series=[series(scope={"groups": [names]}, attendance=[])],
    )
    starts = dict(zip(crowd.meetings, ("2027-02-04T09:00", "2027-03-04T09:00"), strict=True))

    uids = [str(event["UID"]) for event in events(feed(names[0], crowd, plan(crowd, starts)))]

    assert len(set(uids)) == len(starts)
    assert all(re.fullmatch(r"[0-9a-f]{32}@semesterplan\.no", uid) for uid in uids)


def test_a_meeting_has_the_same_bytes_in_every_feed_it_stands_in() -> None:
    def first(audience: str) -> bytes:
        (_, *blocks) = feed(audience).body.split(b"BEGIN:VEVENT")
        return next(block for block in blocks if b"T090000\r\nDTEND" in block)

    assert first("ppt-01") == first("vika") == first("barnevern")


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    again = Problem.model_validate(VIKA.model_dump())

    assert feed("ppt", again, plan(again, STARTS)) == feed("ppt")


def test_the_order_of_the_plan_does_not_matter() -> None:
    backwards = PLAN.model_copy(update={"meetings": PLAN.meetings[::-1]})

    assert feed("ppt", VIKA, backwards) == feed("ppt")
    assert feed("vika", VIKA, backwards) == feed("vika")


def test_a_feed_of_very_many_meetings_stays_below_a_megabyte() -> None:
    # 80 schools that meet in each of 20 weeks: 1,600 meetings in the feed of the service.
    schools = [f"skole-{number}" for number in range(80)]
    large = problem(
        units=[unit(each) for each in schools],
        people=[person("ppt-01")],
        contacts={each: {"ppt": "ppt-01"} for each in schools},
        series=[series(frequency={"per_half_year": 20})],
    )
    first = datetime(2027, 1, 11, 9, 0, tzinfo=OSLO)
    starts = {
        f"rt.{each}.{number + 1}": (first + timedelta(weeks=number)).strftime("%Y-%m-%dT%H:%M")
        for each in schools
        for number in range(20)
    }
    published = history((large, plan(large, starts), "2026-11-10T12:00"))

    everything, one_school = feed_of(published, "ppt"), feed_of(published, "skole-7")

    assert len(everything.body) < 1_000_000
    assert everything.body.count(b"BEGIN:VEVENT") == 1_600
    assert str(events(one_school)[0]["DESCRIPTION"]).splitlines()[:2] == [
        "Deltakere:",
        "- Ledelsen ved Skole-7 skole",
    ]
    assert b"Deltakere" not in everything.body
