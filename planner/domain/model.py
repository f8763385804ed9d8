"""The common ground of the domain's models: frozen, closed to unknown keys, ids that last."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60),
    Field(description="Stable id: lower-case letters, digits and hyphens."),
]
"""An id is kept from import to calendar UID, so it is plain enough for a file name."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
