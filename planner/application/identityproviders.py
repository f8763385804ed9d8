"""Identity providers: where people may log in instead of here, by configuration (OIDC)."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from planner.domain.model import Id, Model, Name

NOT_IN_ADDRESSES = frozenset(' "<>\\^`{|}?#@')

Filled = Annotated[str, Field(min_length=1, max_length=2000)]


def guarded_address(text: str) -> str:
    """An address that secrets may travel to: https, or http on this machine.

    Raises
    ------
    ValueError
        Somebody on the way could read along, or it is no such address.
    """
    parts = urlsplit(text)
    host, port = parts.hostname, parts.port
    plain = text.isascii() and text.isprintable() and not NOT_IN_ADDRESSES & set(text)
    closed = parts.scheme == "https" or (parts.scheme == "http" and _is_here(host or ""))
    if not plain or not host or port == 0 or not closed:
        raise ValueError
    return text


def _is_here(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback


class IdentityProvider(Model):
    """Somewhere that knows who people are: Entra ID, Feide, ID-porten.

    Parameters
    ----------
    id
        What it is called in addresses and in the store; it must not change.
    name
        What people know it by, on the button that leads there.
    issuer
        Where it is, as its own documents write it; what it offers is read from there.
    client_id, client_secret
        Who this service is to it.
    scope
        What is asked for, beside which ``openid`` nothing is needed.
    acr_values
        How well it has to know them; `None` leaves that to it.
    """

    id: Id
    name: Name
    issuer: Annotated[str, AfterValidator(guarded_address)]
    client_id: Filled
    client_secret: Filled = Field(repr=False)
    scope: Annotated[str, Field(pattern=r"^openid( [!-~]+)*$", max_length=200)] = "openid"
    acr_values: Annotated[str, Field(pattern=r"^[!-~]+( [!-~]+)*$", max_length=200)] | None = None


def of_their_own(providers: tuple[IdentityProvider, ...]) -> tuple[IdentityProvider, ...]:
    """Providers of which no two have the same id.

    Raises
    ------
    ValueError
        Two have.
    """
    if len({each.id for each in providers}) < len(providers):
        raise ValueError
    return providers
