"""What `substitutions` and `cancelled` name: people, units and meetings to be found."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, did_you_mean, known
from planner.domain.problem import Problem
from planner.domain.substitution import Substitution
from planner.domain.words import Phrase

OTHER_SERVICE = Phrase(
    nb="{person} hører til tjenesten «{theirs}» og kan ikke komme i stedet for noen fra "
    "«{service}»; velg en fra «{service}».",
    nn="{person} høyrer til tenesta «{theirs}» og kan ikkje kome i staden for nokon frå "
    "«{service}»; vel ein frå «{service}».",
)
THEMSELVES = Phrase(
    nb="{person} kan ikke komme i stedet for seg selv; velg en annen.",
    nn="{person} kan ikkje kome i staden for seg sjølv; vel ein annan.",
)
NO_MEETING = Phrase(
    nb="Problemet har ikke noe møte «{name}»; {way_out}",
    nn="Problemet har ikkje noko møte «{name}»; {way_out}",
)
REMOVE = Phrase(nb="fjern det her.", nn="fjern det her.")


def substitution_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every person and unit that a substitution names, and that is not there or cannot be meant."""
    for number, each in enumerate(problem.substitutions):
        path: Path = ("substitutions", number)
        yield from known(each.person, (*path, "person"), problem, lost, "people")
        for place, other in enumerate(each.by or ()):
            yield from _instead(problem, each, other, (*path, "by", place), lost)
        for place, unit in enumerate(each.units or ()):
            yield from known(unit, (*path, "units", place), problem, lost, "units")


def meeting_faults(problem: Problem) -> Iterator[Fault]:
    """Every meeting that is named, and that is not there; for a problem without other faults."""
    named: list[tuple[Path, str]] = [
        (("cancelled", place), name) for place, name in enumerate(problem.cancelled)
    ]
    for number, each in enumerate(problem.substitutions):
        path: Path = ("substitutions", number, "meetings")
        named += [((*path, place), name) for place, name in enumerate(each.meetings or ())]
    for at, name in named:
        if name not in problem.meetings:
            way_out = did_you_mean(name, problem.meetings, otherwise=REMOVE)
            yield Fault(at, NO_MEETING.with_facts(name=name, way_out=way_out))


def _instead(
    problem: Problem, substitution: Substitution, other: str, path: Path, lost: Lost
) -> Iterator[Fault]:
    yield from known(other, path, problem, lost, "people")
    person, instead = (problem.people_by_id.get(each) for each in (substitution.person, other))
    if person is None or instead is None:
        return
    if person.id == instead.id:
        yield Fault(path, THEMSELVES.with_facts(person=person.name))
    elif person.service != instead.service:
        facts = {"theirs": instead.service, "service": person.service}
        yield Fault(path, OTHER_SERVICE.with_facts(person=instead.name, **facts))
