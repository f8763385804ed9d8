"""Calendar files that went wrong: parts of good ones, changed where files are vulnerable."""

from random import Random

from tests.calendarfiles import calendar, event

MONDAY = "DTSTART;TZID=Europe/Oslo:20270104T090000\nDTEND;TZID=Europe/Oslo:20270104T100000"
CUSTOM = """
    BEGIN:VTIMEZONE
    TZID:Customized Time Zone
    BEGIN:STANDARD
    DTSTART:16010101T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:16010101T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
    END:DAYLIGHT
    END:VTIMEZONE"""
PARTS = (
    CUSTOM,
    event(MONDAY),
    event(f"{MONDAY}\nRRULE:FREQ=WEEKLY;UNTIL=20270301T000000Z\nEXDATE:20270111T080000Z"),
    event("RECURRENCE-ID:20270118T080000Z\nDTSTART:20270119T080000Z\nDURATION:PT1H"),
    event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270125T080000Z\nDTSTART:20270125T100000Z"),
    event(
        "DTSTART;TZID=Customized Time Zone:20270104T090000\nDURATION:PT1H30M\nSEQUENCE:3", uid="2"
    ),
    event("DTSTART;VALUE=DATE:20270215\nRDATE;VALUE=PERIOD:20270216T080000Z/PT2H", uid="3"),
    event(f"{MONDAY}\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=9", uid="4"),
    event(f"{MONDAY}\nSTATUS:TENTATIVE\nTRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:OOF", uid=None),
    "BEGIN:VFREEBUSY\nDTEND:20270401T000000Z\nFREEBUSY:20270201T080000Z/PT1H\nEND:VFREEBUSY",
)
SNIPPETS = (
    "", ":", ";", ",", "=", "/", '"', "-", "0", "-1", "99999999999999999999", "T", "Z", "P", "PT",
    "P99999D", "-PT5H", "00000000", "99991231T235959Z", "20270229", "20270104T256199", "19000101",
    "FREQ=DAILY", "FREQ=SECONDLY", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", "INTERVAL=0",
    "INTERVAL=999999999", "COUNT=0", "COUNT=50000", "UNTIL=20270104", "BYDAY=54MO", "BYHOUR=25",
    "BYMONTH=13", "BYMONTHDAY=-31", "BYWEEKNO=53", "BYSETPOS=366", "WKST=XX", "TZID=UTC",
    "TZID=Europe/Oslo", "TZID=/a/b/c/Europe/Oslo", "TZID=..", "VALUE=DATE", "VALUE=PERIOD",
    "+0100", "-2359", "+9999", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR",
    "BEGIN:VTIMEZONE", "RRULE:", "RDATE:", "EXDATE:", "EXRULE:", "DTSTART:", "DURATION:", "UID:",
    "\r", "\n ", "\r\n\t", "\0", "\ufeff", "é", "\u2028", "🗓",
)  # fmt: skip


def mutated(chance: Random) -> bytes:
    """A calendar of a few parts in which a few things went wrong."""
    chosen = [chance.choice(PARTS) for _ in range(chance.randint(1, 6))]
    lines = calendar(*chosen).decode().split("\r\n")
    # With its nesting broken a file is refused at once, so that is seldom touched.
    edges = () if chance.random() < 0.1 else ("BEGIN", "END")
    for _ in range(chance.randint(1, 6)):
        _change_lines(lines, chance, edges)
    data = "\r\n".join(lines).encode(chance.choice(("utf-8", "utf-8", "utf-16")))
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        place = chance.randint(0, len(data))
        data = data[:place] + chance.randbytes(chance.randint(0, 3)) + data[place + 1 :]
    return data if chance.random() < 0.9 else data[: chance.randint(0, len(data))]


def _change_lines(lines: list[str], chance: Random, spared: tuple[str, ...]) -> None:
    """Change one line in a way that files go wrong, or two; not those that begin as is spared."""
    places = [at for at, line in enumerate(lines) if not (spared and line.startswith(spared))]
    first, second = (chance.choice(places) for _ in range(2))
    match chance.randint(0, 6):
        case 0:
            lines[first], lines[second] = lines[second], lines[first]
        case 1:
            lines.insert(first, lines[second])
        case 2 if len(places) > 1:
            del lines[first]
        case 3:
            head, colon, _ = lines[first].partition(":")
            lines[first] = head + colon + lines[second].partition(":")[2]
        case 4:
            head, colon, _ = lines[first].partition(":")
            lines[first] = head + colon + chance.choice(SNIPPETS)
        case _:
            place = chance.randint(0, len(lines[first]))
            cut = place + chance.choice((0, 0, 1, 5))
            line = lines[first]
            lines[first] = line[:place] + chance.choice(SNIPPETS) + line[cut:]
