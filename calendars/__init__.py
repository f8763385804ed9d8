"""Calendars in and out: iCalendar feeds of a plan. Knows the domain and no engine."""
