"""The command line of ``examples/bench.py``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from examples.families import FAMILIES
from examples.measure.best_known import load
from examples.measure.improving import improve_best_known, take_in
from examples.measure.page import put_on_page
from examples.measure.problems import write_problems
from examples.measure.processes import CHECKOUT, measured
from examples.measure.programme import FULL, QUICK, Programme, measure
from examples.measure.results import Family, keep, kept, taken_now
from examples.measure.tables import benchmarks, search_page

DOCS = CHECKOUT / "docs"


def main() -> None:
    """Measure, or look for cheaper plans."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names: list[str] = options.only
        if options.best_known:
            names = [options.best_known]
        files = write_problems(names, Path(folder))
        if not options.best_known:
            _bench(files, QUICK if options.quick else FULL)
            return
        measured("warming")
        if options.take:
            take_in(options.best_known, files[options.best_known], options.take, print)
        else:
            improve_best_known(
                options.best_known,
                files[options.best_known],
                seconds=options.seconds,
                seeds=options.seeds,
                go_on=options.go_on,
                tell=print,
            )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure time, memory and plan quality, and write them into docs/."
    )
    parser.add_argument("--quick", action="store_true", help="a first look; writes nothing")
    parser.add_argument(
        "--only",
        type=_families,
        default=list(FAMILIES),
        metavar="FAMILY,…",
        help="measure only these; the pages take the others from the last time",
    )
    parser.add_argument(
        "--best-known", choices=FAMILIES, metavar="FAMILY", help="look for a cheaper plan instead"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="for each seed (60)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="(1 2 3)")
    parser.add_argument("--go-on", action="store_true", help="from the best known plan, not anew")
    parser.add_argument("--take", type=Path, metavar="FILE", help="or take a placements file")
    return parser


def _families(words: str) -> list[str]:
    names = words.split(",")
    if unknown := set(names) - set(FAMILIES):
        raise argparse.ArgumentTypeError(f"no such family: {', '.join(sorted(unknown))}")
    return names


def _bench(files: dict[str, Path], programme: Programme) -> None:
    """Measure families one after the other, and write the pages when all are there."""
    quick = programme is QUICK
    taken, tell = taken_now(), _teller()
    seconds = sum(map(programme.most_seconds, files))
    tell(f"{len(files)} families, at most about {seconds / 60:.0f} minutes; load {taken.load:.1f}")
    tell(f"the search is ready after {measured('warming'):.1f} s")
    families: list[Family] = []
    for name, file in files.items():
        family = measure(name, file, programme, taken, offers=not quick, tell=tell)
        families.append(family)
        if not quick:
            keep(family)
    tell("measured")
    families = families if quick else kept(FAMILIES)
    print("\n" + benchmarks(families) + "\n" + search_page(families))
    missing = set(FAMILIES) - {family.name for family in families}
    if quick:
        print("A first look: nothing is written.")
    elif missing:
        print(f"Not written into docs/ before these are measured: {', '.join(sorted(missing))}.")
    else:
        put_on_page(DOCS / "benchmarks.md", benchmarks(families))
        put_on_page(DOCS / "search.md", search_page(families))
    if unknown := [family.name for family in families if load(family.name) is None]:
        print(f"No plan is known of: {', '.join(unknown)}.")


def _teller() -> Callable[[str], None]:
    """Prints with the minutes since it was made."""
    started = monotonic()

    def tell(what: str) -> None:
        print(f"{(monotonic() - started) / 60:5.1f} min  {what}", flush=True)

    return tell
