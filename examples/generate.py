"""Write the examples again, or say whether they still are what the generator writes.

``python examples/generate.py`` writes ``planner/application/examples/*.yaml``;
``python examples/generate.py --check`` writes nothing and exits 1 when a file would change.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Write every example, or compare it with what stands there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    only_check = parser.parse_args().check

    # The companions are no root of the house: the checkout is put in the path here and only here.
    sys.path.insert(0, str(CHECKOUT))
    texts: dict[str, str] = runpy.run_module("examples.generator.all")["texts"]()

    changed = []
    for name, text in texts.items():
        file = CHECKOUT / "planner" / "application" / "examples" / f"{name}.yaml"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            changed.append(name)
            if not only_check:
                file.write_text(text, encoding="utf-8", newline="\n")
    print("Changed: " + ", ".join(changed) if changed else "Nothing has changed.")
    return 1 if changed and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
