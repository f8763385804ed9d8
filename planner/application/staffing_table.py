"""Who serves what, as a table of plain text that a leader can talk about with the staff."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap

from planner.application.contact_loads import ContactLoad, Team, contact_loads
from planner.application.contact_words import shortcomings_of
from planner.application.wording import hours, people_with_noun, plan_name
from planner.domain.duties import Duty
from planner.domain.staffing import SECOND
from planner.domain.words import Language, Phrase, same
from planner.engine.assignment import STEPS
from planner.engine.staffing import Staffing, last_contact

COLUMNS = 100
WIDEST_NAME = 28

COVERED = Phrase(
    nb="{covered} av {duties} kontaktoppdrag er dekket: {pinned} står i problemfilen, {chosen} er "
    "valgt.",
    nn="{covered} av {duties} kontaktoppdrag er dekte: {pinned} står i problemfila, {chosen} er "
    "valde.",
)
KEPT = Phrase(
    nb="{kept} av {last} kontakter er de samme som forrige halvår",
    nn="{kept} av {last} kontaktar er dei same som førre halvår",
)
MOST_KEPT = Phrase(
    nb="; det er bevist at ingen fordeling beholder flere.",
    nn="; det er prova at inga fordeling held på fleire.",
)
MORE_KEPT = Phrase(
    nb="; det er bevist at ingen fordeling beholder flere enn {most}.",
    nn="; det er prova at inga fordeling held på fleire enn {most}.",
)
EVEN = Phrase(
    nb="Belastningen per hel stilling er så jevn som mulig; det er bevist.",
    nn="Belastninga per heil stilling er så jamn som mogleg; det er prova.",
)
UNEVEN = Phrase(
    nb="Spredningen i belastning kan til sammen bli høyst {less} prosentpoeng mindre.",
    nn="Spreiinga i belastning kan til saman verte høgst {less} prosentpoeng mindre.",
)
TRAVEL = Phrase(
    nb="Reise til møtene, tur og retur: {hours} timer i halvåret",
    nn="Reise til møta, tur og retur: {hours} timar i halvåret",
)
LEAST_TRAVEL = Phrase(
    nb="; det er bevist at den ikke kan bli kortere.",
    nn="; det er prova at ho ikkje kan verte kortare.",
)
LESS_TRAVEL = Phrase(
    nb="; det er bevist at den ikke kan bli kortere enn {least} timer.",
    nn="; det er prova at ho ikkje kan verte kortare enn {least} timar.",
)
SERVICE = Phrase(
    nb="{service}: {people}, belastning per hel stilling {least}–{most} % (spredning {spread} "
    "prosentpoeng)",
    nn="{service}: {people}, belastning per heil stilling {least}–{most} % (spreiing {spread} "
    "prosentpoeng)",
)
ALONE = same("{service}: {people}")
STOPPED = Phrase(
    nb="Stoppet før tiden; dette er det beste som ble funnet.",
    nn="Stoppa før tida; dette er det beste som vart funne.",
)
NO_DUTIES = Phrase(
    nb="Ingen serie ber om kontakter, så det er ingen å velge.",
    nn="Ingen serie bed om kontaktar, så det er ingen å velje.",
)
HEADINGS = (
    Phrase(nb="Kontakt", nn="Kontakt"),
    Phrase(nb="stilling", nn="stilling"),
    Phrase(nb="last", nn="last"),
    Phrase(nb="per hel", nn="per heil"),
    Phrase(nb="reise t", nn="reise t"),
    Phrase(nb="enheter", nn="einingar"),
)
MARKS = {
    "pinned": Phrase(nb="fast", nn="fast"),
    "new": Phrase(nb="ny", nn="ny"),
    "second": Phrase(nb="makker", nn="makker"),
}
LEGEND = Phrase(
    nb="Last er arbeidet som kontakt, møtene og det problemfilen regner til dem og til enheten, "
    "i prosent av en hel stilling i halvåret; per hel er det samme om stillingen var hel og uten "
    "fravær. Reise er tur og retur til hvert møte fra arbeidsstedet, eller (*) fra enheten midt "
    "blant sine der stedet er ukjent. Fast: står i problemfilen. Ny: hadde ikke enheten forrige "
    "halvår. Makker: andrekontakt.",
    nn="Last er arbeidet som kontakt, møta og det problemfila reknar til dei og til eininga, i "
    "prosent av ei heil stilling i halvåret; per heil er det same om stillinga var heil og utan "
    "fråvær. Reise er tur og retur til kvart møte frå arbeidsstaden, eller (*) frå eininga midt "
    "mellom sine der staden er ukjend. Fast: står i problemfila. Ny: hadde ikkje eininga førre "
    "halvår. Makker: andrekontakt.",
)
TITLE = Phrase(nb="Kontakter: {name}", nn="Kontaktar: {name}")
NOBODY = same("–")


def staffing_table(staffing: Staffing, *, stopped: bool = False) -> str:
    """The table in the problem's language, at most 100 columns wide, without a last newline.

    Parameters
    ----------
    stopped
        Whether the choice was stopped before it was as good as it could be.
    """
    language = staffing.problem.language
    teams = contact_loads(staffing)
    title = TITLE.with_facts(name=plan_name(staffing.problem)).text(language)
    if not staffing.duties:
        return f"{title}\n\n  {NO_DUTIES.text(language)}"
    blocks = [
        title,
        "\n".join(
            _wrapped(phrase.text(language), "  ", "    ")
            for phrase in (
                *[STOPPED] * stopped,
                *_results(staffing, teams),
                *shortcomings_of(staffing),
            )
        ),
        *("\n".join(_team(staffing, team, language)) for team in teams),
        _wrapped(LEGEND.text(language), "", ""),
    ]
    return "\n\n".join(blocks)


def _results(staffing: Staffing, teams: tuple[Team, ...]) -> Iterator[Phrase]:
    """What was reached of each goal, and what is proven of it."""
    yield COVERED.with_facts(
        covered=len(staffing.assigned),
        duties=len(staffing.duties),
        pinned=len(staffing.pinned),
        chosen=len(staffing.chosen),
    )
    proven = staffing.proven
    problem = staffing.problem
    last = sum(last_contact(problem, duty) is not None for duty in staffing.duties.values())
    if "continuity" in proven and last:
        kept, most = last - proven["continuity"].value, last - proven["continuity"].bound
        said = KEPT.with_facts(kept=kept, last=last)
        yield _joined(said, MOST_KEPT if kept >= most else MORE_KEPT.with_facts(most=most))
    if "fairness" in proven:
        less = proven["fairness"].value - proven["fairness"].bound
        yield UNEVEN.with_facts(less=_decimal(100 * less / STEPS)) if less else EVEN
    if "travel" in proven:
        minutes = sum(each.travel_minutes for team in teams for each in team.people)
        said = TRAVEL.with_facts(hours=hours(minutes))
        bound = proven["travel"].bound
        least = LESS_TRAVEL.with_facts(least=hours(2 * bound)) if bound else same(".")
        yield _joined(said, LEAST_TRAVEL if proven["travel"].optimal else least)


def _team(staffing: Staffing, team: Team, language: Language) -> Iterator[str]:
    """A heading and a row for each of those who could take over from one another."""
    least, most = team.span
    heading = (SERVICE if len(team.people) > 1 else ALONE).with_facts(
        service=team.service.name,
        people=people_with_noun(len(team.people)),
        least=_decimal(least),
        most=_decimal(most),
        spread=_decimal(most - least),
    )
    yield _wrapped(heading.text(language), "", "")
    name, *numbers, units = (heading.text(language) for heading in HEADINGS)
    widest = max(len(name), *(len(_name(each)) for each in team.people))
    yield _row(widest, name, numbers, units)
    for load in team.people:
        share = "–" if load.percent_of_full is None else f"{_decimal(load.percent_of_full)} %"
        travel = hours(load.travel_minutes) + "*" * (not load.from_workplace)
        numbers = [
            f"{load.person.position_percent} %",
            f"{_decimal(load.percent)} %",
            share,
            travel,
        ]
        theirs = [_unit(staffing, duty).text(language) for duty in load.duties]
        yield _row(widest, _name(load), numbers, ", ".join(theirs) or NOBODY.text(language))


def _row(widest: int, name: str, numbers: list[str], units: str) -> str:
    """A row; its units go on beneath one another."""
    start = f"  {name:<{widest}} " + "".join(f"{number:>10}" for number in numbers) + "  "
    return _wrapped(units, start, " " * len(start))


def _name(load: ContactLoad) -> str:
    return shorten(load.person.name, WIDEST_NAME, placeholder=" …")


def _unit(staffing: Staffing, duty: Duty) -> Phrase:
    """A unit, with what there is to say of its contact: "Jar skole (ny, makker)"."""
    problem = staffing.problem
    name = same(problem.units_by_id[duty.unit].name)
    had = last_contact(problem, duty)
    new = bool(problem.staffing.last) and staffing.assigned[duty.id] != had
    marks = {"pinned": duty.id in staffing.pinned, "new": new, "second": duty.rank == SECOND}
    told = [MARKS[mark] for mark, holds in marks.items() if holds]
    if not told:
        return name
    return Phrase(
        nb=f"{name.nb} ({', '.join(mark.nb for mark in told)})",
        nn=f"{name.nn} ({', '.join(mark.nn for mark in told)})",
    )


def _decimal(percent: float) -> str:
    """A percentage with one decimal: "2,4"."""
    return f"{percent:.1f}".replace(".", ",")


def _joined(one: Phrase, other: Phrase) -> Phrase:
    return Phrase(nb=one.nb + other.nb, nn=one.nn + other.nn)


def _wrapped(text: str, first: str, rest: str) -> str:
    return "\n".join(
        wrap(text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False)
    )
