"""``semesterplan serve`` as its users run it: real processes, real signals, real requests."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.application.secret import new_secret
from planner.application.store.database import open_store
from planner.application.store.invitations import invitation_with
from planner.domain.errors import Refused
from tests.processes import lives, until
from tests.servers import Served, free_port, served
from tests.test_store_commands import semesterplan

LINK = re.compile(r"^http://127\.0\.0\.1:\d+/invitations/(\S+)$", re.MULTILINE)


def secrets_shown(run: Served) -> list[str]:
    """The secrets of the links that make the first administrator."""
    return LINK.findall(run.said)


def test_the_first_start_makes_what_is_missing_and_shows_one_link(
    address: str, tmp_path: Path
) -> None:
    key = tmp_path / "nokkel"
    with served(tmp_path, address, key_file=key) as run:
        run.up()

        assert run.get("/livez") == (200, b"ok\n")
        assert run.get("/readyz")[0] == 200
        assert key.stat().st_mode & 0o777 == 0o600
        (secret,) = secrets_shown(run)
        assert run.get(f"/invitations/{secret}")[0] == 200
        assert run.stop() == 0
        assert secret not in run.logged

    with served(tmp_path, address, key_file=key) as again:
        until(lambda: len(secrets_shown(again)) == 2)
        _, second = secrets_shown(again)
    store, now = open_store(address), datetime.now(UTC)
    try:
        with pytest.raises(Refused):
            invitation_with(store, secret, at=now)
        assert invitation_with(store, second, at=now).email is None
    finally:
        store.engine.dispose()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_of_it_stops(tmp_path: Path, number: signal.Signals) -> None:
    with served(tmp_path, web_processes=2) as run:
        everybody = run.up().family()

        assert len(everybody) == 4
        assert run.stop(number) == 0
        assert not any(lives(each.pid) for each in everybody)
        assert run.get("/livez")[0] == 0
        assert json.loads(run.logged.splitlines()[-1])["event"] == "stopped"


def test_killed_it_leaves_nobody_behind(tmp_path: Path) -> None:
    with served(tmp_path, web_processes=2) as run:
        everybody = run.up().family()
        run.process.kill()

        until(lambda: not any(lives(each.pid) for each in everybody))


def test_killed_together_with_its_server_it_leaves_nobody_behind_either(tmp_path: Path) -> None:
    with served(tmp_path, web_processes=2) as run:
        supervisor, server, *webs = run.up().family()
        # Whoever looks after the others is stopped first, so that it cannot do so any more.
        for each in (supervisor, server):
            each.suspend()
        for each in (supervisor, server):
            each.kill()

        until(lambda: not any(lives(each.pid) for each in webs))
    with served(tmp_path, port=run.port) as again:
        again.up()


def test_what_lies_where_it_is_started_is_not_run(tmp_path: Path) -> None:
    for name in ("web.py", "flask.py", "dbos.py"):
        (tmp_path / name).write_text("raise SystemExit('not ours')\n")
    with served(tmp_path, workers=1) as run:
        assert run.up().get("/livez")[0] == 200
        until(lambda: "worker.begun" in run.logged)
        assert "not ours" not in run.logged


def test_what_dies_is_there_again(tmp_path: Path) -> None:
    with served(tmp_path) as run:
        _, server, web = run.up().family()[:3]
        os.kill(web.pid, signal.SIGKILL)
        until(lambda: not lives(web.pid) and run.get("/livez")[0] == 200)

        old = [server, *server.children(recursive=True)]
        os.kill(server.pid, signal.SIGKILL)
        until(lambda: not any(lives(each.pid) for each in old) and run.get("/livez")[0] == 200)

        ended = [json.loads(line) for line in run.logged.splitlines() if "process ended" in line]
        assert [(each["process"], each["status"]) for each in ended] == [("web", -signal.SIGKILL)]


def test_who_plans_is_there_again_too(address: str, tmp_path: Path) -> None:
    with served(tmp_path, address, key_file=tmp_path / "nokkel", workers=1) as run:
        run.up()
        until(lambda: run.logged.count("worker.begun") == 1)
        (worker,) = [each for each in run.family() if each.cmdline()[-1] == "work"]
        os.kill(worker.pid, signal.SIGKILL)
        until(lambda: not lives(worker.pid) and run.logged.count("worker.begun") == 2)

        assert run.get("/readyz")[0] == 200
        assert run.stop() == 0
        assert run.logged.count("worker.ended") == 1


def test_it_logs_neither_paths_nor_secrets_nor_who_asked(tmp_path: Path) -> None:
    secret = new_secret()
    with served(tmp_path) as run:
        run.up()
        asked = {"User-Agent": "Kari/1.0", "Referer": f"https://lillevik.no/{secret}"}
        assert run.get(f"/feeds/{secret}/kari.ics", **asked)[0] == 404
        assert run.get("/finnes-ikke?epost=kari@lillevik.no", **asked)[0] == 404
        run.stop()

    requests = [json.loads(line) for line in run.logged.splitlines() if '"request"' in line]
    assert [(each["endpoint"], each["status"]) for each in requests[-2:]] == [
        ("feed", 404),
        ("none", 404),
    ]
    assert len({each["request"] for each in requests}) == len(requests)
    for hidden in (secret, "kari", "Kari", "lillevik", "127.0.0.1"):
        assert hidden not in run.logged


def test_all_web_processes_are_counted_together(tmp_path: Path) -> None:
    with served(tmp_path, web_processes=2) as run:
        run.up()
        for _ in range(20):
            run.get("/readyz")
        _, told = run.get("/metrics")

        assert (
            b'semesterplan_requests_total{endpoint="readyz",method="GET",status="200"} 20.0' in told
        )
        assert b"semesterplan_store_up 1.0" in told
        assert run.get("/metrics", **{"X-Forwarded-For": "192.0.2.7"})[0] == 404


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"host": "0.0.0.0"}, "base_url: Andre enn denne maskinen når tjenesten"),  # noqa: S104
        ({"database": "postgresql:///plan"}, "key_file"),
        ({"port": 0}, "Porten er et tall"),
    ],
)
def test_what_it_cannot_start_with_is_told(
    tmp_path: Path, settings: dict[str, object], told: str
) -> None:
    environment = {f"SEMESTERPLAN_{name.upper()}": str(each) for name, each in settings.items()}
    environment.setdefault("SEMESTERPLAN_PORT", str(free_port()))

    status, said, errors = semesterplan(tmp_path, "serve", **environment)

    assert (status, said) == (2, "")
    assert told in errors
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said, errors = semesterplan(tmp_path, "serve", "--port", str(port))

    assert (status, said) == (2, "")
    assert f"Porten {port} på 127.0.0.1 kan ikke brukes" in errors


def test_an_older_database_is_left_as_it_is(tmp_path: Path) -> None:
    semesterplan(tmp_path, "db", "upgrade")
    store = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    store.engine.dispose()

    status, said, errors = semesterplan(tmp_path, "serve", "--port", str(free_port()))

    assert (status, said) == (2, "")
    assert "«semesterplan db upgrade»" in errors
