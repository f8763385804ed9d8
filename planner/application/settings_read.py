"""The settings of an installation: defaults, then a file, then the environment, then options.

What is said later counts. Every value comes with where it is said, and whatever is wrong is told
at once, with its line or variable. No fault repeats a value, since one of them may be a password.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from planner.application.settings import WRONG, Settings
from planner.application.yamlsource import read_text
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import did_you_mean, nearest
from planner.domain.words import Phrase, listed, same

USUAL_FILE = Path("semesterplan.toml")
"""Read where the program is started, when there is one and no other is named."""
PREFIX = "SEMESTERPLAN_"
NAMES_FILE = "SEMESTERPLAN_SETTINGS"

OR = Phrase(nb="eller", nn="eller")
DEFAULT = same("standard")
FOLLOWS = Phrase(nb="følger av host og port", nn="følgjer av host og port")
NOT_TOML = Phrase(
    nb="Filen er ikke gyldig TOML; skriv «navn = verdi» på hver linje, hvert navn bare én gang og "
    "tekst i anførselstegn.",
    nn="Fila er ikkje gyldig TOML; skriv «namn = verdi» på kvar linje, kvart namn berre éin gong "
    "og tekst i hermeteikn.",
)
UNKNOWN = Phrase(
    nb="Innstillingen «{name}» finnes ikke; {way_out}",
    nn="Innstillinga «{name}» finst ikkje; {way_out}",
)
CHOOSE = Phrase(nb="fjern den, eller velg {known}.", nn="fjern ho, eller vel {known}.")


@dataclass(frozen=True, slots=True)
class Statement:
    """That a setting has a value, and where that is said.

    Parameters
    ----------
    called
        What the setting is called there: ``port``, ``SEMESTERPLAN_PORT``, ``--port``.
    file, line
        `None` outside files; the line also where it was not found.
    """

    name: str
    value: object = field(repr=False)
    called: str
    file: str | None = None
    line: int | None = None

    @property
    def source(self) -> Phrase:
        """Where it is said, for people."""
        if self.file is None:
            return same(self.called)
        return same(self.file if self.line is None else f"{self.file}:{self.line}")

    def fault(self) -> Fault | None:
        """What is wrong with it; `None` when nothing is."""
        if self.name in WRONG:
            try:
                Settings.model_validate({self.name: self.value})
            except ValidationError as error:
                sentence = WRONG[self.name]
                within = error.errors(include_input=False)[0]["loc"][1:]
            else:
                return None
        else:
            choose = CHOOSE.with_facts(known=listed([same(each) for each in WRONG], last=OR))
            way_out = did_you_mean(self.name, WRONG, otherwise=choose)
            sentence, within = UNKNOWN.with_facts(name=self.name, way_out=way_out), ()
        return Fault((self.called, *within), sentence, self.file, self.line)


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings that count, and where each of them is said."""

    settings: Settings
    sources: Mapping[str, Phrase]


def read_settings(
    file: Path | None, environment: Mapping[str, str], options: Mapping[str, object]
) -> InForce:
    """Put the settings together.

    Parameters
    ----------
    file
        `None` for the one that the environment names, else for `USUAL_FILE` if it is there.
    environment
        Variables such as ``SEMESTERPLAN_PORT``. An empty one says nothing.
    options
        What the command line says, by the name of the setting; `None` says nothing.

    Raises
    ------
    UnreadableInput
        With every fault of file, environment and options.
    """
    if file is None and environment.get(NAMES_FILE):
        file = Path(environment[NAMES_FILE])
    if file is None and os.path.exists(USUAL_FILE):  # noqa: PTH110  no error where we may not look
        file = USUAL_FILE
    statements: list[Statement] = []
    faults: list[Fault] = []
    try:
        if file is not None:
            statements += (_with_secrets(each, environment) for each in _in_file(file))
    except UnreadableInput as unreadable:
        faults += unreadable.faults
    statements += _in_environment(environment)
    for name, value in options.items():
        if value is not None:
            statements.append(Statement(name, value, f"--{name.replace('_', '-')}"))
    faults += [fault for each in statements if (fault := each.fault()) is not None]
    if faults:
        raise UnreadableInput(tuple(faults))
    settings = Settings.model_validate({each.name: each.value for each in statements})
    sources = dict.fromkeys(Settings.model_fields, DEFAULT) | {"base_url": FOLLOWS}
    return InForce(settings, sources | {each.name: each.source for each in statements})


def _in_file(path: Path) -> Iterator[Statement]:
    """What a file says."""
    text = read_text(path)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep: not TOML's
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else None
        raise UnreadableInput((Fault((), NOT_TOML, str(path), line),)) from None
    for name, value in document.items():
        # "true" is no number, though Python takes it for 1.
        plain = str(value) if isinstance(value, bool) else value
        yield Statement(name, plain, name, str(path), _line(name, text))


def _line(name: str, text: str) -> int | None:
    """The line, from 1, that a key or a table of that name stands on."""
    key = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if key.match(line)), None)


def _with_secrets(said: Statement, environment: Mapping[str, str]) -> Statement:
    """The identity providers with those secrets that the environment says; others as they are."""
    if said.name != "oidc" or not isinstance(said.value, list):
        return said
    return replace(said, value=[_with_secret(each, environment) for each in said.value])


def _with_secret(provider: object, environment: Mapping[str, str]) -> object:
    if not isinstance(provider, dict):
        return provider
    called = str(provider.get("id")).upper().replace("-", "_")
    secret = environment.get(f"{PREFIX}OIDC_{called}_SECRET")
    return provider | {"client_secret": secret} if secret else provider


def _in_environment(environment: Mapping[str, str]) -> Iterator[Statement]:
    """What the environment says.

    Variables with our prefix that look like none of ours are somebody else's: a cluster names
    those of a service after it.
    """
    for variable, value in sorted(environment.items()):
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and value and nearest(name, WRONG) is not None:
            yield Statement(name, value, variable)
