"""The words of the command line: help, wrong use, faults, what came of it. It knows no terminal.

The command-line library hands over its commands and errors; they are taken as they come, so that
the library itself stays behind its one door.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.errors import Fault, SemesterplanError, UnreadableInput
from planner.domain.faults import did_you_mean
from planner.domain.model import YEARS
from planner.domain.words import LANGUAGES, Language, Phrase, same

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.engine.check import Report

ALL_HOLD, SOME_BROKEN, UNUSABLE, OUR_ERROR, INTERRUPTED = 0, 1, 2, 3, 130
MEANINGS = {
    ALL_HOLD: "Alle krav er oppfylt.",
    SOME_BROKEN: "Noen krav er ikke oppfylt.",
    UNUSABLE: "Feil bruk, inndata som ikke kan leses, eller et sted det ikke kan skrives til.",
    OUR_ERROR: "Feil i Semesterplan.",
    INTERRUPTED: "Avbrutt; en plan som alt var skrevet, blir stående.",
}
MOST_SENTENCES = 20
STOPPED = Phrase(
    nb="Stoppet før tiden; dette er den beste planen som ble funnet.",
    nn="Stoppa før tida; dette er den beste planen som vart funnen.",
)
STOPPING = Phrase(
    nb="\nStopper; tar vare på det beste så langt …",
    nn="\nStoppar; tek vare på det beste så langt …",
)
WRITTEN = same("Skrev {path}.")
OPEN = Phrase(
    nb="Åpne {path}/report.html i en nettleser for å se planen.",
    nn="Opne {path}/report.html i ein nettlesar for å sjå planen.",
)
PUBLISH = Phrase(
    nb="Publiser den med «semesterplan publish {problem} {path}/plan.json -o MAPPE».",
    nn="Publiser han med «semesterplan publish {problem} {path}/plan.json -o MAPPE».",
)
COMPARED = Phrase(
    nb="Skrev {path}. Åpne {path}/whatif.html i en nettleser for å sammenligne.",
    nn="Skreiv {path}. Opne {path}/whatif.html i ein nettlesar for å samanlikne.",
)
SEE_HELP = "se «semesterplan --help»."


class Format(StrEnum):
    """What a command writes on standard output."""

    TEXT = "text"
    JSON = "json"


def seconds_of(text: str) -> float:
    """A number of seconds; "nan" and "inf" are none.

    Raises
    ------
    ValueError
        It is none, or no time to search in.
    """
    if not 0 <= (seconds := float(text)) <= 86_400:
        raise ValueError
    return seconds


def day_of(text: str) -> date:
    """A day: "2027-03-01".

    Raises
    ------
    ValueError
        It is none, or so far off that there may be no day before it or after it.
    """
    if (day := date.fromisoformat(text)).year not in YEARS:
        raise ValueError
    return day


def language_of(text: str) -> Language:
    """A written language by its code, "nb" or "nn".

    Raises
    ------
    ValueError
        It is none.
    """
    if text not in LANGUAGES:
        raise ValueError
    return LANGUAGES[LANGUAGES.index(text)]


def policy_of(text: str) -> str:
    """What may be done to mend a plan, by its name.

    Raises
    ------
    ValueError
        It is none.
    """
    from planner.application.alternatives import Policy  # noqa: PLC0415  help needs no engine

    return Policy(text)


def status_of(report: Report) -> int:
    """The exit status of a command whose plan was checked."""
    return SOME_BROKEN if report.requirements_broken else ALL_HOLD


def write_help(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    """Write the help of a command; the library's own has English headings."""
    shown = [each for each in command.get_params(ctx) if each.name != "help"]
    given = [each for each in shown if each.param_type_name == "argument"]
    chosen = [each for each in shown if each.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    pieces = [each.metavar if each.required else f"[{each.metavar}]" for each in given]
    pieces += ["[VALG]"] * bool(chosen) + ["KOMMANDO …"] * bool(commands)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Bruk: ")
    formatter.write_paragraph()
    formatter.write_text(command.help)
    options = [
        (f"{', '.join(each.opts)} {each.metavar or ''}".strip(), each.help) for each in chosen
    ]
    for heading, rows in (
        ("Kommandoer", [(name, each.help.partition("\n")[0]) for name, each in commands.items()]),
        ("Argumenter", [(each.metavar, each.help) for each in given]),
        ("Valg", [*options, ("--help", "Vis denne hjelpen.")]),
    ):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def misuse(error: Any) -> UnreadableInput:  # noqa: ANN401
    """Wrong use of the command line, as the library found it, in our words."""
    return UnreadableInput((Fault((), same(_misuse_sentence(error))),))


def _misuse_sentence(error: Any) -> str:  # noqa: ANN401
    command = error.ctx.command if getattr(error, "ctx", None) else None
    match type(error).__name__:
        case "NoSuchOption":
            known = [option for each in command.params for option in each.opts] if command else []
            way_out = did_you_mean(error.option_name, known, otherwise=same(SEE_HELP))
            return f"Valget {error.option_name} finnes ikke; {way_out.nb}"
        case "BadOptionUsage":
            return f"Valget {error.option_name} er brukt feil; {SEE_HELP}"
        case "MissingParameter":
            return f"{_named(error.param)} mangler: {error.param.help}"
        case "BadParameter":
            return f"{_named(error.param)} har en verdi som ikke kan brukes: {error.param.help}"
        case _ if commands := list(getattr(command, "commands", ())):
            return _which_command(error.message, commands)
    return f"Det er for mange argumenter; sett navn med mellomrom i anførselstegn, og {SEE_HELP}"


def _which_command(message: str, commands: list[str]) -> str:
    choose = same(f"velg blant {', '.join(commands)}.")
    name = re.search(r"'(.+?)'", message)
    if name is None:
        return f"Kommandoen mangler; {choose.nb}"
    way_out = did_you_mean(name[1], commands, otherwise=choose)
    return f"Kommandoen «{name[1]}» finnes ikke; {way_out.nb}"


def _named(parameter: Any) -> str:  # noqa: ANN401
    return str(parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[-1])


def facts_of(plan: Plan, report: Report) -> dict[str, object]:
    """What a machine wants to know of a plan at once; the files hold the rest."""
    return {
        "problem": plan.problem,
        "placed": len(plan.meetings),
        "unplaced": len(plan.unplaced),
        **report.model_dump(mode="json", exclude={"violations"}),
    }


def broken_in_words(report: Report) -> str:
    """The requirements that are broken, a line each on new lines, and how many more there are."""
    broken = [each.sentence for each in report.violations if each.kind == "requirement"]
    lines = [f"\n- {sentence}" for sentence in broken[:MOST_SENTENCES]]
    if len(broken) > MOST_SENTENCES:
        lines.append(f"\n- og {len(broken) - MOST_SENTENCES} til; se alle med --format json.")
    return "\n" * bool(broken) + "".join(lines)


def told(error: SemesterplanError) -> str:
    """An error for people, in the language of the input."""
    language = error.language if isinstance(error, UnreadableInput) else "nb"
    return error.phrase().text(language)


def told_as_json(error: SemesterplanError, status: int) -> str:
    """An error for machines: its faults, each with file, line, path and sentence."""
    if not isinstance(error, UnreadableInput):
        return as_json(status, faults=[{"sentence": error.phrase().nb}])
    return as_json(
        status,
        faults=[
            {
                "file": fault.file,
                "line": fault.line,
                "path": list(fault.path),
                "sentence": fault.sentence.text(error.language),
            }
            for fault in error.faults
        ],
    )


def said(form: Format, status: int, text: str, **facts: object) -> str:
    """What a command says on standard output: a text for people, or its facts for machines."""
    return text if form is Format.TEXT else as_json(status, **facts)


def as_json(status: int, **facts: object) -> str:
    """What a command says to a machine: one object with the exit status and its meaning."""
    said: Mapping[str, object] = {"exit": status, "meaning": MEANINGS[status], **facts}
    return json.dumps(said, ensure_ascii=False, indent=1)


def told_at_end(problem: Path, folder: Path, language: Language, *, stopped: bool) -> str:
    """Say where the plan is, how to publish it, and that it could have been better."""
    phrases = [STOPPED] * stopped + [WRITTEN, OPEN]
    told = [phrase.text(language).format(path=folder) for phrase in phrases]
    publish = PUBLISH.text(language).format(problem=problem, path=folder)
    return f"\n{' '.join(told)}\n{publish}"
