"""The job that finds out what a plan bears; questions that are answered are not put again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import cast

from pydantic import TypeAdapter

from planner.application.absence_weeks import starts_of
from planner.application.baseline import baseline_of
from planner.application.contingency import Consequence, Contingency
from planner.application.fan_out import FanOut, Result, Task, in_processes
from planner.application.jobresults import ResilienceResult
from planner.application.jobs.given import NothingGiven, given
from planner.application.jobs.work import Standing, Work
from planner.application.orders import PLAN, ResilienceOrder
from planner.application.resilience import resilience
from planner.application.resiliencefolder import resilience_as_facts
from planner.application.running import told_seldom

ANSWERS = "answers"
"""The document that keeps what is answered."""
SECONDS_BETWEEN = 5.0
"""Between two times that the answers are kept: there may be a thousand of them."""

Answers = tuple[tuple[Contingency, Consequence], ...]
ANSWERED = TypeAdapter(Answers)


def run(work: Work) -> str:
    """Ask for everybody's absence; `ResilienceResult`."""
    order = ResilienceOrder.model_validate_json(work.asked)
    about = given(work, busy=order.busy, standing=True)
    if about.plan is None or order.today is None:
        raise NothingGiven(PLAN)
    starts = starts_of(about.problem, *order.weeks_asked)
    baseline = baseline_of(about.problem, work.service.kinds, about.plan)
    began, found = monotonic(), work.document(ANSWERS)
    known = dict(() if found is None else ANSWERED.validate_json(found))

    def keep(answers: Answers) -> None:
        work.keep(ANSWERS, ANSWERED.dump_json(answers).decode())

    with told_seldom(keep, SECONDS_BETWEEN) as news:
        asked = Remembering(partial(in_processes, processes=work.workers), known, news)
        findings = resilience(
            baseline,
            today=order.today,
            fan_out=asked,
            weeks=order.weeks,
            starts=starts,
            policy=order.policy,
            told=lambda done, of: work.tell(
                Standing("ask", done, of, seconds=round(monotonic() - began, 3))
            ),
            stop=work.stop,
        )
    if findings.stopped:
        keep(tuple(asked.known.items()))
    facts, notes = resilience_as_facts(findings), about.notes
    return ResilienceResult(findings=facts, borne=findings.borne, notes=notes).model_dump_json()


class Remembering:
    """A `FanOut` that begins with the answers that are known, and tells of those that come."""

    def __init__(
        self,
        ask: FanOut,
        known: dict[Contingency, Consequence],
        news: Callable[[Answers], None],
    ) -> None:
        self.ask = ask
        self.known = known
        self.news = news

    def __call__(
        self, job: Callable[[Task], Result], tasks: Sequence[Task], /, *, stop: Callable[[], bool]
    ) -> Iterator[tuple[Task, Result | None]]:
        """Have tasks done, as `FanOut` says."""
        answers = cast("dict[Task, Result]", self.known)
        for task in tasks:
            if task in answers:
                yield task, answers[task]
        unknown = [task for task in tasks if task not in answers]
        for task, answer in self.ask(job, unknown, stop=stop):
            if answer is not None:
                answers[task] = answer
                self.news(tuple(self.known.items()))
            yield task, answer
