"""Reading what strangers wrote: the parts of a calendar file, its zones, its events and series."""
