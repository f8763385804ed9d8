"""Serier som følger etter hverandre, står i rekkefølge.

Sier en serie at den kommer etter en annen (`after`), står det første møtet i den etter det siste
møtet i den andre, med minst og høyst så mange dager imellom som serien sier. Med `each` gjelder det
møte for møte: møte 2 etter møte 2. Det gjelder for serier som har en enhet felles, og for alle når
en av dem er uten enheter.

Formel: for hvert par av grupper og møtene a, b som bindes, når begge har plass:
minst ≤ dag(b) – dag(a) ≤ høyst. Uten `each` er b nummer 1 i gruppen sin, og a det siste som skal
holdes i sin; møter over det minste binder også, men «høyst» telles bare fra det aller siste.
Enhet: ett par av møter som står for tett, for langt fra hverandre eller i feil rekkefølge.
Kilde: «5 møter i året, etter SLT-samlinger» om politiråd (Stange); overføringsmøtet i oktober eller
november før det i februar–april (Tinn).
Dekker ikke: rekkefølgen i en serie (`days_between`), og par der et av møtene ikke fikk plass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import ClassVar

from planner.domain.meetings import Group, Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.series import After
from planner.domain.words import Language, Phrase, counted, day_in_words, same
from planner.engine.rule import Requirement, Violation
from planner.engine.timetable import Chain, Timetable

DAYS = (Phrase(nb="dag", nn="dag"), Phrase(nb="dager", nn="dagar"))


class OrderBetweenSeries(Requirement):
    """A series stands after those that it names, with so many days between."""

    title: ClassVar[Phrase] = Phrase(nb="Rekkefølge mellom serier", nn="Rekkjefølgje mellom seriar")

    def post(self, timetable: Timetable, problem: Problem) -> None:
        """Chain each two meetings that are bound."""
        for earlier, later, least, most in _bound(problem):
            timetable.chain(Chain(self.name(), (earlier.id, later.id), least=least, most=most))

    def check(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Find each two bound meetings that stand too close, too far apart or turned."""
        for earlier, later, least, most in _bound(problem):
            if earlier.id in plan.placed and later.id in plan.placed:
                before, day = plan.placed[earlier.id].day, plan.placed[later.id].day
                gap = (day - before).days
                if gap < least or (most is not None and gap > most):
                    yield self.violation(
                        meetings=(earlier.id, later.id),
                        day=day,
                        before=before.isoformat(),
                        limit="least" if gap < least else "most",
                        days=least if gap < least else most or 0,
                    )

    def explain(self, violation: Violation, problem: Problem, language: Language) -> str:
        """Both meetings with their days, and the days it should be between them."""
        assert violation.day is not None
        earlier, later = violation.meetings
        facts = violation.facts
        limit = same("minst") if facts["limit"] == "least" else Phrase(nb="høyst", nn="høgst")
        return (
            Phrase(
                nb="{later} står {day}, men skal stå {limit} {days} etter {earlier} {before}.",
                nn="{later} står {day}, men skal stå {limit} {days} etter {earlier} {before}.",
            )
            .with_facts(
                later=problem.title(later),
                day=day_in_words(violation.day),
                limit=limit,
                days=counted(int(facts["days"]), *DAYS),
                earlier=problem.title(earlier),
                before=day_in_words(date.fromisoformat(str(facts["before"]))),
            )
            .text(language)
        )


def _bound(problem: Problem) -> Iterator[tuple[Meeting, Meeting, int, int | None]]:
    """Each two meetings that are bound, the earlier first, with least and most days between."""
    groups: dict[str, list[Group]] = {}
    for group in problem.groups:
        groups.setdefault(group.series.id, []).append(group)
    for series in problem.series:
        for after in series.after:
            for earlier, later in product(groups.get(after.series, ()), groups.get(series.id, ())):
                if _belong_together(earlier, later):
                    yield from _pairs(after, earlier, later)


def _belong_together(earlier: Group, later: Group) -> bool:
    """Whether two groups have a unit in common, or either has none."""
    return not (earlier.units and later.units) or not set(earlier.units).isdisjoint(later.units)


def _pairs(
    after: After, earlier: Group, later: Group
) -> Iterator[tuple[Meeting, Meeting, int, int | None]]:
    least, most = after.least_days, after.most_days
    if after.each:
        pairs = zip(earlier.meetings, later.meetings, strict=False)
        yield from ((one, other, least, most) for one, other in pairs)
    elif earlier.meetings and later.meetings:
        sure = sum(not meeting.optional for meeting in earlier.meetings)
        for one in earlier.meetings[max(0, sure - 1) :]:
            last = one is earlier.meetings[-1]
            yield one, later.meetings[0], least, most if last else None
