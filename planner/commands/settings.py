"""The command that shows the settings of this installation, and the settings for the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.application import commandline
from planner.commands.options import OutputFormat

if TYPE_CHECKING:
    from planner.application.settings import Settings


def settings(
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL",
            help="Innstillingsfilen (TOML); ellers den i SEMESTERPLAN_SETTINGS, eller "
            "semesterplan.toml der du står.",
        ),
    ] = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Vis innstillingene som gjelder, og hvor hver av dem er satt.

    Det som er satt i miljøet (SEMESTERPLAN_DATABASE, SEMESTERPLAN_PORT og så videre), gjelder foran
    det som står i filen. Passord vises ikke.
    """
    from planner.application.settings_read import read_settings
    from planner.application.settings_text import settings_as_facts, settings_text

    found = read_settings(file, os.environ, {})
    text, facts = settings_text(found), settings_as_facts(found)
    typer.echo(commandline.said(form, commandline.ALL_HOLD, text, **facts))
    return commandline.ALL_HOLD


def settings_with(**options: str | int | None) -> Settings:
    """The settings for a command, where its own options count most: ``database=database``.

    Raises
    ------
    UnreadableInput
        With every fault of file, environment and options.
    """
    from planner.application.settings_read import read_settings

    return read_settings(None, os.environ, options).settings
