"""Møtene i en serie står i rekkefølge, med passe mange dager mellom.

Møtene i en serie ved en enhet kommer i rekkefølge, aldri to på samme dag. Sier serien hvor mange
dager det minst eller høyst skal gå fra et møte til det neste, gjelder det. En serie hver n-te uke
på en ukedag, uten første dag, har alltid 7 ⋅ n dager mellom. Mangler et møte plass, teller det
minste fra møtet før til møtet etter, mens det høyeste ikke kan måles der.

Formel: for møter a, b etter hverandre blant de plasserte i gruppen: dag(b) – dag(a) ≥ max(1,
minst); er de også naboer i nummer: dag(b) – dag(a) ≤ høyst.
Enhet: ett mellomrom som er for kort eller for langt.
Kilde: 3–6 uker mellom månedlige ressursteam, minst 6 uker i barnehagene (eksemplet fra Bærum).
Dekker ikke: at mellomrommene er jevne (`even_spacing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from planner.domain.meetings import Group
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase, counted
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Chain, Timetable


class DaysBetween(Requirement):
    """The meetings of a group stand in order, with at least and at most so many days between."""

    title: ClassVar[Phrase] = Phrase(nb="Dager mellom møtene", nn="Dagar mellom møta")

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Chain the meetings of each group."""
        for group in problem.groups:
            if len(group.meetings) > 1:
                meetings = tuple(meeting.id for meeting in group.meetings)
                most = group.series.limits.most
                timetable.chain(Chain(self.name(), meetings, least=_least(group), most=most))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each gap between placed meetings that is too short or too long."""
        for group in problem.groups:
            least, most = _least(group), group.series.limits.most
            placed = [meeting for meeting in group.meetings if meeting.id in plan.placed]
            for earlier, later in pairwise(placed):
                day = plan.placed[later.id].day
                gap = (day - plan.placed[earlier.id].day).days
                too_long = most is not None and gap > most and later.number - earlier.number == 1
                if gap < least or too_long:
                    yield self.violation(meetings=(earlier.id, later.id), day=day, gap=gap)

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Which two meetings, the days between them, and how many it should be."""
        earlier, later = (problem.meetings[meeting] for meeting in violation.meetings)
        group = problem.groups_by_meeting[earlier.id]
        gap = int(violation.facts["gap"])
        most = group.series.limits.most
        if gap < 1:
            phrase = Phrase(
                nb="{series}: møte {later} står ikke på en dag etter møte {earlier}.",
                nn="{series}: møte {later} står ikkje på ein dag etter møte {earlier}.",
            )
        elif gap < _least(group):
            phrase = Phrase(
                nb="{series}: {days} fra møte {earlier} til {later}; det skal være minst {least}.",
                nn="{series}: {days} frå møte {earlier} til {later}; det skal vere minst {least}.",
            )
        else:
            phrase = Phrase(
                nb="{series}: {days} fra møte {earlier} til {later}; det skal være høyst {most}.",
                nn="{series}: {days} frå møte {earlier} til {later}; det skal vere høgst {most}.",
            )
        return phrase.with_facts(
            series=group.title(problem),
            earlier=earlier.number,
            later=later.number,
            days=counted(gap, Phrase(nb="dag", nn="dag"), Phrase(nb="dager", nn="dagar")),
            least=_least(group),
            most=most,
        ).text(language)


def _least(group: Group) -> int:
    """Least days from a meeting to the next; never the same day."""
    return max(1, group.series.limits.least or 0)
