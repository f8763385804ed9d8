"""Logging in at an identity provider: what is asked of it, and what comes of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from planner.application.identityproviders import IdentityProvider
from planner.application.logs import warn
from planner.application.site.visit import Shown, Visit
from planner.application.store.identities import Identity, accept_as, log_in_as
from planner.domain.errors import Refused
from planner.domain.words import Phrase

SECONDS = 5
"""How long a provider may take to answer; others wait meanwhile."""
DISCOVERY = "/.well-known/openid-configuration"
"""OpenID Connect Discovery 1.0, 4."""

FAILED = Phrase(
    nb="Innloggingen hos {name} ble avbrutt eller gikk ikke; prøv igjen, eller logg inn på en "
    "annen måte.",
    nn="Innlogginga hos {name} vart avbroten eller gjekk ikkje; prøv igjen, eller logg inn på ein "
    "annan måte.",
)


def client_settings(provider: IdentityProvider) -> dict[str, object]:
    """What a client of a provider has to know: the code flow with PKCE (RFC 7636)."""
    asked = {} if provider.acr_values is None else {"acr_values": provider.acr_values}
    return {
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "server_metadata_url": provider.issuer.rstrip("/") + DISCOVERY,
        "authorize_params": asked,
        "client_kwargs": {
            "scope": provider.scope,
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    }


@contextmanager
def failures_told(provider: IdentityProvider) -> Iterator[None]:
    """Whatever goes wrong with a provider, in words for whoever wants to log in there.

    Raises
    ------
    Refused
        It cannot be reached, refuses, or says what cannot be believed.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 (of four libraries, by what the provider sends)
        # Of what it said nothing: it may be about somebody.
        warn("log-in elsewhere failed", provider=provider.id, error=type(error).__name__)
        raise Refused(FAILED.with_facts(name=provider.name)) from None


def arrive(visit: Visit, provider: IdentityProvider, claims: Mapping[str, object] | None) -> Shown:
    """Log in whom a provider has told of, or let them accept the invitation they came by.

    Parameters
    ----------
    visit
        Its path holds the secret of the invitation; none when they only log in.
    claims
        What the provider says of them, its signature checked; `None` when it would not.

    Raises
    ------
    Refused
        It would not, or they have no account and no invitation that holds.
    """
    if not claims or claims.get("iss") != provider.issuer or not claims.get("sub"):
        raise Refused(FAILED.with_facts(name=provider.name))
    if provider.acr_values and claims.get("acr") not in provider.acr_values.split():
        raise Refused(FAILED.with_facts(name=provider.name))
    who = Identity(provider.issuer, str(claims["sub"]), str(claims.get("name") or ""))
    store, secret = visit.service.store, visit.path.get("secret")
    if secret:
        return Shown(go_to="/me", session=accept_as(store, secret, who, at=visit.at))
    return Shown(go_to="/me", session=log_in_as(store, who, at=visit.at))
