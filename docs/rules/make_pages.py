"""Write the page of every rule from its rule card: ``python docs/rules/make_pages.py``.

With ``--check`` nothing is written; the command ends with exit status 1 and names the pages that
differ from the cards. The sentences shown come from ``example.yaml``, a small problem with a plan
that breaks every rule.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import yaml

from constraints import RULES
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.published import Published
from planner.domain.words import LANGUAGES
from planner.engine.build import plan_of
from planner.engine.rule import Requirement, Rule, Weight, Wish
from planner.engine.timetable import Placement

FOLDER = Path(__file__).parent
LABELS = ("Formel", "Enhet", "Kilde", "Dekker ikke")
WEIGHTS = {Weight.LOW: "lav", Weight.NORMAL: "vanlig", Weight.HIGH: "høy"}

INDEX = """\
# Reglene

Planen legges etter disse reglene. **Krav** må holde: et møte blir heller stående uten plass enn at
et krav brytes. **Ønsker** skal holde så langt det går, og koster prisen ganger mengden når de ikke
gjør det. Lederen sier hvor mye et ønske betyr: lav vekt ganger prisen med 1, vanlig med 2 og høy
med 4.

En regel som ikke er nevnt i oppgaven, gjelder med standardene på siden sin. Skriv `false` bak
navnet under `rules` for å ta den bort.

Sidene er laget av regelkortene i `constraints/` med `make docs`. Ikke rediger dem for hånd.

| Regel | Slag | Hva den heter | Enhet | Pris ved lav vekt |
|---|---|---|---|---|
"""


def main() -> int:
    """Write the pages, or compare them with the cards."""
    asked = argparse.ArgumentParser(description="Lag regelsidene av regelkortene.")
    asked.add_argument("--check", action="store_true", help="bare sammenlign, skriv ingenting")
    asked.add_argument("--folder", type=Path, default=FOLDER, help="hvor sidene ligger")
    arguments = asked.parse_args()
    pages = {f"{rule.name()}.md": page(rule) for rule in RULES} | {"README.md": index()}
    if not arguments.check:
        for name, text in pages.items():
            (arguments.folder / name).write_text(text, encoding="utf-8")
        return 0
    there = {path.name: path.read_text(encoding="utf-8") for path in arguments.folder.glob("*.md")}
    stale = sorted(name for name in pages | there if pages.get(name) != there.get(name))
    for name in stale:
        sys.stderr.write(f"{name} stemmer ikke med regelkortet; kjør make docs\n")
    return 1 if stale else 0


def index() -> str:
    """The page that lists every rule."""
    rows = "".join(
        f"| [`{rule.name()}`]({rule.name()}.md) | {kind(rule)} | {rule.title.nb} "
        f"| {card(rule)['Enhet'].rstrip('.')} | {row_price(rule)} |\n"
        for rule in RULES
    )
    return INDEX + linked(rows)


def page(rule: type[Rule]) -> str:
    """The page of one rule."""
    parts = card(rule)
    text = [
        f"# {rule.title.nb}",
        f"{kind(rule).capitalize()} · `{rule.name()}` · på nynorsk: {rule.title.nn}",
        f"> {parts['Setning']}",
        *parts["Avsnitt"].split("\n\n"),
        *(f"**{label}.** {upper_first(parts[label])}" for label in LABELS),
        "## Pris",
        page_price(rule),
        "## Innstillinger",
        settings(rule),
        "## Slik sier rapporten fra",
        example(rule),
    ]
    return linked("\n\n".join(text) + "\n", but=rule.name())


def card(rule: type[Rule]) -> dict[str, str]:
    """The parts of a rule card: its sentence, its paragraphs and what stands behind each label."""
    lines = (sys.modules[rule.__module__].__doc__ or "").strip()
    before, *labelled = re.split(rf"^({'|'.join(LABELS)}): ", lines, flags=re.MULTILINE)
    sentence, _, paragraphs = before.partition("\n\n")
    parts = {"Setning": sentence, "Avsnitt": paragraphs}
    parts |= dict(zip(labelled[::2], labelled[1::2], strict=True))
    return {label: joined(text) for label, text in parts.items()}


def joined(text: str) -> str:
    """Paragraphs with their lines joined."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def linked(text: str, but: str = "") -> str:
    """The text with every rule that it names made a link, except one."""
    names = {rule.name() for rule in RULES} - {but}

    def link(match: re.Match[str]) -> str:
        return f"[{match[0]}]({match[1]}.md)" if match[1] in names else match[0]

    return re.sub(r"(?<!\[)`([a-z_]+)`", link, text)


