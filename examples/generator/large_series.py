"""The large region's series: chosen ones of the examples, and what makes up the rest."""

from __future__ import annotations

from collections.abc import Sequence

from examples.generator import baerum_series, oslo, oslo_series, skien_series
from examples.generator.assemble import AS_NEEDED, NO_UNITS
from examples.generator.baerum_series import Pace
from examples.generator.document import Block
from examples.generator.registers import RegisterUnit
from examples.generator.terms import SPRING

MONTHLY = Pace({"per_month": 1}, {"least": 14}, "en gang i måneden", "minst to uker")
ASSUMED = "Antakelse: hele serien."


def series(
    units: Sequence[RegisterUnit],
    zones: Sequence[str],
    network: Sequence[Sequence[str]],
    rooms: Sequence[Sequence[str]],
) -> list[Block]:
    """All of them; `network` and `rooms` are people and rooms by zone."""
    blocks = [
        *oslo_series.series(zones, network, oslo.special_schools(units)),
        *_chosen(
            baerum_series.series(units, SPRING, in_kindergartens=MONTHLY),
            "ressursteam-barnehage",
            "samarbeid-barnehage-skole",
            "overgang-barnehage-skole",
        ),
        *_chosen(skien_series.series(SPRING, ()), "enhet-og-foresatte"),
        _health_teams(),
    ]
    for number, (zone, theirs) in enumerate(zip(zones, rooms, strict=True), start=1):
        blocks += _zone_series(number, zone, theirs)
    return blocks


def _chosen(blocks: Sequence[Block], *ids: str) -> list[Block]:
    return [block for block in blocks if block.entry["id"] in ids]


def _health_teams() -> Block:
    return Block(
        {
            "id": "skolehelseteam",
            "name": "Skolehelseteam",
            "scope": {
                "each_unit": {
                    "types": ["primary", "lower_secondary", "combined"],
                    "owner": "public",
                }
            },
            "frequency": {"per_month": 1},
            "window": SPRING.monthly,
            "minutes": 60,
            "days_between": {"least": 14},
            "attendance": [
                {"contact": "helse"},
                {"contact": "ppt", **AS_NEEDED, "at_least": 2, "part": {"last_minutes": 30}},
            ],
        },
        f"{ASSUMED} PPT er med den siste halvtimen når det trengs.",
    )


def _zone_series(number: int, zone: str, rooms: Sequence[str]) -> list[Block]:
    leader = {"person": f"ppt-leder-{number}"}
    return [
        Block(
            {
                "id": f"konsultasjonsteam-{number}",
                "name": f"Konsultasjonsteam {number}",
                "scope": NO_UNITS,
                "frequency": {"per_month": 2},
                "window": SPRING.monthly,
                "minutes": 90,
                "days_between": {"least": 7},
                "rooms": rooms,
                "attendance": [
                    leader,
                    {"person": f"bup-{number}"},
                    {"service": "barnevern", **AS_NEEDED},
                ],
            },
            ASSUMED,
        ),
        Block(
            {
                "id": f"lederforum-{number}",
                "name": f"Lederforum {number}",
                "name_nn": f"Leiarforum {number}",
                "scope": {"together": {"zones": [zone], "owner": "public"}},
                "frequency": {
                    "weekday_of_month": "thursday",
                    "nth": "last",
                    "when_closed": "previous",
                    "usual": True,
                },
                "minutes": 120,
                "attendance": [leader],
            },
            ASSUMED,
        ),
    ]
