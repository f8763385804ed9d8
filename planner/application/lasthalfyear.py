"""What the next half-year keeps of this one where it can: its contacts and its rhythm."""

from __future__ import annotations

from pathlib import Path

from pydantic import ConfigDict, Field

from planner.application.intake import in_order, mapping_of, told
from planner.application.salvage import salvage
from planner.application.yamlsource import read_source
from planner.domain.availability import Moment
from planner.domain.errors import UnreadableInput
from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.domain.rhythm import rhythms_of
from planner.domain.rhythm_references import usable_rhythms
from planner.domain.staffing import Contacts
from planner.domain.words import Phrase

NOTHING_TO_KEEP = Phrase(
    nb="Filen har verken kontakter eller møter; oppgi en plan.json, eller en fil fra «semesterplan "
    "staff».",
    nn="Fila har verken kontaktar eller møte; oppgje ein plan.json, eller ei fil frå «semesterplan "
    "staff».",
)


class _LastMeeting(Model):
    """What is read of a meeting."""

    model_config = ConfigDict(extra="ignore")

    id: str
    start: Moment


class _LastPlan(Model):
    """What is read of last half-year's plan, or of a file with nothing but contacts."""

    model_config = ConfigDict(extra="ignore")

    contacts: dict[str, dict[str, Contacts]] = Field(default_factory=dict)
    meetings: tuple[_LastMeeting, ...] = ()


def read_last_half_year(path: Path, problem: Problem) -> Problem:
    """A problem with last half-year's contacts and rhythm, read from the plan of then.

    They take the place of those in the problem file. People, units and series that are not there
    any more are passed over.

    Raises
    ------
    UnreadableInput
        The file cannot be read, or holds neither contacts nor meetings.
    """
    source = read_source(path)
    found = salvage(_LastPlan, mapping_of(source), {})
    faults = [*source.faults, *told(found, source)]
    if found.model is not None and not (found.model.contacts or found.model.meetings):
        faults.append(source.fault((), NOTHING_TO_KEEP))
    if faults or found.model is None:
        raise UnreadableInput(in_order(faults), problem.language)
    last, update = found.model, dict[str, object]()
    if last.contacts:
        update["staffing"] = problem.staffing.model_copy(update={"last": last.contacts})
    if last.meetings:
        rhythms = rhythms_of((meeting.id, meeting.start) for meeting in last.meetings)
        update["last_rhythm"] = usable_rhythms(rhythms, problem)
    return problem.model_copy(update=update)
