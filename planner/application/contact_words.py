"""What is said of contacts: who was chosen, who was chosen anew, and what nobody has room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.application.reopening import Reopened
from planner.domain.contact_warnings import contact_warnings
from planner.domain.duties import Duty
from planner.domain.faults import some_of
from planner.domain.shortage import shortages
from planner.domain.shortage_words import KINDS, in_words, left_over
from planner.domain.staffing import SECOND
from planner.domain.words import Phrase, counted, same
from planner.engine.staffing import Staffing, minutes_free

CONTACTS = (same("kontakt"), Phrase(nb="kontakter", nn="kontaktar"))
CHOSEN = Phrase(
    nb="Semesterplan har valgt {contacts} som problemfilen ikke navngir. Det som er bevist om "
    "planen, gjelder med dette valget.",
    nn="Semesterplan har valt {contacts} som problemfila ikkje nemner. Det som er prova om "
    "planen, gjeld med dette valet.",
)
TAKEN_OVER = Phrase(
    nb="{contacts} som problemfilen ikke navngir, er fra filen eller planen du oppga. Det som er "
    "bevist om planen, gjelder med dette valget.",
    nn="{contacts} som problemfila ikkje nemner, er frå fila eller planen du oppgav. Det som er "
    "prova om planen, gjeld med dette valet.",
)
UNCOVERED = Phrase(
    nb="{units} har ikke fått {contact} fra {service}{why}.",
    nn="{units} har ikkje fått {contact} frå {service}{why}.",
)
NOBODY_ELSE = Phrase(
    nb=": ingen flere der kan ha enheten; legg til folk, utvid serves, eller be ikke om denne "
    "kontakten",
    nn=": ingen fleire der kan ha eininga; legg til folk, utvid serves, eller be ikkje om denne "
    "kontakten",
)
REOPENED = Phrase(
    nb="{after} er kontakt for {unit} i stedet for {before}: med {before} fikk ikke {meeting} "
    "plass.",
    nn="{after} er kontakt for {unit} i staden for {before}: med {before} fekk ikkje {meeting} "
    "plass.",
)


def notes_of(staffing: Staffing, reopened: Iterable[Reopened] = ()) -> Iterator[Phrase]:
    """What the leader should know of the contacts of a plan, what must be acted on first."""
    problem = staffing.problem
    yield from shortcomings_of(staffing)
    taken_over = len(staffing.taken_over)
    for number, sentence in (
        (len(staffing.chosen) - taken_over, CHOSEN),
        (taken_over, TAKEN_OVER),
    ):
        if number:
            yield sentence.with_facts(contacts=counted(number, *CONTACTS))
    for change in reopened:
        yield REOPENED.with_facts(
            after=problem.people_by_id[change.after].name,
            before=problem.people_by_id[change.before].name,
            unit=problem.units_by_id[change.duty.unit].name,
            meeting=problem.title(change.meeting),
        )


def shortcomings_of(staffing: Staffing) -> Iterator[Phrase]:
    """What is wrong with the contacts: odd ones, too few people, who has none."""
    problem = staffing.problem
    yield from contact_warnings(staffing.staffed)
    short = {shortage.service: shortage for shortage in shortages(problem)}
    yield from (in_words(shortage, problem) for shortage in short.values())
    by_service: defaultdict[tuple[str, int, Phrase], list[str]] = defaultdict(list)
    for duty in staffing.uncovered:
        why = same("") if _others_for(duty, staffing) else NOBODY_ELSE
        by_service[duty.service, duty.rank, why].append(problem.units_by_id[duty.unit].name)
    for (service, rank, why), units in by_service.items():
        facts = {"units": some_of(units), "service": problem.services_by_id[service].name}
        yield UNCOVERED.with_facts(contact=KINDS[rank == SECOND], why=why, **facts)
    in_pieces = [duty for duty in staffing.uncovered if duty.service not in short]
    if in_pieces:
        yield from left_over(problem, in_pieces, minutes_free(staffing))


def _others_for(duty: Duty, staffing: Staffing) -> bool:
    """Whether anybody can have a duty but those who have the other duty of the same unit."""
    task = next(task for task in staffing.assignment.tasks if task.id == duty.id)
    taken = {staffing.assigned.get(other) for other in task.apart}
    return not task.agents.keys() <= taken
