"""Who is busy during a published meeting, and of whom we do not know, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from planner.application.fetch_text import age_in_words
from planner.application.problemfile import stated
from planner.application.wording import plan_name
from planner.application.yamlsource import render_yaml
from planner.domain.busysources import BusySources
from planner.domain.busytimes import BusyKind, last_known_day
from planner.domain.clashes import NAME, Clash, Unknown, scenario_of, unknown
from planner.domain.faults import some_of
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Phrase, counted, short_day, span_in_words

BUSY: dict[BusyKind, Phrase] = {
    BusyKind.BUSY: Phrase(nb="er opptatt", nn="er oppteken"),
    BusyKind.TENTATIVE: Phrase(nb="er bare foreløpig opptatt", nn="er berre førebels oppteken"),
    BusyKind.OUT_OF_OFFICE: Phrase(nb="er ikke til stede", nn="er ikkje til stades"),
}
MEETING = Phrase(nb="møte", nn="møte"), Phrase(nb="møter", nn="møte")
PERSON = Phrase(nb="person", nn="person"), Phrase(nb="personer", nn="personar")

SOME = Phrase(
    nb="{count} i planen kolliderer nå med kalenderen til noen som skal være med:",
    nn="{count} i planen kolliderer no med kalenderen til nokon som skal vere med:",
)
NONE = Phrase(
    nb="Ingen møter fra {day} kolliderer med kalenderne til dem som skal være med, så langt "
    "kalenderne når.",
    nn="Ingen møte frå {day} kolliderer med kalendrane til dei som skal vere med, så langt "
    "kalendrane når.",
)
LINE = Phrase(nb="- {span}: {title}; {name} {busy}.", nn="- {span}: {title}; {name} {busy}.")
NOT_KNOWN = Phrase(nb="Dette vet vi ikke:", nn="Dette veit vi ikkje:")
BEYOND = Phrase(
    nb="- {name}: kalenderen er kjent til {day} {year}, og {count} er senere.",
    nn="- {name}: kalenderen er kjend til {day} {year}, og {count} er seinare.",
)
NO_HORIZON = Phrase(
    nb="- {name}: vi vet ikke hvor langt fram kalenderen gjelder ({count}).",
    nn="- {name}: vi veit ikkje kor langt fram kalenderen gjeld ({count}).",
)
OLD = Phrase(nb="- {name}: {why} {age}", nn="- {name}: {why} {age}")
STRANGERS = Phrase(
    nb="- Problemet kjenner ikke {people}; de er utelatt.",
    nn="- Problemet kjenner ikkje {people}; dei er utelatne.",
)
WITHOUT = Phrase(
    nb="- {count} med møter har ingen kalender her.",
    nn="- {count} med møte har ingen kalender her.",
)
ASK = Phrase(
    nb="Se hva som kan gjøres: semesterplan whatif {problem} {plan} --scenario {scenario} --busy "
    "{busy}",
    nn="Sjå kva som kan gjerast: semesterplan whatif {problem} {plan} --scenario {scenario} --busy "
    "{busy}",
)
MAKE_SCENARIO = Phrase(
    nb="Lag et scenario av det: semesterplan clashes {problem} {plan} --busy {busy} -o FIL",
    nn="Lag eit scenario av det: semesterplan clashes {problem} {plan} --busy {busy} -o FIL",
)
NOTHING_TO_ASK = Phrase(
    nb="Ingen er mer enn foreløpig opptatt, så det er ikke noe å lage et scenario av.",
    nn="Ingen er meir enn førebels oppteken, så det er ikkje noko å lage eit scenario av.",
)
SOME_CLASH = Phrase(
    nb="Noen møter kolliderer med deltakernes kalendere.",
    nn="Nokre møte kolliderer med kalendrane til deltakarane.",
)
TITLE = Phrase(
    nb="Hva om de som er opptatt på et møte, er borte så lenge? {plan}.",
    nn="Kva om dei som er opptekne på eit møte, er borte så lenge? {plan}.",
)


def clash_text(
    found: tuple[Clash, ...], sources: BusySources, problem: Problem, plan: Plan, today: date
) -> str:
    """The clashes from today on, and what is not known, in the language of the problem."""
    language = problem.language
    if found:
        meetings = len({clash.meeting for clash in found})
        lines = [SOME.with_facts(count=counted(meetings, *MEETING))]
        lines += [_line(clash, problem) for clash in found]
    else:
        lines = [NONE.with_facts(day=short_day(today))]
    said = [line.text(language) for line in lines]
    gaps = [line.text(language) for line in _not_known(sources, problem, plan, today)]
    return "\n".join([*said, *(["", NOT_KNOWN.text(language), *gaps] if gaps else ())])


def clashes_as_facts(
    found: Iterable[Clash], sources: BusySources, problem: Problem, plan: Plan, today: date
) -> dict[str, object]:
    """The same for machines."""
    return {
        "clashes": [
            {
                "person": clash.person,
                "meeting": clash.meeting,
                "start": clash.start.isoformat(),
                "end": clash.end.isoformat(),
                "kind": clash.kind,
            }
            for clash in found
        ],
        "unknown": [
            {
                "person": each.person,
                "until": each.until.isoformat() if each.until else None,
                "meetings": each.meetings,
            }
            for each in unknown(problem, plan, sources, today)
        ],
        "without_calendar": _without(sources, problem, plan, today),
    }


def as_scenario_file(found: Iterable[Clash], problem: Problem, plan: Plan) -> str | None:
    """What if whoever is busy is away then, as a file; `None` when all are tentative only."""
    scenario = scenario_of(found, plan, NAME.text(problem.language))
    if scenario is None:
        return None
    title = TITLE.with_facts(plan=plan_name(problem)).text(problem.language)
    return render_yaml(stated(scenario), title)


def way_out(problem: Path, plan: Path, busy: Path, scenario: Path | None = None) -> Phrase:
    """The command that asks what can be done, or the one that writes its scenario first."""
    if scenario is None:
        return MAKE_SCENARIO.with_facts(problem=problem, plan=plan, busy=busy)
    return ASK.with_facts(problem=problem, plan=plan, busy=busy, scenario=scenario)


def _line(clash: Clash, problem: Problem) -> Phrase:
    return LINE.with_facts(
        span=span_in_words(clash.start, clash.end),
        title=problem.title(clash.meeting),
        name=problem.people_by_id[clash.person].name,
        busy=BUSY[clash.kind],
    )


def _not_known(sources: BusySources, problem: Problem, plan: Plan, today: date) -> Iterator[Phrase]:
    for each in unknown(problem, plan, sources, today):
        yield _beyond(each, problem)
    for person, theirs in sources.people.items():
        for source in theirs:
            if source.setback and person in problem.people_by_id:
                name = problem.people_by_id[person].name
                why, age = source.setback.phrase(source.host), age_in_words(source.last_success)
                yield OLD.with_facts(name=name, why=why, age=age)
    strangers = sorted(person for person in sources.people if person not in problem.people_by_id)
    if strangers:
        yield STRANGERS.with_facts(people=some_of(strangers))
    if without := _without(sources, problem, plan, today):
        yield WITHOUT.with_facts(count=counted(len(without), *PERSON))


def _beyond(each: Unknown, problem: Problem) -> Phrase:
    facts = {
        "name": problem.people_by_id[each.person].name,
        "count": counted(each.meetings, *MEETING),
    }
    if each.until is None:
        return NO_HORIZON.with_facts(**facts)
    day = last_known_day(each.until, OSLO)
    return BEYOND.with_facts(day=short_day(day), year=day.year, **facts)


def _without(sources: BusySources, problem: Problem, plan: Plan, today: date) -> list[str]:
    """People with meetings to come, and no calendar that we know."""
    return [
        person.id
        for person in problem.people
        if not sources.people.get(person.id)
        and any(each.day >= today for each in plan.by_participant.get(person.id, ()))
    ]
