"""A plan file, as `plan` wrote it or somebody changed it, read against its problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planner.application.contactsfile import contact_faults
from planner.application.intake import in_order, mapping_of, told
from planner.application.salvage import salvage
from planner.application.yamlsource import Location, Source, read_source
from planner.domain.deadlines import deadlines_of
from planner.domain.errors import UnreadableInput
from planner.domain.faults import guess_at
from planner.domain.plan import PlacedMeeting, Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.domain.words import Phrase

OTHER_PROBLEM = Phrase(
    nb="Planen er laget for «{theirs}», ikke for «{ours}»; oppgi planen og problemet som hører "
    "sammen.",
    nn="Planen er laga for «{theirs}», ikkje for «{ours}»; oppgje planen og problemet som høyrer "
    "saman.",
)
UNKNOWN_MEETING = Phrase(
    nb="Problemet har ikke noe møte «{name}»; planen hører til et annet problem, eller id-en er "
    "endret{guess}.",
    nn="Problemet har ikkje noko møte «{name}»; planen høyrer til eit anna problem, eller id-en er "
    "endra{guess}.",
)
TWICE = Phrase(
    nb="Møtet «{name}» står to ganger i planen; fjern det ene.",
    nn="Møtet «{name}» står to gonger i planen; fjern det eine.",
)
OTHER_SERIES = Phrase(
    nb="Møtet «{name}» hører til serien «{series}»; skriv den her.",
    nn="Møtet «{name}» høyrer til serien «{series}»; skriv den her.",
)
OTHER_UNITS = Phrase(
    nb="Møtet «{name}» er for enhetene [{units}]; skriv dem her.",
    nn="Møtet «{name}» er for einingane [{units}]; skriv dei her.",
)
OTHER_LENGTH = Phrase(
    nb="Møtet «{name}» skal vare {minutes} minutter, men varer {theirs}; rett end.",
    nn="Møtet «{name}» skal vare {minutes} minutt, men varer {theirs}; rett end.",
)
OTHER_PLACE = Phrase(
    nb="Møtet «{name}» holdes på «{place}»; skriv det her.",
    nn="Møtet «{name}» blir halde på «{place}»; skriv det her.",
)
OTHER_ROOM = Phrase(
    nb="Møtet «{name}» holdes i ett av rommene [{rooms}]; skriv et av dem her.",
    nn="Møtet «{name}» blir halde i eitt av romma [{rooms}]; skriv eit av dei her.",
)
NO_ROOM = Phrase(
    nb="Møtet «{name}» skal ikke ha noe rom; skriv null her.",
    nn="Møtet «{name}» skal ikkje ha noko rom; skriv null her.",
)
OUTSIDE_MEETING = Phrase(
    nb="Tiden til «{name}» ligger ikke innenfor møtet; rett start eller end.",
    nn="Tida til «{name}» ligg ikkje innanfor møtet; rett start eller end.",
)
UNKNOWN_PERSON = Phrase(
    nb="Problemet har ingen person «{name}»; rett id-en, eller legg personen til i problemet.",
    nn="Problemet har ingen person «{name}»; rett id-en, eller legg personen til i problemet.",
)
PERSON_TWICE = Phrase(
    nb="Personen «{name}» står to ganger i møtet; fjern den ene.",
    nn="Personen «{name}» står to gonger i møtet; fjern den eine.",
)


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan; meetings of the problem that it does not name are not placed.

    Raises
    ------
    UnreadableInput
        With every fault of the file; one that belongs to another problem is told as that alone.
    """
    return plan_in(read_source(path), problem)


def plan_in(source: Source, problem: Problem) -> Plan:
    """The plan of a file that was read, or of a document that was handed in.

    Raises
    ------
    UnreadableInput
        As for `read_plan`.
    """
    found = salvage(Plan, mapping_of(source), {})
    faults = [*source.faults, *told(found, source)]
    if found.model is not None:
        faults += [
            source.fault(found.in_document(place), sentence)
            for place, sentence in _faults(found.model, problem)
        ]
    if faults or found.model is None:
        raise UnreadableInput(in_order(faults), problem.language)
    plan = found.model
    reasons = {meeting.id: meeting.reasons for meeting in plan.unplaced}
    unplaced = tuple(
        UnplacedMeeting(id=meeting, reasons=reasons.get(meeting, ()))
        for meeting in problem.meetings
        if meeting not in plan.placed
    )
    deadlines = deadlines_of(plan.meetings, problem)  # those in the file may be from before a move
    return plan.model_copy(update={"unplaced": unplaced, "deadlines": deadlines})


def _faults(plan: Plan, problem: Problem) -> Iterator[tuple[Location, Phrase]]:
    if plan.problem != problem.id:
        yield ("problem",), OTHER_PROBLEM.with_facts(theirs=plan.problem, ours=problem.id)
        return
    yield from contact_faults(plan.contacts, problem)
    seen: set[str] = set()
    for number, meeting in enumerate(plan.meetings):
        place: Location = ("meetings", number)
        if meeting.id in seen:
            yield (*place, "id"), TWICE.with_facts(name=meeting.id)
        seen.add(meeting.id)
        if meeting.id in problem.meetings:
            yield from _unlike_problem(meeting, problem, place)
        else:
            yield (*place, "id"), _unknown_meeting(meeting.id, problem)
    for number, unplaced in enumerate(plan.unplaced):
        if unplaced.id not in problem.meetings:
            yield ("unplaced", number, "id"), _unknown_meeting(unplaced.id, problem)


def _unknown_meeting(name: str, problem: Problem) -> Phrase:
    return UNKNOWN_MEETING.with_facts(name=name, guess=guess_at(name, problem.meetings))


def _unlike_problem(
    meeting: PlacedMeeting, problem: Problem, place: Location
) -> Iterator[tuple[Location, Phrase]]:
    """What of a meeting the problem decides, and the plan says otherwise."""
    ours = problem.meetings[meeting.id]
    name = meeting.id
    if meeting.series != ours.series:
        yield (*place, "series"), OTHER_SERIES.with_facts(name=name, series=ours.series)
    if sorted(meeting.units) != sorted(ours.units):
        yield (*place, "units"), OTHER_UNITS.with_facts(name=name, units=", ".join(ours.units))
    if meeting.minutes != ours.minutes:
        facts = {"minutes": ours.minutes, "theirs": meeting.minutes}
        yield (*place, "end"), OTHER_LENGTH.with_facts(name=name, **facts)
    if meeting.place != ours.place:
        yield (*place, "place"), OTHER_PLACE.with_facts(name=name, place=ours.place or "null")
    if meeting.room not in (ours.rooms or (None,)):
        sentence = OTHER_ROOM if ours.rooms else NO_ROOM
        yield (*place, "room"), sentence.with_facts(name=name, rooms=", ".join(ours.rooms))
    times = Counter(person.id for person in meeting.people)
    for number, person in enumerate(meeting.people):
        at = (*place, "people", number, "id")
        if person.id not in problem.people_by_id:
            yield at, UNKNOWN_PERSON.with_facts(name=person.id)
        elif times[person.id] > 1:
            yield at, PERSON_TWICE.with_facts(name=person.id)
            times[person.id] = 1
        start, end = person.start or meeting.start, person.end or meeting.end
        if not meeting.start <= start < end <= meeting.end:
            yield (*place, "people", number), OUTSIDE_MEETING.with_facts(name=person.id)
