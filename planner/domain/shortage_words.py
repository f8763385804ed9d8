"""Shortages in words: how much, for whom, when, and what would mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from math import ceil, floor

from planner.domain.candidates import Candidates
from planner.domain.duties import Duty
from planner.domain.faults import some_of
from planner.domain.problem import Problem
from planner.domain.shortage import Shortage
from planner.domain.staffing import SECOND
from planner.domain.words import Phrase, counted, decimal, hours_in_words, listed, same

SHORT = Phrase(
    nb="{who} har {work} arbeid {when}, men bare tid til {room}{part}, så {short} mangler; {ways}.",
    nn="{who} har {work} arbeid {when}, men berre tid til {room}{part}, så {short} manglar; "
    "{ways}.",
)
ONLY_ONE = Phrase(
    nb="{people}, den eneste i {service} som kan ha {units},",
    nn="{people}, den einaste i {service} som kan ha {units},",
)
ONLY_THESE = Phrase(
    nb="{people}, de eneste i {service} som kan ha {units},",
    nn="{people}, dei einaste i {service} som kan ha {units},",
)
PINNED = Phrase(
    nb="{people}, som er satt opp under contacts,", nn="{people}, som er sett opp under contacts,"
)
PART = Phrase(nb=" ({percent} prosent av stillingene)", nn=" ({percent} prosent av stillingane)")
WHOLE = Phrase(nb="i hele halvåret", nn="i heile halvåret")
ONE_WEEK = Phrase(nb="i uke {first}", nn="i veke {first}")
WEEKS = Phrase(nb="i ukene {first}–{last}", nn="i vekene {first}–{last}")
HIRE = Phrase(nb="øk med {positions}", nn="auk med {positions}")
LET_OTHERS = Phrase(
    nb="la andre ta noen av enhetene (contacts)", nn="la andre ta nokre av einingane (contacts)"
)
LET_MORE = Phrase(nb="la flere ha enhetene (serves)", nn="la fleire ha einingane (serves)")
RAISE_PERCENT = Phrase(nb="sett most_percent til {percent}", nn="set most_percent til {percent}")
WIDEN = Phrase(nb="gi møtene et videre vindu", nn="gje møta eit vidare vindauge")
FEWER = Phrase(
    nb="hold {meetings} færre av «{series}» ved hver enhet (gir {saved})",
    nn="hald {meetings} færre av «{series}» ved kvar eining (gjev {saved})",
)
IN_PIECES = Phrase(
    nb="{units} får ingen {contact} fra {service}: det trengs {need} hos én person, og de som kan, "
    "har til sammen {free} ledig, men ingen mer enn {most}; {ways}.",
    nn="{units} får ingen {contact} frå {service}: det trengst {need} hos éin person, og dei som "
    "kan, har til saman {free} ledig, men ingen meir enn {most}; {ways}.",
)
USED_UP = Phrase(
    nb="{units} får ingen {contact} fra {service}: det trengs {need}, og de som kan, har "
    "{free} ledig; {ways}.",
    nn="{units} får ingen {contact} frå {service}: det trengst {need}, og dei som kan, har "
    "{free} ledig; {ways}.",
)
NO_TIME = Phrase(nb="ingen tid", nn="inga tid")
FREE_UP = Phrase(
    nb="gi {person} {gap} mer (færre faste enheter under contacts, eller høyere most_percent)",
    nn="gje {person} {gap} meir (færre faste einingar under contacts, eller høgare most_percent)",
)
KINDS = (Phrase(nb="kontakt", nn="kontakt"), Phrase(nb="andrekontakt", nn="andrekontakt"))
POSITIONS = (Phrase(nb="stilling", nn="stilling"), Phrase(nb="stillinger", nn="stillingar"))
MEETINGS = (Phrase(nb="møte", nn="møte"), Phrase(nb="møter", nn="møte"))
OR = Phrase(nb="eller", nn="eller")

HOUR, TENTH = 60, 6
"""Minutes: what a shortage is rounded up to, a great and a small one."""


def in_words(shortage: Shortage, problem: Problem) -> Phrase:
    """A shortage as one sentence, with what would mend it."""
    step = HOUR if shortage.minutes_short >= 10 * HOUR else TENTH
    short = ceil(round(shortage.minutes_short / step, 6)) * step
    room = floor(round(shortage.room_minutes / step, 6)) * step
    percent = problem.staffing.caseload(shortage.service).most_percent
    return SHORT.with_facts(
        who=_who(shortage, problem),
        work=hours_in_words(room + short),
        when=_when(shortage),
        room=decimal(room / HOUR),
        part=PART.with_facts(percent=percent) if percent < 100 else same(""),
        short=hours_in_words(short),
        ways=listed(list(_ways(shortage, problem, percent)), last=OR),
    )


def left_over(
    problem: Problem, uncovered: Collection[Duty], minutes_free: Mapping[str, int]
) -> Iterator[Phrase]:
    """Why duties are left over though there is no shortage: nobody has room for a whole one.

    Duties that nobody may have, and those that somebody has room for, are not told here.

    Parameters
    ----------
    minutes_free
        The room that each person has left; who is not there has none.
    """
    candidates = Candidates(problem)
    alike: defaultdict[tuple[str, int, tuple[str, ...]], list[Duty]] = defaultdict(list)
    for duty in uncovered:
        main = problem.contacts_of(duty.unit, duty.service)[: duty.rank]
        open_to = (name for name in candidates.of(duty.unit, duty.service) if name not in main)
        alike[duty.service, duty.rank, tuple(sorted(open_to))].append(duty)
    for (service, rank, people), duties in alike.items():
        free = {name: max(0, minutes_free.get(name, 0)) for name in people}
        too_large = [duty for duty in duties if duty.minutes > max(free.values(), default=0)]
        if not people or not too_large:
            continue
        most = max(people, key=lambda name: free[name])
        need = min(duty.minutes for duty in too_large)
        person = problem.people_by_id[most].name
        gap = ceil((need - free[most]) / TENTH) * TENTH
        more = FREE_UP.with_facts(person=person, gap=hours_in_words(gap))
        sentence = IN_PIECES if sum(free.values()) >= need else USED_UP
        yield sentence.with_facts(
            units=some_of([problem.units_by_id[duty.unit].name for duty in too_large]),
            contact=KINDS[rank == SECOND],
            service=problem.services_by_id[service].name,
            need=hours_in_words(need),
            free=hours_in_words(sum(free.values())) if any(free.values()) else NO_TIME,
            most=hours_in_words(free[most]),
            ways=listed([more, LET_MORE], last=OR),
        )


def _who(shortage: Shortage, problem: Problem) -> Phrase:
    service = problem.services_by_id[shortage.service].name
    people = some_of([problem.people_by_id[name].name for name in shortage.people])
    if not shortage.units:
        return PINNED.with_facts(people=people) if _pinned(shortage, problem) else same(service)
    return (ONLY_ONE if len(shortage.people) == 1 else ONLY_THESE).with_facts(
        people=people,
        service=service,
        units=some_of([problem.units_by_id[name].name for name in shortage.units]),
    )


def _pinned(shortage: Shortage, problem: Problem) -> bool:
    """Whether it is only about some of a service, because of what is pinned."""
    everybody = {
        person.id
        for person in problem.people
        if person.service == shortage.service and person.serves is not None
    }
    return not shortage.units and not everybody <= set(shortage.people)


def _when(shortage: Shortage) -> Phrase:
    if shortage.whole:
        return WHOLE
    first, last = shortage.first_week.isocalendar().week, shortage.last_week.isocalendar().week
    return (ONE_WEEK if first == last else WEEKS).with_facts(first=first, last=last)


def _ways(shortage: Shortage, problem: Problem, percent: int) -> Iterator[Phrase]:
    """What would mend a shortage."""
    noun = POSITIONS[shortage.positions > 1]
    number = decimal(shortage.positions)
    positions = Phrase(nb=f"{number} {noun.nb}", nn=f"{number} {noun.nn}")
    if _pinned(shortage, problem):
        yield LET_OTHERS
    yield HIRE.with_facts(positions=positions)
    if shortage.units:
        yield LET_MORE
    if shortage.work_minutes * percent <= shortage.room_minutes * 100:
        enough = ceil(round(shortage.work_minutes * percent / shortage.room_minutes, 6))
        yield RAISE_PERCENT.with_facts(percent=enough)
    if not shortage.whole:
        yield WIDEN
    if shortage.series is not None:
        yield FEWER.with_facts(
            meetings=counted(shortage.fewer, *MEETINGS),
            series=problem.series_by_id[shortage.series].phrase,
            saved=hours_in_words(shortage.saved_minutes),
        )
