"""Changes in words: what becomes of each meeting, and the text that is sent on."""

import pytest

from planner.application.alternatives import Alternative, Policy
from planner.application.change_words import ChangeWords, message_of
from planner.application.situation import Situation
from planner.domain.words import Language
from tests.comparisons import MOVED, alternative, comparison, two_schools, what_if
from tests.instances import person, plan, series, unit

MOVE, SUBSTITUTE, _, CANCEL = range(4)

SENT: list[tuple[Language, int, str]] = [
    (
        "nb",
        MOVE,
        """Endringer i møteplanen: Lillevik kommune, Vår 2027

Torsdag 4. mars
– kl. 09.00–10.30, Ressursteam, Vika skole: flyttet til torsdag 11. mars kl. 09.00–10.30. \
Gjelder Vika skole, PP-rådgiver 01 og Helsesykepleier 01.

Torsdag 11. mars
– kl. 09.00–10.30, Ressursteam, Nes skole: flyttet til kl. 11.00–12.30. \
Gjelder Nes skole, PP-rådgiver 01 og Helsesykepleier 01.

Alle andre møter står som før.
""",
    ),
    (
        "nb",
        SUBSTITUTE,
        """Endringer i møteplanen: Lillevik kommune, Vår 2027

Torsdag 4. mars
– kl. 09.00–10.30, Ressursteam, Vika skole: PP-rådgiver 02 møter i stedet for PP-rådgiver 01.

Alle andre møter står som før.
""",
    ),
    (
        "nn",
        CANCEL,
        """Endringar i møteplanen: Lillevik kommune, Vår 2027

Torsdag 4. mars
– kl. 09.00–10.30, Ressursteam, Vika skole: avlyst. \
Gjeld Vika skole, PP-rådgiver 01 og Helsesykepleier 01.

Alle andre møte står som før.
""",
    ),
]


def becomes(situation: Situation, mended: Alternative, language: Language = "nb") -> list[str]:
    words = ChangeWords(situation, mended)
    return [words.becomes(each).text(language) for each in mended.changes]


def statuses(situation: Situation, mended: Alternative) -> list[str]:
    words = ChangeWords(situation, mended)
    return [words.status(each).nb for each in mended.changes]


@pytest.mark.parametrize(("language", "number", "sent"), SENT)
def test_the_text_to_send_says_what_people_need_to_know(
    language: Language, number: int, sent: str
) -> None:
    ours = comparison(language)

    assert message_of(ours.situation, ours.alternatives[number]) == sent


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_nothing_of_who_is_away_or_why_is_sent(language: Language) -> None:
    ours = comparison(language)

    for each in ours.alternatives:
        sent = message_of(ours.situation, each)
        # The name of the scenario, and what the rules say of the absence, stay with the leader.
        for word in (ours.situation.scenario.name, "tilgjengel", "borte", "fravær", "alternativ"):
            assert word not in sent


def test_a_plan_with_nothing_changed_says_so() -> None:
    situation = what_if()

    assert message_of(situation, alternative(situation, Policy.MOVE, {})).endswith(
        "\n\nIngen møter er endret.\n"
    )


def test_forced_and_knock_on_changes_are_told_apart_and_late_ones_marked() -> None:
    # It is 26 February: a meeting on 4 March is within seven days, one on 11 March is not.
    situation = what_if()

    mended = alternative(situation, Policy.MOVE, MOVED)

    assert statuses(situation, mended) == ["må endres, sen endring", "følgeendring"]


def test_a_meeting_that_is_moved_to_a_day_that_is_near_is_late() -> None:
    situation = what_if()

    mended = alternative(situation, Policy.MOVE, {"rt.nes.2": "2027-03-01T09:00"})

    assert statuses(situation, mended) == ["følgeendring, sen endring"]


def test_the_agenda_decides_what_is_late_where_a_series_has_one() -> None:
    ours = two_schools(series=[series(attendance=[{"contact": "ppt"}], agenda_days=14)])
    situation = what_if(ours=ours)

    mended = alternative(situation, Policy.MOVE, {"rt.nes.2": "2027-03-12T09:00"})

    assert statuses(situation, mended) == ["følgeendring, sen endring"]


def test_a_meeting_moved_by_hand_is_said_to_be() -> None:
    situation = what_if({"move": "rt.nes.2", "to": "2027-03-16T09:00"})

    mended = alternative(situation, Policy.MOVE, {})

    assert statuses(situation, mended) == ["flyttet for hånd"]
    assert becomes(situation, mended) == ["flyttet til tirsdag 16. mars kl. 09.00–10.30"]


def test_a_meeting_that_must_be_held_and_has_no_time_is_not_called_cancelled() -> None:
    situation = what_if()

    mended = alternative(situation, Policy.MOVE, {"rt.vika.2": None})

    assert becomes(situation, mended) == ["kan ikke holdes da, og har ingen ny tid"]
    assert becomes(situation, mended, "nn") == ["kan ikkje haldast då, og har inga ny tid"]


