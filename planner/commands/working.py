"""The command that does jobs: work."""

from __future__ import annotations

from planner.commands.options import Database


def work(*, database: Database = None) -> int:
    """Gjør jobbene som tjenesten har fått: planlegging, hva om, robusthet, henting av kalendere.

    Går til den blir stoppet (Ctrl-C, SIGTERM), og legger da fra seg det den holder på med. «serve»
    starter den selv; kjør den for seg på andre maskiner, med samme database og nøkkelfil.
    """
    from datetime import UTC, datetime
    from functools import partial

    from calendars.busy import read_busy
    from calendars.download import download
    from calendars.holidays import public_holidays
    from constraints import RULES
    from planner.application.jobs.chores import chores
    from planner.application.jobs.kinds import KINDS
    from planner.application.jobs.worker import work as take_jobs
    from planner.application.keyfile import key_file_of, seal_with
    from planner.application.logs import configure
    from planner.application.service import Service
    from planner.application.store.database import open_store
    from planner.commands.settings import settings_with

    settings = settings_with(database=database)
    configure(settings.log_format)
    store = open_store(settings.database)
    seal = seal_with(key_file_of(store.file, settings.key_file))
    service = Service(store, settings, RULES, public_holidays, seal, partial(datetime.now, UTC))
    kinds = {kind.value: run for kind, run in KINDS.items()}
    reader = partial(read_busy, tz="Europe/Oslo")
    take_jobs(service, kinds, fetch=download, read=reader, chores=chores())
