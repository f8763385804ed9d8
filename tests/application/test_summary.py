from datetime import date

import pytest

from constraints.no_double_booking import NoDoubleBooking
from constraints.same_weekday import SameWeekday
from planner.application.summary import summary
from planner.domain.availability import Absence
from planner.domain.plan import Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.domain.words import Language
from planner.engine.check import check
from tests.instances import person, plan, problem, series, unit

RULES = (NoDoubleBooking(), SameWeekday())


def lillevik(language: Language = "nb", units: int = 1) -> Problem:
    names = ["vika", *(f"skole-{number:02}" for number in range(2, units + 1))]
    return problem(
        language=language,
        units=[unit(name) for name in names],
        people=[person("ppt-01"), person("ppt-02", position_percent=60), person("helse-01")],
        contacts={name: {"ppt": "ppt-01"} for name in names},
        series=[
            series(frequency={"per_half_year": 3}),
            series(
                "slt",
                scope={"together": None},
                frequency={"per_half_year": 1},
                attendance=[{"person": "ppt-02"}],
            ),
        ],
    )


# Tuesday and Thursday: one deviation from the same weekday, among three placed meetings.
STARTS = {
    "rt.vika.1": "2027-01-05T09:00",
    "rt.vika.2": "2027-02-04T09:00",
    "slt.alle.1": "2027-01-12T09:00",
}


def told(of: Problem, planned: Plan, bound: int | None = None) -> str:
    report = check(of, planned, RULES).model_copy(update={"bound": bound})
    return summary(of, planned, report, RULES)


def with_absence(of: Problem, first: str, last: str) -> Problem:
    """The problem with PP-rådgiver 01 away from the first to the last day."""
    absence = Absence(first_day=date.fromisoformat(first), last_day=date.fromisoformat(last))
    away, *others = of.people
    return of.model_copy(
        update={"people": (away.model_copy(update={"absences": (absence,)}), *others)}
    )


def because(planned: Plan, reason: str) -> Plan:
    """The plan with the same reason for every meeting without a place."""
    unplaced = tuple(UnplacedMeeting(id=each.id, reasons=(reason,)) for each in planned.unplaced)
    return planned.model_copy(update={"unplaced": unplaced})


def test_a_plan_with_something_of_everything() -> None:
    of = lillevik()
    planned = because(plan(of, STARTS), "Vika skole er stengt i mai.")

    # One deviation costs 10 × 2 = 20, of which 18 is proven: 2 of 20 is 10 %.
    # 3 hours in 100 % and 1.5 / 0.6 = 2.5 are half an hour apart, of 120 · 7.5 = 900 hours.
    assert (
        told(of, planned, bound=18)
        == """\
Lillevik kommune, Vår 2027

  3 av 4 møter har fått plass.
  Alle krav holder.
  Planen koster 20 poeng, og det er bevist at ingen plan kan koste mindre enn 18: det er høyst 10 %
    å hente.

Ønsker som ikke er helt innfridd, de som koster mest først:
  Samme ukedag i serien       1 avvik  1 av 3 møter

Mest og minst møtetid i forhold til stillingen:
  PPT  mest   PP-rådgiver 01, 3 timer på 2 møter (100 %)
       minst  PP-rådgiver 02, 1,5 timer på 1 møte (60 %)
       spenn  0,5 timer per hel stilling (0,1 prosentpoeng)

Møter uten plass:
  Ressursteam, Vika skole (møte 3 av 3): Vika skole er stengt i mai."""
    )


def test_the_same_in_nynorsk() -> None:
    of = lillevik("nn")
    planned = because(plan(of, STARTS), "Vika skule er stengd i mai.")

    assert (
        told(of, planned, bound=20)
        == """\
Lillevik kommune, Vår 2027

  3 av 4 møte har fått plass.
  Alle krav held.
  Planen er bevist best mogleg.

Ønske som ikkje er heilt innfridde, dei som kostar mest først:
  Same vekedag i serien       1 avvik  1 av 3 møte

Mest og minst møtetid i høve til stillinga:
  PPT  mest   PP-rådgiver 01, 3 timar på 2 møte (100 %)
       minst  PP-rådgiver 02, 1,5 timar på 1 møte (60 %)
       spenn  0,5 timar per heil stilling (0,1 prosentpoeng)

Møte utan plass:
  Ressursteam, Vika skole (møte 3 av 3): Vika skule er stengd i mai."""
    )


def test_a_service_whose_people_all_have_the_same_is_one_line() -> None:
    # 90 minutes in 100 % and 54 in 60 % are the same: 1.5 hours per full position.
    of = lillevik()
    shorter = of.series[1].model_copy(update={"minutes": 54})
    of = of.model_copy(update={"series": (of.series[0], shorter)})

    lines = told(of, plan(of, {"rt.vika.1": "2027-01-05T09:00", "slt.alle.1": "2027-01-12T09:00"}))

    assert "  PPT  likt   alle har 1,5 timer per hel stilling" in lines.splitlines()


