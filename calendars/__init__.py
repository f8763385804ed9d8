"""Calendars in and out: feeds of what is published, busy times and closed days of others."""
