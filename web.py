"""The web roof: shows what is published in a folder on this machine, page and feeds.

Started with ``flask --app "web:create_app('demo/publisert')" run``. It knows nobody and asks nobody
who they are, so it is for the machine it runs on; the service with log-in and secret feed links
takes its place.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, send_from_directory


def create_app(folder: str) -> Flask:
    """An application that serves what `semesterplan publish -o folder` wrote, and nothing else."""
    app = Flask(__name__)
    root = Path(folder).resolve()

    @app.get("/")
    def report() -> Response:
        return send_from_directory(root, "report.html")

    @app.get("/feeds/<name>.ics")
    def feed(name: str) -> Response:
        return send_from_directory(root / "feeds", f"{name}.ics", mimetype="text/calendar")

    return app
