"""The settings as they are shown, to people and to machines: with their sources, no password."""

from __future__ import annotations

from collections.abc import Iterator

from planner.application.settings import Settings, without_password
from planner.application.settings_read import InForce

NOTHING = "–"


def settings_text(found: InForce) -> str:
    """The settings with their sources, a line each."""
    shown = {name: NOTHING if value is None else str(value) for name, value in _shown(found)}
    of_name, of_value = max(map(len, shown)), max(map(len, shown.values()))
    return "\n".join(
        f"{name:{of_name}}  {value:{of_value}}  ({found.sources[name].nb})"
        for name, value in shown.items()
    )


def settings_as_facts(found: InForce) -> dict[str, object]:
    """The settings with their sources, for machines."""
    facts = {
        name: {"value": value, "source": found.sources[name].nb} for name, value in _shown(found)
    }
    return {"settings": facts}


def _shown(found: InForce) -> Iterator[tuple[str, str | int | None]]:
    """Each setting as anybody may see it."""
    settings = found.settings
    for name in Settings.model_fields:
        match name:
            case "database":
                yield name, without_password(settings.database)
            case "base_url":
                yield name, settings.links_from
            case "trusted_proxies" | "metrics_from":
                yield name, ", ".join(map(str, getattr(settings, name))) or None
            case "oidc":
                providers = (f"{each.id} ({each.issuer})" for each in settings.oidc)
                yield name, ", ".join(providers) or None
            case _:
                yield name, getattr(settings, name)
