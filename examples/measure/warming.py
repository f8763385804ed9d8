"""Make the machine code of the search ready, so that nothing measured waits for a compiler.

``python -m examples.measure.warming`` prints the seconds: half a one when it is kept on disk.
"""

from __future__ import annotations

import json
from time import perf_counter

from planner.engine.preparation import Preparation

if __name__ == "__main__":
    started = perf_counter()
    Preparation().wait(None)
    print(json.dumps(perf_counter() - started))
