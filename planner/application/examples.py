"""The examples that come with the product: what there is, and the text of one."""

from __future__ import annotations

from importlib.resources import files

from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import did_you_mean
from planner.domain.words import Phrase, listed, same

EXAMPLES: dict[str, Phrase] = {
    "gjerstad": Phrase(
        nb="én skole og to barnehageavdelinger; 26 møter om høsten, 31 om våren; et godt sted å "
        "begynne",
        nn="éin skule og to barnehageavdelingar; 26 møte om hausten, 31 om våren; ein god stad å "
        "byrje",
    ),
    "tinn": Phrase(
        nb="5 skoler og 6 barnehager med lange veier; 46 møter om høsten, 43 om våren",
        nn="5 skular og 6 barnehagar med lange vegar; 46 møte om hausten, 43 om våren",
    ),
    "skien": Phrase(
        nb="25 skoler og 43 barnehager; 273 møter om høsten, 333 om våren",
        nn="25 skular og 43 barnehagar; 273 møte om hausten, 333 om våren",
    ),
    "baerum": Phrase(
        nb="46 skoler og 101 barnehager; 426 møter om høsten, 550 om våren",
        nn="46 skular og 101 barnehagar; 426 møte om hausten, 550 om våren",
    ),
    "oslo": Phrase(
        nb="172 skoler i seks grupper; 1657 møter om våren",
        nn="172 skular i seks grupper; 1657 møte om våren",
    ),
}
"""What each example is, in a line, by name; smallest first."""

AUTUMN, SPRING = "2026-autumn", "2027-spring"
HALF_YEARS = {name: (SPRING,) if name == "oslo" else (AUTUMN, SPRING) for name in EXAMPLES}
"""The half-years that each example is there for, by name."""

UNKNOWN = Phrase(
    nb="Eksempelet «{name}» finnes ikke; {way_out}", nn="Dømet «{name}» finst ikkje; {way_out}"
)
UNKNOWN_HALF_YEAR = Phrase(
    nb="Eksempelet «{name}» finnes ikke for halvåret «{half_year}»; {way_out}",
    nn="Dømet «{name}» finst ikkje for halvåret «{half_year}»; {way_out}",
)
CHOOSE = Phrase(nb="velg mellom {names}.", nn="vel mellom {names}.")
ONLY = Phrase(nb="det finnes bare for {names}.", nn="det finst berre for {names}.")


def list_of_examples() -> str:
    """Every example and what it is, a line each."""
    return "".join(f"{name:10} {described.nb}\n" for name, described in EXAMPLES.items())


def example_text(name: str, half_year: str = SPRING, *, without_contacts: bool = False) -> str:
    """The problem file of an example, as it stands or without its contacts.

    Raises
    ------
    UnreadableInput
        When there is no example of that name, with the nearest one; or none for that half-year,
        with those there are.
    """
    if name not in EXAMPLES:
        choose = CHOOSE.with_facts(names=listed([same(each) for each in EXAMPLES]))
        way_out = did_you_mean(name, EXAMPLES, otherwise=choose)
        raise UnreadableInput((Fault((), UNKNOWN.with_facts(name=name, way_out=way_out)),))
    there = HALF_YEARS[name]
    if half_year not in there:
        choose = CHOOSE if len(there) > 1 else ONLY
        way_out = choose.with_facts(names=listed([same(each) for each in there]))
        facts = {"name": name, "half_year": half_year, "way_out": way_out}
        raise UnreadableInput((Fault((), UNKNOWN_HALF_YEAR.with_facts(**facts)),))
    file = files("planner.application") / "examples" / f"{name}-{half_year}.yaml"
    text = file.read_text(encoding="utf-8")
    return _without_contacts(text) if without_contacts else text


def _without_contacts(text: str) -> str:
    """A problem file without the section that names contacts, its remark included."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(each for each in paragraphs if "\ncontacts:\n" not in each)
