"""The command that lets somebody in: invite."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from planner.application import commandline
from planner.commands.files import opened
from planner.commands.links import Office, office_of
from planner.commands.options import Database, OutputFormat
from planner.domain.roles import ROLE_NAMES, Role
from planner.domain.words import Phrase

INVITED = Phrase(
    nb="{address}\nDette er invitasjonen til {email}, som blir {role}. Den vises bare denne ene "
    "gangen, virker én gang, og gjelder i {days} dager. Send den bare til den det gjelder.",
    nn="{address}\nDette er invitasjonen til {email}, som blir {role}. Ho blir vist berre denne "
    "eine gongen, verkar éin gong, og gjeld i {days} dagar. Send ho berre til den det gjeld.",
)


def invite(
    email: Annotated[str, typer.Argument(metavar="E-POST", help="Hvem invitasjonen er til.")],
    *,
    role: Annotated[
        Role,
        typer.Option(
            metavar="ROLLE",
            help="Hva vedkommende blir: leader, planner, reader, staff eller administrator.",
        ),
    ] = Role.LEADER,
    person: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Hvem vedkommende er i problemfilen, for egne møter."),
    ] = None,
    office: Office = None,
    database: Database = None,
    form: OutputFormat = commandline.Format.TEXT,
) -> int:
    """Inviter noen til et kontor, eller til å være administrator for hele tjenesten.

    Lenken vises bare denne ene gangen. Den erstatter en tidligere til samme adresse.
    """
    from planner.application.addresses import INVITATION, address_of
    from planner.application.store.invitations import GOOD_FOR
    from planner.application.store.invitations import invite as invited
    from planner.commands.settings import settings_with

    settings = settings_with(database=database, office=office)
    theirs = None if role is Role.ADMINISTRATOR else office_of(settings)
    at = datetime.now(UTC)
    link = invited(opened(settings), theirs, email, role, person=person, by=None, at=at)
    address = address_of(INVITATION, settings, link.secret)
    facts = {"address": address, "email": email, "days": GOOD_FOR.days}
    text = INVITED.with_facts(role=ROLE_NAMES[role], **facts).nb
    typer.echo(
        commandline.said(form, commandline.ALL_HOLD, text, address=address, invitation=link.id)
    )
    return commandline.ALL_HOLD
