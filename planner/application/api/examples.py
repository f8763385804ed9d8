"""Documents that the API shows as examples, as small as they can be."""

from __future__ import annotations

from pydantic.config import JsonDict

PROBLEM: JsonDict = {
    "id": "var-2027",
    "name": "Våren 2027",
    "semester": {"name": "Vår 2027", "first_day": "2027-01-04", "last_day": "2027-06-18"},
    "services": [{"id": "ppt", "name": "PPT"}],
    "units": [{"id": "vika", "name": "Vika skole", "municipality": "lillevik", "type": "primary"}],
    "people": [{"id": "ppt-07", "name": "PP-rådgiver 07", "service": "ppt"}],
    "contacts": {"vika": {"ppt": "ppt-07"}},
    "school_calendars": [
        {"id": "lillevik", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}
    ],
    "series": [
        {
            "id": "rt",
            "name": "Ressursteam",
            "scope": {"each_unit": {}},
            "frequency": {"per_half_year": 2},
            "minutes": 90,
            "attendance": [{"contact": "ppt"}],
        }
    ],
}
"""One school with one contact, and two meetings."""

PLAN: JsonDict = {
    "problem": "var-2027",
    "problem_digest": "36a8fa30dc4992e3fd8d8826f58808143cd2ad394d653bf0daf4e9142a4d9fc2",
    "semester": "Vår 2027",
    "meetings": [
        {
            "id": "rt.vika.1",
            "series": "rt",
            "title": "Ressursteam, Vika skole",
            "start": "2027-02-04T09:00:00+01:00",
            "end": "2027-02-04T10:30:00+01:00",
            "place": "vika",
            "units": ["vika"],
            "people": [{"id": "ppt-07", "service": "ppt", "attendance": "required"}],
        }
    ],
    "unplaced": [{"id": "rt.vika.2", "reasons": ["Ingen dag har plass til møtet."]}],
}
"""One of its two meetings has a time."""

REPORT: JsonDict = {
    "requirements_broken": 0,
    "cost": {"total": 24, "by_rule": {"even_spacing": 24}},
    "violations": [
        {
            "rule": "even_spacing",
            "kind": "wish",
            "amount": 12,
            "cost": 24,
            "meetings": ["rt.vika.1", "rt.vika.2"],
            "participants": [],
            "day": "2027-02-04",
            "sentence": "I Ressursteam, Vika skole går det 89 dager fra torsdag 4. februar til "
            "tirsdag 4. mai; jevnt fordelt ville det vært 77.",
        }
    ],
}
"""What the checker says of a plan in which nothing is broken."""
