"""Kontakten møter selv.

Der andre i tjenesten kan møte i kontaktens sted (`substitutes: true` i serien, eller
`substitutions`), er det helst kontakten selv som kommer, så enheten møter den som kjenner den. En
stedfortreder er mye bedre enn at møtet blir uten plass, og verre enn at det står på en mindre god
dag.

Formel: for hver gruppe av møter og hver deltakerlinje med stedfortredere: max(0, k – Σ over
plasserte møter |til stede ∩ kontakter|), der k er antall kontakter linjen ber om, lagt sammen over
de møtene i gruppen som skal holdes, eller det minste antallet oppmøter der linjen har et. Et møte
uten plass er også et møte uten kontakten.
Enhet: én gang kontakten ikke møter selv.
Kilde: «faste kontaktpersoner» (Oslo); tjenestene velger hvem som representerer dem (Indre Fosen).
Dekker ikke: hvem stedfortrederen er, linjer uten stedfortredere (`required_attendance`), deltakere
ved behov uten et minste antall (`as_needed_people_present`), og møter utover det minste
(`optional_meetings_held`): møter kontakten på dem, teller det med.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from planner.domain.attendance import Level
from planner.domain.meetings import Meeting
from planner.domain.needs import Need
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted, listed, same
from planner.engine.rule import Violation, Wish
from planner.engine.timetable import Quota, Timetable


class ContactComesInPerson(Wish):
    """The contacts who may have substitutes come to the meetings of a group themselves."""

    title: ClassVar[Phrase] = Phrase(nb="Kontakten møter selv", nn="Kontakten møter sjølv")
    unit_price: ClassVar[int] = 40

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Ask for the contacts as often as they are needed in each group."""
        for line in _lines(problem):
            meetings = tuple(meeting.id for meeting, _ in line.needs)
            timetable.quota(
                Quota(self.name(), meetings, tuple(line.contacts), line.times, self.price)
            )

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Count the times that the contacts of each group come, and see who comes instead."""
        for line in _lines(problem):
            times = 0
            others: dict[str, None] = {}
            for meeting, need in line.needs:
                placed = plan.placed.get(meeting.id)
                present = () if placed is None else placed.participants
                times += len(line.contacts.keys() & set(present))
                substitutes = [each for each in need.candidates if each not in line.contacts]
                others |= dict.fromkeys(each for each in substitutes if each in present)
            if times < line.times:
                yield self.violation(
                    line.times - times,
                    meetings=tuple(meeting.id for meeting, _ in line.needs),
                    participants=(*line.contacts, *others),
                    contacts=len(line.contacts),
                    times=times,
                    of=line.times,
                )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which series, which contact, how often of how many times, and who comes instead."""
        names = [same(problem.resource_name(each)) for each in violation.participants]
        contacts = int(violation.facts["contacts"])
        instead = Phrase(nb="; {others} møter i stedet", nn="; {others} møter i staden")
        others = instead.with_facts(others=listed(names[contacts:]))
        return (
            Phrase(
                nb="I {series} møter {contacts} selv {times} av {of}{others}.",
                nn="I {series} møter {contacts} sjølv {times} av {of}{others}.",
            )
            .with_facts(
                series=problem.groups_by_meeting[violation.meetings[0]].title(problem),
                contacts=listed(names[:contacts]),
                times=counted(
                    int(violation.facts["times"]),
                    Phrase(nb="gang", nn="gong"),
                    Phrase(nb="ganger", nn="gonger"),
                ),
                of=violation.facts["of"],
                others=others if names[contacts:] else same(""),
            )
            .text(language)
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a series whose contacts may have substitutes, in the meetings of one group."""

    needs: tuple[tuple[Meeting, Need], ...]
    contacts: dict[str, None]
    times: int


def _lines(problem: Problem) -> Iterator[_Line]:
    """Each such line of each group, with how often its contacts are needed."""
    for group in problem.groups:
        asked: dict[str, list[tuple[Meeting, Need]]] = {}
        for meeting in group.meetings:
            for need in meeting.needs:
                if need.regulars and (need.level is Level.REQUIRED or need.at_least):
                    asked.setdefault(need.key, []).append((meeting, need))
        for needs in asked.values():
            contacts = dict.fromkeys(each for _, need in needs for each in need.regulars)
            times = sum(need.count for meeting, need in needs if not meeting.optional)
            least = needs[0][1].at_least
            yield _Line(tuple(needs), contacts, times if least is None else min(least, times))
