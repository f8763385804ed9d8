"""A history on disk: every version that was published, and what is made of those that stand.

The folder is swapped in whole, with the files of earlier versions as they were, byte for byte. Who
publishes has it alone from reading the history until the new one is there, so that no version is
lost when two do it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from planner.application.pages import render_report
from planner.application.problemfile import PROBLEM_FILE, render_problem
from planner.application.publishing import Publication
from planner.application.replacing import alone
from planner.application.resultfolder import result_files
from planner.application.results import (
    FEED_ENDING,
    FEEDS_FOLDER,
    PAGE_FILE,
    PLAN_FILE,
    REPORT_FILE,
    FolderKind,
    check_folder,
    refusals_told,
    write_folder,
)
from planner.application.sentences import OUR_CODES
from planner.application.versiondocument import DAMAGED, read_version, render_version
from planner.domain.audience import Audience, Subscription
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.publication import History, Version
from planner.domain.words import Phrase
from planner.engine.rule import Rulebook

VERSIONS_FOLDER = "versions"
VERSION_ENDING = ".json"
VERSION_FILES = f"[0-9]*{VERSION_ENDING}"
WITH_DEADLINES = ".frister"
"""What the name of a feed that has the deadlines ends with."""

PROBLEM_TITLE = Phrase(
    nb="Problemet som versjon {number} er en plan for, med kontaktene den er laget med.",
    nn="Problemet som versjon {number} er ein plan for, med kontaktane han er laga med.",
)
NOTHING_PUBLISHED = Phrase(
    nb="Her er ingenting publisert; oppgi mappen som «semesterplan publish» skrev.",
    nn="Her er ingenting publisert; oppgje mappa som «semesterplan publish» skreiv.",
)
CLOSED = Phrase(
    nb="Det som er publisert her, kan ikke leses; gi deg selv lesetilgang.",
    nn="Det som er publisert her, kan ikkje lesast; gje deg sjølv lesetilgang.",
)
MISSING = Phrase(
    nb="Versjon {number} mangler; hent filen fram igjen fra en sikkerhetskopi.",
    nn="Versjon {number} manglar; hent fila fram att frå ein tryggingskopi.",
)

Feeds = Callable[[History, date], Mapping[str, bytes]]
"""Every feed there is of a history on a day, by name."""


def version_file(number: int) -> str:
    """Where in the folder a version lies."""
    return f"{VERSIONS_FOLDER}/{number:04}{VERSION_ENDING}"


PUBLICATION_FOLDER = FolderKind(
    version_file(1),
    (
        f"{VERSIONS_FOLDER}/{VERSION_FILES}",
        PROBLEM_FILE,
        PLAN_FILE,
        REPORT_FILE,
        PAGE_FILE,
        f"{FEEDS_FOLDER}/*{FEED_ENDING}",
    ),
)


@dataclass(frozen=True, slots=True)
class PublicationFolder:
    """The folder that is published to."""

    folder: Path
    rules: Rulebook
    render_feeds: Feeds

    def publish(self, asked: Callable[[History], Publication]) -> Publication:
        """Publish on top of the history that is there, none of which is changed.

        Parameters
        ----------
        asked
            What comes of it; the folder is left alone unless something is published.

        Raises
        ------
        UnreadableInput
            As `check_folder` and `read_history`, and what `asked` raises.
        CannotWrite
            The system refused; nothing was changed.
        """
        check_folder(self.folder, PUBLICATION_FOLDER)
        with refusals_told(self.folder), alone(self.folder):
            earlier = _version_files(self.folder)
            publication = asked(_history_of(earlier))
            if publication.published:
                files = earlier | self._files(publication)
                write_folder(self.folder, files, PUBLICATION_FOLDER)
        return publication

    def _files(self, publication: Publication) -> dict[str, bytes]:
        """The new version's file, and what is made anew with every version."""
        version, report = publication.version, publication.report
        problem, plan = version.problem, version.plan
        page = render_report(problem, plan, report, self.rules)
        feeds = self.render_feeds(publication.history, version.published_at.date())
        title = PROBLEM_TITLE.with_facts(number=version.number).text(problem.language)
        return {
            version_file(version.number): render_version(version),
            PROBLEM_FILE: render_problem(problem, title).encode(),
            **result_files(plan, report, page),
            **{f"{FEEDS_FOLDER}/{name}{FEED_ENDING}": feed for name, feed in feeds.items()},
        }


def read_history(folder: Path) -> History:
    """Every version in a folder that was published to.

    Raises
    ------
    UnreadableInput
        Nothing was published there, it cannot be read, or a version is missing, damaged or changed.
    """
    if not (folder / VERSIONS_FOLDER).is_dir():
        raise UnreadableInput((Fault((), NOTHING_PUBLISHED, str(folder)),))
    try:
        with alone(folder, reading=True):
            files = _version_files(folder)
    except OSError as error:
        raise UnreadableInput((Fault((), CLOSED, str(folder)),)) from error
    return _history_of(files)


def subscriptions_by_name(audiences: Iterable[Audience]) -> dict[str, Subscription]:
    """What there is a feed of in the folder, by its name: each with and without the deadlines."""
    plain = {each.name: Subscription(audience=each) for each in audiences}
    full = {
        f"{name}{WITH_DEADLINES}": each.model_copy(update={"deadlines": True})
        for name, each in plain.items()
    }
    return plain | full


def _version_files(folder: Path) -> dict[str, bytes]:
    """The files of the versions as they are, by path inside the folder, the first one first."""
    paths = (folder / VERSIONS_FOLDER).glob(VERSION_FILES)
    return {
        f"{VERSIONS_FOLDER}/{path.name}": path.read_bytes()
        for path in sorted(paths, key=lambda each: (len(each.name), each.name))
    }


def _history_of(files: Mapping[str, bytes]) -> History:
    faults: list[Fault] = []
    versions: list[Version] = []
    for number, (path, content) in enumerate(files.items(), start=1):
        if path != version_file(number):
            sentence = MISSING.with_facts(number=number)
            raise UnreadableInput((*faults, Fault((), sentence, version_file(number))))
        found = read_version(content)
        if isinstance(found, Version) and found.number == number:
            versions.append(found)
        else:
            faults.append(Fault((), found if isinstance(found, Phrase) else DAMAGED, path))
    if faults:
        raise UnreadableInput(tuple(faults))
    try:
        return History(versions=tuple(versions))
    except ValidationError:  # each is whole, but they are not of one history
        fault = Fault((), OUR_CODES["versions_out_of_order"], VERSIONS_FOLDER)
        raise UnreadableInput((fault,)) from None
