"""Identity providers in the settings: a table each, every fault with its place, no secret shown."""

from pathlib import Path

import pytest

from planner.application.settings_read import InForce, read_settings
from planner.application.settings_text import settings_as_facts, settings_text
from planner.domain.errors import UnreadableInput

SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one
ENTRA = """\
[[oidc]]
id = "entra"
name = "Lillevik kommune"
issuer = "https://login.lillevik.no/v2.0"
client_id = "a"
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings file of whoever runs the tests is read."""
    monkeypatch.chdir(tmp_path)


def read(text: str, **environment: str) -> InForce:
    Path("semesterplan.toml").write_text(text, encoding="utf-8")
    return read_settings(None, environment, {})


def test_identity_providers_are_a_table_each_and_their_secrets_may_come_from_outside() -> None:
    text = f"""\
{ENTRA}
client_secret = "i fila"
[[oidc]]
id = "id-porten"
name = "ID-porten"
issuer = "https://idporten.no"
client_id = "b"
scope = "openid profile"
acr_values = "idporten-loa-substantial"
"""

    found = read(text, SEMESTERPLAN_OIDC_ID_PORTEN_SECRET=SECRET)

    entra, id_porten = found.settings.oidc
    assert (entra.client_secret, entra.scope, entra.acr_values) == ("i fila", "openid", None)
    assert (id_porten.id, id_porten.client_secret) == ("id-porten", SECRET)
    assert found.sources["oidc"].nb == "semesterplan.toml:1"
    told = f"{settings_text(found)} {settings_as_facts(found)} {found!r}"
    assert "entra (https://login.lillevik.no/v2.0), id-porten (https://idporten.no)" in told
    assert SECRET not in told
    assert "i fila" not in told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (ENTRA, "oidc.0.client_secret"),
        (f"{ENTRA}\nclient_secret = ''", "oidc.0.client_secret"),
        (f"{ENTRA}\nclient_secret = 'a'\nfarge = 'blå'", "oidc.0.farge"),
        (f"{ENTRA.replace('https', 'http')}\nclient_secret = 'a'", "oidc.0.issuer"),
        (f"{ENTRA}\nclient_secret = 'a'\nscope = 'profile'", "oidc.0.scope"),
        ("\n".join([f"{ENTRA}\nclient_secret = 'a'"] * 2), "oidc"),
        ("oidc = ['entra']", "oidc.0"),
    ],
)
def test_an_identity_provider_that_cannot_be_used_is_told_with_its_place(
    text: str, place: str
) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(text)

    (fault,) = raised.value.faults
    told = fault.text("nb")
    assert told.startswith(f"semesterplan.toml:1: {place}: En innloggingstjeneste skrives som")
