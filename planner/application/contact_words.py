"""What is said of contacts: who was chosen, who was chosen anew, and what nobody has room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.application.reopening import Reopened
from planner.domain.contact_warnings import contact_warnings
from planner.domain.duties import SECOND
from planner.domain.faults import some_of
from planner.domain.shortage import shortages
from planner.domain.shortage_words import in_words, left_over
from planner.domain.words import Phrase, counted, same
from planner.engine.staffing import Staffing, minutes_free

CONTACTS = (same("kontakt"), Phrase(nb="kontakter", nn="kontaktar"))
CHOSEN = Phrase(
    nb="{contacts} er valgt av Semesterplan, fordi problemfilen ikke navngir dem. Det som er "
    "bevist om planen, gjelder med disse kontaktene.",
    nn="{contacts} er valde av Semesterplan, fordi problemfila ikkje nemner dei. Det som er prova "
    "om planen, gjeld med desse kontaktane.",
)
UNCOVERED = Phrase(
    nb="{units} har ikke fått {contact} fra {service}.",
    nn="{units} har ikkje fått {contact} frå {service}.",
)
KINDS = (Phrase(nb="kontakt", nn="kontakt"), Phrase(nb="andrekontakt", nn="andrekontakt"))
REOPENED = Phrase(
    nb="{after} er kontakt for {unit} i stedet for {before}: med {before} fikk ikke {meeting} "
    "plass.",
    nn="{after} er kontakt for {unit} i staden for {before}: med {before} fekk ikkje {meeting} "
    "plass.",
)


def notes_of(staffing: Staffing, reopened: Iterable[Reopened] = ()) -> Iterator[Phrase]:
    """What the leader should know of the contacts of a plan, what must be acted on first."""
    problem = staffing.problem
    yield from faults_of(staffing)
    if staffing.chosen:
        yield CHOSEN.with_facts(contacts=counted(len(staffing.chosen), *CONTACTS))
    for change in reopened:
        yield REOPENED.with_facts(
            after=problem.people_by_id[change.after].name,
            before=problem.people_by_id[change.before].name,
            unit=problem.units_by_id[change.duty.unit].name,
            meeting=problem.title(change.meeting),
        )


def faults_of(staffing: Staffing) -> Iterator[Phrase]:
    """What is wrong with the contacts: pinned ones, too few people, who has none."""
    problem = staffing.problem
    yield from contact_warnings(problem)
    short = {shortage.service: shortage for shortage in shortages(problem)}
    yield from (in_words(shortage, problem) for shortage in short.values())
    by_service: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for duty in staffing.uncovered:
        by_service[duty.service, duty.rank].append(problem.units_by_id[duty.unit].name)
    for (service, rank), units in by_service.items():
        facts = {"units": some_of(units), "service": problem.services_by_id[service].name}
        yield UNCOVERED.with_facts(contact=KINDS[rank == SECOND], **facts)
    in_pieces = [duty for duty in staffing.uncovered if duty.service not in short]
    if in_pieces:
        yield from left_over(problem, in_pieces, minutes_free(staffing))
