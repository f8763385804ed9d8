"""The examples that come with the product: what there is, and the text of one."""

from __future__ import annotations

from importlib.resources import files

from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import did_you_mean
from planner.domain.words import Phrase, listed, same

EXAMPLES: dict[str, Phrase] = {
    "gjerstad": Phrase(
        nb="én skole og to barnehageavdelinger, 23 møter; et godt sted å begynne",
        nn="éin skule og to barnehageavdelingar, 23 møte; ein god stad å byrje",
    ),
    "tinn": Phrase(
        nb="5 skoler og 6 barnehager med lange veier, 43 møter",
        nn="5 skular og 6 barnehagar med lange vegar, 43 møte",
    ),
    "skien": Phrase(
        nb="25 skoler og 43 barnehager, 247 møter",
        nn="25 skular og 43 barnehagar, 247 møte",
    ),
    "baerum": Phrase(
        nb="46 skoler og 101 barnehager, 540 møter",
        nn="46 skular og 101 barnehagar, 540 møte",
    ),
    "oslo": Phrase(
        nb="172 skoler i seks grupper, 1657 møter",
        nn="172 skular i seks grupper, 1657 møte",
    ),
}
"""What each example is, in a line, by name; smallest first."""

UNKNOWN = Phrase(
    nb="Eksempelet «{name}» finnes ikke; {way_out}", nn="Dømet «{name}» finst ikkje; {way_out}"
)
CHOOSE = Phrase(nb="velg mellom {names}.", nn="vel mellom {names}.")


def example_text(name: str) -> str:
    """The problem file of an example, as it stands.

    Raises
    ------
    UnreadableInput
        When there is no example of that name, with the nearest one.
    """
    if name not in EXAMPLES:
        choose = CHOOSE.with_facts(names=listed([same(each) for each in EXAMPLES]))
        way_out = did_you_mean(name, EXAMPLES, otherwise=choose)
        raise UnreadableInput((Fault((), UNKNOWN.with_facts(name=name, way_out=way_out)),))
    file = files("planner.application") / "examples" / f"{name}.yaml"
    return file.read_text(encoding="utf-8")