def kind(rule: type[Rule]) -> str:
    """Requirement or wish."""
    return "krav" if issubclass(rule, Requirement) else "ønske"


def row_price(rule: type[Rule]) -> str:
    """The price in the index."""
    return str(rule.unit_price) if issubclass(rule, Wish) else thousands(rule().price) or "–"


def page_price(rule: type[Rule]) -> str:
    """The price on the page of the rule."""
    if issubclass(rule, Wish):
        prices = (f"{rule.unit_price * each.factor} ved {WEIGHTS[each]} vekt" for each in Weight)
        return f"Hver enhet koster {', '.join(prices)}."
    price = rule().price
    if price:
        return (
            f"Kravet kan stå uoppfylt når alt annet er umulig. Hver enhet koster da "
            f"{thousands(price)}, langt mer enn noen sum av ønsker."
        )
    return "Ingen: planleggeren bryter aldri kravet."


def thousands(number: int) -> str:
    """A number as Norwegians write it; empty for 0."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}") if number else ""


def settings(rule: type[Rule]) -> str:
    """The rule's settings with their defaults, as they stand in a problem file."""
    defaults = dict(rule())
    if not defaults:
        return "Ingen."
    lines = "\n".join(f"    {name}: {in_yaml(value)}" for name, value in defaults.items())
    text = (
        "Standardene, slik de ville stått i oppgaven:\n\n"
        f"```yaml\nrules:\n  {rule.name()}:\n{lines}\n```"
    )
    if "weight" in defaults:
        words = ", ".join(f"`{each}` ({WEIGHTS[each]})" for each in Weight)
        text += f"\n\n`weight` er hvor mye ønsket betyr: {words}."
    return text


def in_yaml(value: object) -> str:
    """A setting as people write it in YAML."""
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    return "null" if value is None else str(value)


def example(rule: type[Rule]) -> str:
    """What the report on the example plan says about the rule first, in both languages."""
    problem, plan = example_plan()
    one = rule()
    violation = next(one.check(problem, plan), None)
    assert violation is not None, f"the plan of example.yaml breaks {rule.name()} nowhere"
    nb, nn = (one.explain(violation, problem, language) for language in LANGUAGES)
    return f"- {nb}\n- På nynorsk: {nn}"


def example_plan() -> tuple[Problem, Plan]:
    """The example problem and its plan."""
    document = yaml.safe_load((FOLDER / "example.yaml").read_text(encoding="utf-8"))
    problem = Problem.model_validate(document["problem"])
    before = document["plan"] | document["published"]["meetings"]
    meetings = plan_of(dict(placements(problem, before)), problem).meetings
    published = Published(meetings=meetings, today=document["published"]["today"])
    plan = plan_of(dict(placements(problem, document["plan"])), problem)
    return problem.with_published(published), plan


def placements(problem: Problem, plan: dict[str, Any]) -> Iterator[tuple[str, Placement]]:
    """The example's meetings, each with its placement."""
    for meeting, where in plan.items():
        start = problem.grid.slot_at(where["start"].replace(tzinfo=OSLO))
        assert start is not None, f"{meeting} does not start on the grid"
        room = [where["room"]] if "room" in where else []
        attending = (*where["people"], *problem.meetings[meeting].units, *room)
        yield meeting, Placement(start, frozenset(attending))


if __name__ == "__main__":
    sys.exit(main())
