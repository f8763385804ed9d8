"""Travel time between places, estimated from their coordinates."""

from __future__ import annotations

from math import ceil

from pydantic import Field

from planner.domain.model import Model
from planner.domain.units import Coordinates


class TravelSpeed(Model):
    """How fast people get from one place of meeting to another; the leader's estimate.

    The road is taken as the straight line times `detour_factor`. Road distances in built-up areas
    are commonly 1.2 to 1.4 times the straight line.
    """

    kilometres_per_hour: int = Field(default=40, ge=5, le=110)
    detour_factor: float = Field(
        default=1.3, ge=1, le=5, description="Length of the road, by that of the straight line."
    )
    least_minutes: int = Field(
        default=10, ge=0, le=240, description="Between any two places, however near."
    )
    unknown_minutes: int = Field(
        default=20, ge=0, le=240, description="When either place has no coordinates."
    )


def travel_minutes(
    origin: Coordinates | None, destination: Coordinates | None, speed: TravelSpeed
) -> int:
    """Whole minutes, rounded up, from one place to another that is not the same."""
    if origin is None or destination is None:
        return speed.unknown_minutes
    kilometres = origin.kilometres_to(destination) * speed.detour_factor
    return max(speed.least_minutes, ceil(kilometres / speed.kilometres_per_hour * 60))
