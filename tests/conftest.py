"""What holds for every test.

Tests run in random order (pytest-randomly); ``pytest -p no:randomly`` runs them as they stand,
and ``pytest --randomly-seed=N`` repeats the order whose seed the output begins with. Hypothesis
draws the same examples every time, so that what is red is red for everyone; to look for new
ones, run ``pytest --hypothesis-profile=explore``.
"""

import pytest
from hypothesis import settings

from planner.engine.search import prepare
from tests.databases import address, empty_file, new_postgresql, postgresql, store

# The databases, for whoever asks for one.
__all__ = ["address", "empty_file", "new_postgresql", "postgresql", "store"]

# No deadline: the first call of a solver, or of compiled code, takes its time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the search once, before the workers of a parallel run would each do it."""
    parallel = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if parallel:
        prepare()