def test_whoever_is_away_for_a_while_is_told_with_what_is_there_of_the_position() -> None:
    # Four of 24 weeks away: 83 % of the position is there, and 3 hours are as 3.6.
    of = with_absence(lillevik(), "2027-05-03", "2027-05-30")

    assert (
        "  PPT  mest   PP-rådgiver 01, 3 timer på 2 møter (100 %, til stede 83 %)"
        in told(of, plan(of, STARTS)).splitlines()
    )


def test_whoever_is_away_all_the_time_is_nobody_to_compare_with() -> None:
    of = with_absence(lillevik(), "2027-01-04", "2027-06-18")

    assert "Mest og minst" not in told(of, plan(of, STARTS))


def test_a_line_of_load_that_is_too_long_goes_on_under_its_beginning() -> None:
    of = lillevik()
    first, *others = of.people
    of = of.model_copy(
        update={"people": (first.model_copy(update={"name": "Rådgiver " * 8}), *others)}
    )

    lines = told(of, plan(of, STARTS)).splitlines()

    # "  PPT  mest   " is 14 wide.
    most = next(number for number, line in enumerate(lines) if "mest   " in line)
    assert lines[most + 1].startswith(" " * 14 + "møter (100 %)")


def test_the_semester_is_not_said_twice() -> None:
    of = lillevik().model_copy(update={"name": "Lillevik, vår 2027"})

    assert told(of, plan(of, STARTS)).splitlines()[0] == "Lillevik, vår 2027"


def test_wishes_that_are_met_are_said_to_be() -> None:
    of = lillevik()

    assert "Alle ønsker er helt innfridd." in told(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"}))


def test_requirements_that_do_not_hold_are_counted_by_rule() -> None:
    of = lillevik()
    clash = plan(of, {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-01-05T10:00"})

    assert "  1 brudd på krav: Ingen dobbeltbooking (1)." in told(of, clash).splitlines()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "  Det ble ikke plass til 2 ekstra møter, se rapporten."),
        ("nn", "  Det vart ikkje plass til 2 ekstra møte, sjå rapporten."),
    ],
)
def test_extra_meetings_that_are_left_out_are_no_failure(language: Language, line: str) -> None:
    of = problem(language=language, series=[series(frequency={"per_half_year": 1, "at_most": 3})])

    told_of = told(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"}))

    assert told_of.splitlines()[2].startswith("  1 av 1 møte")
    assert line in told_of.splitlines()
    assert "uten plass" not in told_of
    assert "utan plass" not in told_of


def test_cancelled_meetings_are_no_extra_ones() -> None:
    of = problem(series=[series(frequency={"per_half_year": 2})], cancelled=["rt.vika.2"])

    told_of = told(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"}))

    assert "  1 av 1 møter har fått plass." in told_of.splitlines()
    assert "  1 møte er avlyst." in told_of.splitlines()
    assert "ekstra" not in told_of


def test_a_slot_without_a_place_goes_by_its_number() -> None:
    of = problem(series=[series(name="Ansvarsgruppe", frequency={"reserved_slots": 2})])

    assert (
        "  Ansvarsgruppe, Vika skole – plass 2: Andre møter har tatt de tidene som var mulige."
        in told(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"})).splitlines()
    )


@pytest.mark.parametrize("bound", [None, 0])
def test_nothing_is_said_of_a_bound_that_says_nothing(bound: int | None) -> None:
    of = lillevik()

    assert "bevis" not in told(of, plan(of, STARTS), bound)


def test_a_meeting_without_a_stated_reason_was_crowded_out() -> None:
    of = lillevik()

    assert (
        "  Ressursteam, Vika skole (møte 3 av 3): Andre møter har tatt de tidene som var mulige."
        in told(of, plan(of, STARTS)).splitlines()
    )


def test_meetings_of_a_group_with_one_reason_share_a_line() -> None:
    of = lillevik()

    assert (
        "  Ressursteam, Vika skole, 3 møter: Andre møter har tatt de tidene som var mulige."
        in told(of, plan(of, {})).splitlines()
    )


def test_ten_reasons_are_listed_and_the_rest_counted() -> None:
    # Twelve schools with three meetings each, a line for each school, and SLT: two schools and
    # SLT are left when ten lines are told.
    of = lillevik(units=12)

    lines = told(of, plan(of, {})).splitlines()

    listed = lines[lines.index("Møter uten plass:") + 1 :]
    assert len(listed) == 11
    assert listed[-1] == "  og 7 til, se rapporten."


def test_no_line_is_wider_than_a_hundred_columns() -> None:
    of = lillevik(units=3)
    planned = because(plan(of, STARTS), "Det er " + "ikke noen ledig tid " * 20 + "noe sted.")

    assert max(map(len, told(of, planned, bound=1).splitlines())) <= 100
