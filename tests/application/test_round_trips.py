"""Journeys are measured at 40 km/h along 1.3 times the straight line, which is 11.1195 km for 0.1°.

0.1° north is 11.1195 · 1.3 / 40 · 60 = 21.7, so 22 minutes; 0.2° is 43.4, so 44 minutes.
"""

from planner.application.round_trips import Travel, travel_of
from planner.domain.problem import Problem
from tests.instances import Document, person, plan, problem, series, unit


def at(latitude: float) -> Document:
    return {"latitude": latitude, "longitude": 9.0}


def lillevik(workplace: str | None = "kontor", **changes: object) -> Problem:
    """Vika, Nes and Moen lie 0.1° apart from south to north, the office at Vika's gate.

    Nobody knows where the hut and the town hall are.
    """
    return problem(
        places=[
            {"id": "kontor", "name": "Kontoret", "coordinates": at(59.0)},
            {"id": "hytta", "name": "Hytta"},
            {"id": "radhuset", "name": "Rådhuset"},
        ],
        units=[
            unit("vika", coordinates=at(59.0)),
            unit("nes", coordinates=at(59.1)),
            unit("moen", coordinates=at(59.2)),
        ],
        people=[person(workplace=workplace)],
        contacts={name: {"ppt": "ppt-01"} for name in ("vika", "nes", "moen")},
        series=[
            series(),
            series("hytte", scope={"together": {}}, place="hytta"),
            series("skjerm", digital=True),
            series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}]),
        ],
        **changes,
    )


def travelled(of: Problem, starts: dict[str, str]) -> Travel:
    meetings = plan(of, starts).by_participant.get("ppt-01", ())
    return travel_of(of, of.people[0], meetings)


def test_out_from_meeting_to_meeting_in_the_order_of_time_and_back() -> None:
    starts = {"rt.moen.1": "2027-01-05T12:00", "rt.nes.1": "2027-01-05T09:00"}

    # Office – Nes 22, Nes – Moen 22, Moen – office 44.
    assert travelled(lillevik(), starts) == Travel(minutes=88, journeys=3)


def test_each_day_begins_and_ends_at_the_workplace() -> None:
    starts = {"rt.nes.1": "2027-01-05T09:00", "rt.moen.1": "2027-01-06T09:00"}

    # Nes and back 44, Moen and back 88.
    assert travelled(lillevik(), starts) == Travel(minutes=132, journeys=4)


def test_a_meeting_at_the_workplace_is_a_stop_on_the_way() -> None:
    starts = {
        "rt.vika.1": "2027-01-05T08:00",
        "rt.nes.1": "2027-01-05T10:00",
        "rt.vika.2": "2027-01-05T12:00",
        "rt.moen.1": "2027-01-05T14:00",
    }

    # Vika – Nes 22, Nes – Vika 22, Vika – Moen 44, Moen – Vika 44.
    assert travelled(lillevik("vika"), starts) == Travel(minutes=132, journeys=4)


def test_nobody_travels_to_a_digital_meeting() -> None:
    starts = {
        "rt.nes.1": "2027-01-05T08:00",
        "skjerm.vika.1": "2027-01-05T10:00",
        "rt.moen.1": "2027-01-05T12:00",
        "skjerm.nes.1": "2027-01-06T10:00",
    }

    # As if only Nes and Moen were there: 22 + 22 + 44, and nothing on the other day.
    assert travelled(lillevik(), starts) == Travel(minutes=88, journeys=3)


def test_the_way_to_a_meeting_without_a_place_is_left_out_and_told_to_be() -> None:
    nowhere = {"slt.alle.1": "2027-01-05T12:00"}

    one_of_two = travelled(lillevik(), {"rt.nes.1": "2027-01-05T08:00", **nowhere})
    alone = travelled(lillevik(), nowhere)

    # Nes and back.
    assert (one_of_two, one_of_two.known) == (Travel(minutes=44, journeys=2, whole=False), True)
    assert (alone, alone.known) == (Travel(whole=False), False)


def test_whoever_has_no_meetings_does_not_travel() -> None:
    assert travelled(lillevik(), {}) == Travel()
    assert travelled(lillevik(None), {"skjerm.vika.1": "2027-01-05T10:00"}) == Travel()
    assert Travel().known


def test_without_a_workplace_only_the_way_between_meetings_is_counted() -> None:
    of = lillevik(None)
    starts = {"rt.nes.1": "2027-01-05T09:00", "rt.moen.1": "2027-01-05T12:00"}

    between = travelled(of, starts)

    # Nes – Moen 22.
    assert between == Travel(minutes=22, journeys=1, whole=False)
    assert between.known


def test_a_meeting_a_day_without_a_workplace_says_nothing_of_travel() -> None:
    alone = travelled(lillevik(None), {"rt.nes.1": "2027-01-05T09:00"})

    assert alone == Travel(whole=False)
    assert not alone.known


def test_journeys_to_where_nobody_knows_are_guessed() -> None:
    starts = {"rt.nes.1": "2027-01-05T09:00", "hytte.alle.1": "2027-01-05T12:00"}

    somewhat = travelled(lillevik(), starts | {"rt.nes.2": "2027-02-02T09:00"})
    mostly = travelled(lillevik(), starts)

    # Office – Nes 22, Nes – hut 20, hut – office 20; Nes and back 44 the other day.
    assert somewhat == Travel(minutes=106, journeys=5, guessed=2)
    assert somewhat.known
    assert mostly == Travel(minutes=62, journeys=3, guessed=2)
    assert not mostly.known


def test_a_workplace_that_nobody_knows_makes_single_visits_unknown() -> None:
    visit = travelled(lillevik("radhuset"), {"rt.nes.1": "2027-01-05T09:00"})

    # Out 20 and back 20, both guessed.
    assert visit == Travel(minutes=40, journeys=2, guessed=2)
    assert not visit.known


def test_a_guess_counts_as_one_even_when_it_is_set_to_no_time() -> None:
    of = lillevik("radhuset", travel={"unknown_minutes": 0})

    visit = travelled(of, {"rt.nes.1": "2027-01-05T09:00"})

    assert visit == Travel(minutes=0, journeys=2, guessed=2)
    assert not visit.known


def test_between_guesses_without_a_workplace_nothing_is_known() -> None:
    starts = {
        "rt.nes.1": "2027-01-05T09:00",
        "rt.moen.1": "2027-01-05T11:00",
        "hytte.alle.1": "2027-01-05T13:00",
    }

    # Nes – Moen 22 is measured, Moen – hut 20 is not.
    seen = travelled(lillevik(None), starts)

    assert seen == Travel(minutes=42, journeys=2, guessed=1, whole=False)
    assert not seen.known