def test_a_new_meeting_is_told_with_its_place() -> None:
    extra = {"extra_meeting": "rt", "units": ["nes"]}
    window = {"first_day": "2027-04-01", "last_day": "2027-04-30"}
    huset = {"id": "huset", "name": "Rådhuset"}
    ours = two_schools(
        places=[huset], series=[series(attendance=[{"contact": "ppt"}], place="huset")]
    )
    situation = what_if({**extra, **window}, ours=ours)
    (name,) = situation.forced

    mended = alternative(situation, Policy.MOVE, {name: "2027-04-06T09:00"})

    assert statuses(situation, mended) == ["må endres"]
    assert becomes(situation, mended) == ["nytt møte, Rådhuset"]
    assert message_of(situation, mended).splitlines()[2:4] == [
        "Tirsdag 6. april",
        (
            "– kl. 09.00–10.30, Ressursteam (ekstra), Nes skole: nytt møte, Rådhuset. Gjelder "
            "Nes skole og PP-rådgiver 01."
        ),
    ]


def test_who_comes_and_who_does_not_are_paired_within_their_service() -> None:
    lines = [{"contact": "ppt"}, {"service": "helse", "count": 2, "may_change": True}]
    ours = two_schools(
        people=[person("ppt-01"), person("helse-01"), person("helse-02"), person("helse-03")],
        series=[series(attendance=lines)],
    )
    situation = what_if(ours=ours)
    there = {"rt.nes.2": ("helse-02", "helse-03"), "rt.vika.2": ("ppt-01", "helse-01")}

    mended = alternative(situation, Policy.MOVE, {}, there)

    assert becomes(situation, mended) == [
        "Helsesykepleier 02 møter ikke",
        "Helsesykepleier 03 møter i stedet for Helsesykepleier 01; PP-rådgiver 01 møter ikke",
    ]
    assert becomes(situation, mended, "nn")[0] == "Helsesykepleier 02 møter ikkje"


def test_one_of_two_services_comes_instead_of_the_other() -> None:
    ours = two_schools(series=[series(attendance=[{"one_of": ["ppt", "helse"]}])])
    situation = what_if(ours=ours, starts={"rt.nes.1": "2027-01-12T09:00"})
    there = {"rt.nes.1": ("ppt-01", "helse-01")}
    (change,) = alternative(situation, Policy.MOVE, {"rt.nes.1": "2027-01-13T09:00"}, there).changes
    assert change.before is not None
    assert change.after is not None
    others = change.after.model_copy(update={"people": change.after.people[1:]})
    words = ChangeWords(situation, alternative(situation, Policy.MOVE, {}))

    said = words.becomes(type(change)(change.before, others, forced=True)).nb

    assert said.endswith("; Helsesykepleier 01 møter i stedet for PP-rådgiver 01")


def test_another_room_is_named() -> None:
    ours = two_schools(
        places=[{"id": "huset", "name": "Rådhuset"}],
        rooms=[
            {"id": name, "name": f"Rom {name[-1]}", "place": "huset"} for name in ("rom-1", "rom-2")
        ],
        series=[series(attendance=[{"contact": "ppt"}], rooms=["rom-1", "rom-2"])],
    )
    situation = what_if(ours=ours)
    mended = alternative(situation, Policy.MOVE, {})
    first = situation.original.placed["rt.vika.1"]
    (change,) = alternative(situation, Policy.MOVE, {"rt.vika.1": "2027-01-06T09:00"}).changes
    assert change.after is not None

    elsewhere = change.after.model_copy(update={"room": "rom-2"})
    words = ChangeWords(situation, mended)

    assert first.room == "rom-1"
    assert words.becomes(type(change)(first, elsewhere, forced=True)).nb == (
        "flyttet til onsdag 6. januar kl. 09.00–10.30; nå i Rom 2"
    )
    without = first.model_copy(update={"room": None})
    assert words.becomes(type(change)(first, without, forced=True)).nn == "ikkje lenger i Rom 1"


def test_meetings_that_are_gone_are_told_as_cancelled_from_today_on() -> None:
    # rt.nes.1 was held in January; only rt.nes.2 in March is left to cancel.
    ours = two_schools(units=[unit(), unit("nes"), unit("li")])
    situation = what_if({"remove_unit": "nes"}, ours=ours)
    mended = alternative(situation, Policy.MOVE, {})

    assert message_of(situation, mended).splitlines()[2:4] == [
        "Torsdag 11. mars",
        (
            "– kl. 09.00–10.30, Ressursteam, Nes skole: avlyst. Gjelder Nes skole, "
            "PP-rådgiver 01 og Helsesykepleier 01."
        ),
    ]


def test_the_fingerprint_of_a_plan_is_the_same_in_any_order_and_another_after_a_change() -> None:
    ours = two_schools()
    published = what_if(ours=ours).original
    turned = published.model_copy(update={"meetings": published.meetings[::-1]})
    read = type(published).model_validate_json(published.model_dump_json())

    assert len(published.fingerprint) == 12
    assert turned.fingerprint == read.fingerprint == published.fingerprint
    assert plan(ours, {"rt.vika.1": "2027-01-05T09:00"}).fingerprint != published.fingerprint
