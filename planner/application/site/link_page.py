"""The page of a link to a calendar: how to subscribe to it, for whoever has been given the link."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import segno

from planner.application.addresses import FEED, LINK, address_of
from planner.application.secret import digest_of_secret
from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.application.store.subscriptions import Subscriber, subscriber_of
from planner.application.store.versions import history
from planner.domain.audience import holders
from planner.domain.errors import NotThere
from planner.domain.words import Phrase

NO_LINK = Phrase(
    nb="Lenken gjelder ikke lenger, eller så kom ikke hele med. Be den du fikk den av, om en ny.",
    nn="Lenkja gjeld ikkje lenger, eller så kom ikkje heile med. Be den du fekk ho av, om ei ny.",
)
GOOGLE = "https://calendar.google.com/calendar/r?cid="
"""It wants the address that begins with webcal, and takes another one for an error."""


def show_link(visit: Visit) -> Shown:
    """Show the address of the calendar, and how to subscribe to it on each kind of machine."""
    secret = visit.path["secret"]
    found, name = _whose(visit, secret)
    settings = visit.service.settings
    address = address_of(FEED, settings, secret, found.subscription.audience.name)
    webcal = "webcal:" + address.partition(":")[2]
    return rendered(
        visit,
        "site_link",
        name=name,
        address=address,
        webcal=webcal,
        google=GOOGLE + quote(webcal, safe=""),
        code=square_code(address_of(LINK, settings, secret)),
        only_here=settings.links_from.startswith("http:"),
    )


def square_code(text: str) -> str:
    """A square code (ISO/IEC 18004) as a drawing for a page, to be read by a telephone."""
    out = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", xmldecl=False, svgns=True, nl=False, omitsize=True, border=3)
    return out.getvalue().decode()


def _whose(visit: Visit, secret: str) -> tuple[Subscriber, str]:
    """The subscription that a secret opens, and the name of whom it is for."""
    with visit.service.store.reading() as connection:
        found = subscriber_of(connection, digest_of_secret(secret))
        if found is None:
            raise NotThere(NO_LINK)
        kind, name = found.subscription.audience
        for version in reversed(history(connection, found.office).versions):
            known = holders(version.problem, kind).get(name)
            if known is not None:
                return found, known.name
    return found, name
