"""Schools and kindergartens as the national registers (NSR, NBR) state them.

Register facts: Utdanningsdirektoratet, NSR/NBR, NLOD 2.0.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import cos, hypot, radians
from pathlib import Path
from statistics import fmean

REGISTERS = Path(__file__).resolve().parents[1] / "registers"
KILOMETRES_PER_DEGREE = 111.2
LONGEST_ID = 40

SCHOOL_TYPES = {
    "barneskole": "primary",
    "ungdomsskole": "lower_secondary",
    "kombinert 1-10": "combined",
    "": "special",  # The register states no grades.
}


@dataclass(frozen=True)
class Point:
    """A point in degrees, WGS 84."""

    latitude: float
    longitude: float

    def kilometres_to(self, other: Point) -> float:
        """Distance on a plane, good enough within a municipality."""
        north = self.latitude - other.latitude
        east = (self.longitude - other.longitude) * cos(radians(self.latitude))
        return KILOMETRES_PER_DEGREE * hypot(north, east)


@dataclass(frozen=True)
class RegisterUnit:
    """A school or kindergarten.

    Parameters
    ----------
    point
        Where the register says it lies; `None` when the register does not say.
    about
        Where it lies, or, when the register does not say, a place near it. Only for choosing
        neighbours; it is never written.
    """

    id: str
    name: str
    type: str
    owner: str
    lowest: int | None
    highest: int | None
    point: Point | None
    about: Point
    children: int
    zone: str = ""
    feeds: tuple[str, ...] = field(default=())


def schools(municipality: str, *, special: Iterable[str] = ()) -> list[RegisterUnit]:
    """The schools of a municipality, by name; those whose name holds a word of `special` as such.

    Schools without coordinates are taken to lie in the middle.
    """
    file = "schools_oslo_nsr2026.csv" if municipality == "Oslo" else "schools_nsr2026.csv"
    rows = list(_rows(file, municipality))
    points = [point for row in rows if (point := _point(row))]
    middle = _middle(points)
    found: dict[str, RegisterUnit] = {}
    for row in rows:
        name = _school_name(row["name"])
        kind = SCHOOL_TYPES[row["type"]]
        unit = RegisterUnit(
            id=identifier(name),
            name=name,
            type="special" if any(word in name for word in special) else kind,
            owner=row["owner"],
            lowest=int(row["lowest_grade"]) if row["lowest_grade"] else None,
            highest=int(row["highest_grade"]) if row["highest_grade"] else None,
            point=_point(row),
            about=_point(row) or middle,
            children=int(row["pupils_snapshot"] or 0),
        )
        one = found.get(unit.id)  # Two rows of one school: the first, main, row says where.
        found[unit.id] = replace(one, children=one.children + unit.children) if one else unit
    return sorted(found.values(), key=lambda unit: unit.id)


def kindergartens(municipality: str, *, by_department: bool) -> list[RegisterUnit]:
    """The kindergartens of a municipality, by name.

    With `by_department`, each department is a unit; without, departments of one kindergarten are
    one unit that lies where its largest department does. Those without coordinates are taken to
    lie in the middle of their postal town.
    """
    rows = list(_rows("kindergartens_nbr2024.csv", municipality))
    towns: defaultdict[str, list[Point]] = defaultdict(list)
    for row in rows:
        if point := _point(row):
            towns[_town(row)].append(point)
    everywhere = [point for points in towns.values() for point in points]

    departments: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        departments[row["name"] if by_department else _main_name(row["name"])].append(row)
    units = []
    for name, parts in departments.items():
        parts.sort(key=lambda row: -int(row["children"]))
        point = next((point for row in parts if (point := _point(row))), None)
        units.append(
            RegisterUnit(
                id=identifier(name),
                name=name,
                type="kindergarten",
                # One row states no owner: a hospital's kindergarten, not the municipality's.
                owner=parts[0]["owner"] or "private",
                lowest=None,
                highest=None,
                point=point,
                about=point or _middle(towns[_town(parts[0])] or everywhere),
                children=sum(int(row["children"]) for row in parts),
            )
        )
    return sorted(units, key=lambda unit: unit.id)


def identifier(name: str) -> str:
    """An id from a name: "Høvik Verk skole" is ``hovik-verk-skole``; long ones end at a word."""
    plain = name.lower().replace("å", "a").replace("ø", "o").replace("æ", "ae")
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > LONGEST_ID:
        words.pop()
    return "-".join(words)


def _rows(file: str, municipality: str) -> Iterator[dict[str, str]]:
    with (REGISTERS / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if row["municipality"] == municipality:
                yield row


def _school_name(name: str) -> str:
    """The name of a school; Bryn and Hammerbakken are two rows of one."""
    return re.sub(r"^(Bryn og Hammerbakken skole) .*", r"\1", name)


def _main_name(name: str) -> str:
    """The name of the kindergarten that a department belongs to."""
    return re.sub(r"^(.* barnehage) avd\. .*", r"\1", name)


def _town(row: dict[str, str]) -> str:
    """The postal town, the last words of an address."""
    return re.sub(r"^.*\b\d{4} ", "", row["address"])


def _point(row: dict[str, str]) -> Point | None:
    if not row["lat"]:
        return None
    return Point(round(float(row["lat"]), 5), round(float(row["lon"]), 5))


def _middle(points: list[Point]) -> Point:
    return Point(
        fmean(point.latitude for point in points), fmean(point.longitude for point in points)
    )
