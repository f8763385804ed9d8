"""What was measured, as the tables of docs/benchmarks.md and docs/search.md."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from examples.measure.curve import MOMENTS, Run, gap
from examples.measure.goals import goals
from examples.measure.results import Family, Figures
from planner.engine.assignment import STEPS

RUN = (
    "family",
    "seed",
    "placed",
    "first plan",
    "cost then",
    *(f"{moment} s" for moment in MOMENTS),
    "end",
    "bound",
    "over best known",
    "over bound",
    "peak memory",
)
UNKNOWN = "–"


def benchmarks(families: Sequence[Family]) -> str:
    """The tables of docs/benchmarks.md."""
    parts = [
        *_taken(families),
        f"All of it took {sum(family.minutes for family in families):.0f} minutes.\n",
        _part(
            "**Must be reached**, from the figures below:",
            ("what", "must", "reached", "enough"),
            goals(families),
        ),
        _part(
            "**Planning.** Everything that `solve` does, one thread a core. Seconds count from the "
            "timetable; “first plan” is compiling, constructing and pricing. Costs are read off "
            "one run. Memory is that of a process that reads the problem file, builds and solves:",
            RUN,
            _runs(families, "solve"),
        ),
        _part(
            "The same, over the best known cost, median of the seeds; – where none is known of "
            "the timetable as it is now:",
            ("family", "best known", *(f"{moment} s" for moment in MOMENTS)),
            [_gaps(family) for family in families],
        ),
        _part(
            "**Exact only.** The first plan, then CP-SAT neighbourhoods and bound, or proof:",
            RUN,
            _runs(families, "exact"),
        ),
        _part("**Construct only:**", RUN, _runs(families, "construct")),
        _part(
            "**Plain annealer.** The whole search with simple moves alone: another start for one "
            "meeting, another person; no series, no ejection, no swap:",
            RUN,
            _runs(families, "plain"),
        ),
        _part(
            "**Moves** a second on one core, warm, in the middle of a cycle's temperatures:",
            ("family", "meetings", "simple moves", "as the search mixes them"),
            [_rates(family) for family in families if family.moves],
        ),
        _part(
            "**Stages** in one process, median of 5 runs, in seconds:",
            ("family", "meetings", *(families[0].stages["seconds"] if families else ())),
            [_stages(family) for family in families],
        ),
        _part(
            "**The whole command**, `semesterplan plan --seconds "
            f"{families[0].command['budget']:g}`, one run at a terminal:"
            if families
            else "",
            (
                "family", "seconds", "search begins after", "peak memory", "requirements broken",
                "cost", "over best known", "bound",
            ),
            [_command(family) for family in families],
        ),
        _part(
            "**Staffing.** From a problem that names no contacts to all of them, one thread a "
            "core, the loading of OR-Tools included. *Last*: the example's own contacts are those "
            "of last half-year; *anew*: nobody's are. Each goal with what nothing can go below: "
            "what meetings lose for want of a contact; contacts that changed; spread of load, in "
            "per cent of a full position, added up over those who share units; minutes of travel. "
            "At the end the widest spread in each service:",
            (
                "family", "case", "units", "duties", "people", "budget", "seconds", "lost",
                "changed", "spread", "travel", "spread by service",
            ),
            [_staffing(family, figures) for family in families for figures in family.staffing],
        ),
    ]  # fmt: skip
    return "\n".join(filter(None, parts))


def search_page(families: Sequence[Family]) -> str:
    """The tables of docs/search.md."""
    parts = _taken([family for family in families if family.moves or family.sizes])
    for family in families:
        if family.moves:
            parts.append(
                _part(
                    f"**Where the time goes**, {family.name} ({family.meetings} meetings), each "
                    "kind of move timed alone, weighed by how often it is made:",
                    ("move", "of all moves", "a move", "of the time", "taken", "made it cheaper"),
                    [_kind(kind) for kind in family.moves["kinds"]],
                )
            )
        if family.sizes:
            parts.append(
                _part(
                    f"**How it grows**, with cuts of {family.name}:",
                    (
                        "meetings", "compile", "construct", "board", "board's size", "`go_to`",
                        "simple move", "series", "mixed move",
                    ),
                    [_size(size) for size in family.sizes],
                )
            )  # fmt: skip
    return "\n".join(filter(None, parts))


def _part(heading: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table under its heading; nothing when it has no rows."""
    if not rows:
        return ""
    lines = [head, ("---",) * len(head), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{heading}\n\n{table}\n"


def _taken(families: Sequence[Family]) -> list[str]:
    """When what was measured, families that were measured together on one line."""
    together: dict[str, list[Family]] = {}
    for family in families:
        together.setdefault(family.taken.sentence(), []).append(family)
    return [
        f"Measured {sentence}: {', '.join(each.name for each in theirs)}.\n"
        for sentence, theirs in together.items()
    ]


def _runs(families: Sequence[Family], engine: str) -> list[tuple[str, ...]]:
    return [_run(family, run) for family in families for run in family.runs_of(engine)]


def _run(family: Family, run: Run) -> tuple[str, ...]:
    seconds, cost = run.first
    return (
        family.name,
        str(run.seed),
        f"{run.placed} of {run.meetings}",
        f"{seconds:.2f} s",
        _number(cost),
        *(_number(run.cost_at(moment)) for moment in MOMENTS),
        _number(run.cost),
        _number(run.bound),
        _percent(gap(run.cost, family.known)),
        _percent(gap(run.cost, run.bound)),
        f"{run.megabytes:.0f} MB",
    )


def _gaps(family: Family) -> tuple[str, ...]:
    costs = [
        [cost for run in family.runs_of("solve") if (cost := run.cost_at(moment)) is not None]
        for moment in MOMENTS
    ]
    gaps = [gap(round(median(each)), family.known) if each else None for each in costs]
    return (family.name, _number(family.known), *map(_percent, gaps))


def _rates(family: Family) -> tuple[str, ...]:
    simple, mixed = family.moves["simple"], family.moves["mixed"]
    return (family.name, str(family.meetings), _millions(simple), _millions(mixed))


def _stages(family: Family) -> tuple[str, ...]:
    seconds = family.stages["seconds"].values()
    return (family.name, str(family.meetings), *(f"{each:.2f}" for each in seconds))


def _command(family: Family) -> tuple[str, ...]:
    figures = family.command
    begins = figures["search_begins"]
    return (
        family.name,
        f"{figures['seconds']:.1f}",
        UNKNOWN if begins is None else f"{begins:.1f} s",
        f"{figures['megabytes']:.0f} MB",
        str(figures["broken"]),
        _number(figures["cost"]),
        _percent(gap(figures["cost"], family.known)),
        _number(figures["bound"]),
    )


def _staffing(family: Family, figures: Figures) -> tuple[str, ...]:
    goals = figures["goals"]
    return (
        family.name,
        figures["case"],
        str(figures["units"]),
        str(figures["duties"]),
        str(figures["people"]),
        f"{figures['budget']:g} s",
        f"{figures['seconds']:.1f}",
        _proven(goals["coverage"]),
        _proven(goals["continuity"]),
        _proven(goals["fairness"], in_per_cent=True),
        _proven(goals["travel"]),
        ", ".join(f"{service} {each:.1f} %" for service, each in figures["spread"].items()),
    )


def _proven(goal: Sequence[int], *, in_per_cent: bool = False) -> str:
    """What was reached of a goal, and what nothing can go below."""
    value, bound = (
        f"{100 * each / STEPS:.1f} %" if in_per_cent else _number(each) for each in goal
    )
    return f"{value}, proven" if goal[0] == goal[1] else f"{value} (≥ {bound})"


def _kind(kind: Figures) -> tuple[str, ...]:
    parts = (kind["weight"], kind["share"], kind["taken"], kind["better"])
    weight, share, taken, better = (100 * each for each in parts)
    return (
        kind["name"],
        f"{weight:.1f} %",
        _short(kind["seconds"]),
        f"{share:.0f} %",
        f"{taken:.1f} %",
        f"{better:.2f} %",
    )


def _size(size: Figures) -> tuple[str, ...]:
    return (
        str(size["meetings"]),
        _short(size["compile"]),
        _short(size["construct"]),
        _short(size["lay"]),
        f"{size['board_megabytes']:.1f} MB",
        _short(size["go"]),
        _short(size["simple"]),
        _short(size["series"]),
        _short(size["mixed"]),
    )


def _number(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"


def _percent(number: float | None) -> str:
    return UNKNOWN if number is None else f"{number:.1f} %"


def _millions(seconds: float) -> str:
    return f"{1e-6 / seconds:.2f} million"


def _short(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    for unit, name in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= unit:
            return f"{seconds / unit:.2f} {name}"
    return f"{seconds * 1e9:.0f} ns"
