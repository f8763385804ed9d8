"""How the forms of a union are told apart: by the one key that only each of them has."""

from __future__ import annotations

from pydantic import Discriminator


def by_first_key(*forms: str) -> Discriminator:
    """Tell union members apart by which of `forms` is among their keys.

    Each member of the union is tagged with its own form.
    """

    def form(value: object) -> str | None:
        keys = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
        return next((key for key in forms if key in keys), None)

    return Discriminator(
        form,
        custom_error_type="unknown_form",
        custom_error_message="unknown_form",
        custom_error_context={"forms": ", ".join(forms)},
    )
