"""Why a meeting has no place, in sentences; `whynot` finds the reasons, rules have the words."""

from __future__ import annotations

from planner.domain.problem import Problem
from planner.domain.words import Phrase, listed, same
from planner.engine.progress import Solution, WhyNot
from planner.engine.rule import Rulebook
from planner.engine.timetable import Reason

OR = same("eller")
NO_TIME = Phrase(
    nb="{title} har ingen mulig tid, fordi {reasons}.",
    nn="{title} har inga mogleg tid, fordi {reasons}.",
)
NO_TIME_FOR_SEVERAL = Phrase(
    nb="{title} har ingen mulig tid: hver eneste gang er det slik at {reasons}.",
    nn="{title} har inga mogleg tid: kvar einaste gong er det slik at {reasons}.",
)
TAKEN = Phrase(
    nb="{title} fikk ikke plass blant de andre møtene: til enhver tid er det slik at {reasons}.",
    nn="{title} fekk ikkje plass mellom dei andre møta: til kvar tid er det slik at {reasons}.",
)
CROWDED = Phrase(
    nb="{title} fikk ikke plass sammen med alle de andre møtene.",
    nn="{title} fekk ikkje plass saman med alle dei andre møta.",
)
NOT_NEEDED = Phrase(
    nb="{title} er ikke satt opp, fordi det mangler en kontakt det trenger, og serien har nok "
    "møter uten det.",
    nn="{title} er ikkje sett opp, fordi det manglar ein kontakt det treng, og serien har nok "
    "møte utan det.",
)
CANCELLED = Phrase(nb="{title} er avlyst.", nn="{title} er avlyst.")
BUSY = Phrase(nb="{who} er i et annet møte", nn="{who} er i eit anna møte")
OFF_CHAIN = Phrase(
    nb="det blir for få eller for mange dager til møtene før eller etter",
    nn="det vert for få eller for mange dagar til møta før eller etter",
)
PROVEN_CROWD = Phrase(
    nb="Det er bevist at ingen plan får plass til flere enn denne av de {count} møtene som "
    "kjemper om samme tid; skal {title} inn, må et annet ut.",
    nn="Det er prova at ingen plan får plass til fleire enn denne av dei {count} møta som "
    "kjempar om same tid; skal {title} inn, må eit anna ut.",
)
PROVEN_ALONE = Phrase(
    nb="Det er bevist at {title} ikke får plass, uansett hvor de møtene som kan flyttes, står.",
    nn="Det er prova at {title} ikkje får plass, same kvar dei møta som kan flyttast, står.",
)


def why_unplaced(
    problem: Problem, rules: Rulebook, solution: Solution
) -> dict[str, tuple[Phrase, ...]]:
    """A sentence for each meeting that got no place, and one more when that is proven."""
    return {
        meeting: (_sentence(problem, rules, meeting, why), *_proof(problem, meeting, why))
        for meeting, why in solution.unplaced.items()
    }


def _proof(problem: Problem, meeting: str, why: WhyNot) -> tuple[Phrase, ...]:
    """What is proven, unless the bans say already that there is no time."""
    if why.bans or not why.crowd:
        return ()
    frame = PROVEN_ALONE if len(why.crowd) == 1 else PROVEN_CROWD
    return (frame.with_facts(title=problem.title(meeting), count=len(why.crowd)),)


def _sentence(problem: Problem, rules: Rulebook, meeting: str, why: WhyNot) -> Phrase:
    title = problem.title(meeting)
    if problem.meetings[meeting].cancelled:
        return CANCELLED.with_facts(title=title)
    if why.bans:
        words = {rule.name(): rule.ban or rule.title for rule in rules}
        said = [words[each.rule].with_facts(subject=_name(problem, each)) for each in why.bans]
        frame = NO_TIME if len(said) == 1 else NO_TIME_FOR_SEVERAL
        return frame.with_facts(title=title, reasons=listed(said, last=OR))
    if why.in_the_way:
        said = [
            OFF_CHAIN
            if each.subject in problem.meetings
            else BUSY.with_facts(who=_name(problem, each))
            for each in why.in_the_way
        ]
        return TAKEN.with_facts(title=title, reasons=listed(said, last=OR))
    one = problem.meetings[meeting]
    lacks = any(need.unit is not None for need in one.needs)
    return (NOT_NEEDED if one.optional and lacks else CROWDED).with_facts(title=title)


def _name(problem: Problem, reason: Reason) -> Phrase:
    if reason.subject in problem.availability:
        return same(problem.resource_name(reason.subject))
    if reason.subject in problem.meetings:
        return problem.title(reason.subject)
    return Phrase(nb="kommunen", nn="kommunen")
