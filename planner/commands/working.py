"""The command that does jobs: work."""

from __future__ import annotations

from planner.commands.options import Database


def work(*, database: Database = None) -> int:
    """Gjør jobbene som tjenesten har fått: planlegging, hva om, robusthet, henting av kalendere.

    Går til den blir stoppet (Ctrl-C, SIGTERM), og legger da fra seg det den holder på med. «serve»
    starter den selv; kjør den for seg på andre maskiner, med samme database og nøkkelfil.
    """
    from functools import partial

    from calendars.busy import read_busy
    from calendars.download import download
    from calendars.holidays import public_holidays
    from constraints import RULES
    from planner.application.jobs.chores import chores
    from planner.application.jobs.kinds import KINDS
    from planner.application.jobs.worker import work as take_jobs
    from planner.application.logs import configure
    from planner.application.service import open_service
    from planner.commands.settings import settings_with

    settings = settings_with(database=database)
    configure(settings.log_format)
    service = open_service(RULES, public_holidays, settings)
    kinds = {kind.value: run for kind, run in KINDS.items()}
    reader = partial(read_busy, tz="Europe/Oslo")
    take_jobs(service, kinds, fetch=download, read=reader, chores=chores())
