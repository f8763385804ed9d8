"""One door per outside library: an import-linter contract of our own.

import-linter 2.16 cannot say it. A ``protected`` contract fails while nobody imports the library
yet, and no built-in contract takes a pattern inside a name, such as ``planner.engine.exact*``.
"""

from fnmatch import fnmatchcase

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorContract(Contract):
    """Only the modules behind a door import the libraries.

    Only direct imports count: whoever asks the door for its service does not use the library.

    Options
    -------
    libraries
        Names of outside packages, as ``import`` says them.
    doors
        Shell patterns over full module names; ``*`` crosses dots, so ``planner.engine.exact*``
        is ``exact.py``, ``exact_repair.py`` and everything in ``exact/``. Empty: no module of
        the roots may import the libraries.
    """

    # When a contract is read, the values take the place of the fields that describe them.
    libraries: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]
    doors: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001
        """Find every import of a library from outside its doors."""
        burglars = [
            f"{importer} -> {library}"
            for library in self.libraries
            if library in graph.modules
            for importer in sorted(graph.find_modules_that_directly_import(library))
            if not any(fnmatchcase(importer, door) for door in self.doors)
        ]
        return ContractCheck(kept=not burglars, metadata={"burglars": burglars})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print every such import on a line of its own."""
        for burglar in check.metadata["burglars"]:
            output.print_error(f"- {burglar}", bold=False)
