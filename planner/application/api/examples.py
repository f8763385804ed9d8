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
