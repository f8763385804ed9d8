"""The cheapest plans that anybody has found, kept in `examples/best_known` to compare with.

A plan is of one timetable: the digest of its JSON is kept with it, and where that has changed
nothing is compared.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

from planner.engine.evaluate import evaluate
from planner.engine.timetable import Placement, Placements, Timetable
from planner.engine.timetable_json import render_timetable

FOLDER = Path(__file__).resolve().parents[1] / "best_known"
LINE = 96


@dataclass(frozen=True, slots=True)
class How:
    """How a plan was found: when, with which version, in how many seconds, from which seeds."""

    date: str
    version: str
    seconds: float
    seeds: list[int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BestKnown:
    """The cheapest known plan of a family.

    Parameters
    ----------
    timetable
        SHA-256 of the JSON of the timetable it is a plan of.
    placements
        The plan, see `packed`, in lines.
    """

    timetable: str
    cost: int
    how: How
    placements: list[str]


def digest_of(timetable: Timetable) -> str:
    """What tells a timetable from every other."""
    return sha256(render_timetable(timetable).encode()).hexdigest()


def packed(placements: Placements) -> str:
    """Placements as short text: JSON of start and people by meeting, deflated, in Base64."""
    rows = {
        name: [placement.start, *sorted(placement.attending)]
        for name, placement in sorted(placements.items())
    }
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> Placements:
    """Placements from their short text."""
    rows = json.loads(zlib.decompress(base64.b64decode(text)))
    return {
        name: Placement(start, frozenset(attending)) for name, (start, *attending) in rows.items()
    }


def load(name: str, folder: Path = FOLDER) -> BestKnown | None:
    """The best known plan of a family; `None` when there is none."""
    file = folder / f"{name}.json"
    if not file.exists():
        return None
    written = json.loads(file.read_text(encoding="utf-8"))
    return BestKnown(**written | {"how": How(**written["how"])})


def cost_to_compare(name: str, digest: str, folder: Path = FOLDER) -> int | None:
    """The best known cost of a family; `None` when it is not known of this very timetable."""
    known = load(name, folder)
    return known.cost if known and known.timetable == digest else None


def offer(
    name: str, timetable: Timetable, placements: Placements, how: How, folder: Path = FOLDER
) -> bool:
    """Keep a plan when it breaks nothing and is cheaper than the one known; whether it is kept.

    What is known of another timetable than this one makes way.
    """
    evaluation = evaluate(timetable, placements)
    digest = digest_of(timetable)
    known = cost_to_compare(name, digest, folder)
    if evaluation.broken or (known is not None and evaluation.total >= known):
        return False
    kept = BestKnown(digest, evaluation.total, how, wrap(packed(placements), LINE))
    folder.mkdir(exist_ok=True)
    text = json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return True
