"""The sentences for what can be wrong with a single value; `mistakes` chooses among them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.unittype import UNIT_TYPE_WORDS
from planner.domain.words import WEEKDAYS, Phrase, same

WEEKDAY_KEYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
NORWEGIAN_KEYS = {
    **{words.nb: key for words, key in zip(WEEKDAYS, WEEKDAY_KEYS, strict=False)},
    **{words.nn: key for words, key in zip(WEEKDAYS, WEEKDAY_KEYS, strict=False)},
    **{words.nb: key.value for key, words in UNIT_TYPE_WORDS.items()},
    **{words.nn: key.value for key, words in UNIT_TYPE_WORDS.items()},
    "bokmål": "nb", "nynorsk": "nn", "kommunal": "public", "offentlig": "public",
    "offentleg": "public", "privat": "private", "lav": "low", "låg": "low", "høy": "high",
    "høg": "high", "fast": "required", "ved behov": "as_needed", "velkommen": "welcome",
    "velkomen": "welcome", "siste": "last", "oddetall": "odd", "oddetal": "odd", "partall": "even",
    "partal": "even", "hopp over": "skip", "forrige": "previous", "førre": "previous",
    "nærmeste": "nearest", "nærmaste": "nearest", "begge": "both",
    "kontinuitet": "continuity", "rettferdighet": "fairness", "rettferd": "fairness",
    "reise": "travel", "reisevei": "travel", "reiseveg": "travel",
}  # fmt: skip
"""What a Norwegian may write for a key word, spelled too differently for a guess."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value, "et helt tall", and how one is written."""

    name: Phrase
    way_out: Phrase


TEXT = Kind(
    same("tekst"),
    Phrase(nb="skriv én verdi, i anførselstegn", nn="skriv éin verdi, i hermeteikn"),
)
WHOLE = Kind(
    Phrase(nb="et helt tall", nn="eit heiltal"),
    Phrase(nb="skriv bare sifre", nn="skriv berre siffer"),
)
NUMBER = Kind(
    Phrase(nb="et tall", nn="eit tal"),
    Phrase(nb="skriv det med punktum, som 59.91", nn="skriv det med punktum, som 59.91"),
)
DAY = Kind(
    Phrase(nb="en dato", nn="ein dato"),
    Phrase(nb="skriv år-måned-dag, som 2027-01-11", nn="skriv år-månad-dag, som 2027-01-11"),
)
MOMENT = Kind(
    Phrase(nb="et tidspunkt", nn="eit tidspunkt"),
    Phrase(nb="skriv dato og klokkeslett, som 2027-01-11 09:00",
           nn="skriv dato og klokkeslett, som 2027-01-11 09:00"),
)  # fmt: skip
CLOCK = Kind(
    Phrase(nb="et klokkeslett", nn="eit klokkeslett"),
    Phrase(nb="skriv timer og minutter med kolon, som 08:30",
           nn="skriv timar og minutt med kolon, som 08:30"),
)  # fmt: skip
YES_NO = Kind(
    Phrase(nb="ja eller nei", nn="ja eller nei"),
    Phrase(nb="skriv true eller false", nn="skriv true eller false"),
)
LIST = Kind(
    Phrase(nb="en liste", nn="ei liste"),
    Phrase(
        nb="skriv [a, b], eller «- » foran hver linje",
        nn="skriv [a, b], eller «- » framfor kvar linje",
    ),
)
MAPPING = Kind(
    Phrase(nb="nøkler med verdier", nn="nøklar med verdiar"),
    Phrase(
        nb="skriv «nøkkel: verdi» på linjene under", nn="skriv «nøkkel: verdi» på linjene under"
    ),
)

# The first word of an error's type tells the kind: `int_parsing`, `int_type`, `int_from_float`.
KINDS: dict[str, Kind] = {
    "string": TEXT, "int": WHOLE, "float": NUMBER, "finite": NUMBER, "date": DAY,
    "datetime": MOMENT, "timezone": MOMENT, "time": CLOCK, "bool": YES_NO, "tuple": LIST,
    "list": LIST, "dict": MAPPING, "mapping": MAPPING, "model": MAPPING,
}  # fmt: skip

NOT_OF_KIND = Phrase(
    nb="{value} er ikke {kind}; {way_out}.", nn="{value} er ikkje {kind}; {way_out}."
)
EMPTY_VALUE = Phrase(
    nb="Verdien mangler; fyll den ut, eller fjern nøkkelen om den kan utelates.",
    nn="Verdien manglar; fyll han ut, eller fjern nøkkelen om han kan utelatast.",
)
MISSING = Phrase(
    nb="Nøkkelen «{key}» mangler; legg den til.", nn="Nøkkelen «{key}» manglar; legg han til."
)
HOW_OFTEN = Phrase(
    nb="Serien sier ikke hvor ofte den møtes; skriv det under frequency, som «per_half_year: 2».",
    nn="Serien seier ikkje kor ofte han møtest; skriv det under frequency, som «per_half_year: 2».",
)
"""Only the leader can choose it: no frequency is ever made up."""
UNKNOWN_KEY = Phrase(
    nb="Nøkkelen «{key}» er ukjent; {way_out}", nn="Nøkkelen «{key}» er ukjend; {way_out}"
)
UNKNOWN_WORD = Phrase(nb="{value} er ukjent; {way_out}", nn="{value} er ukjent; {way_out}")
REMOVE = Phrase(nb="fjern den.", nn="fjern han.")
CHOOSE = Phrase(nb="her kan stå {known}.", nn="her kan stå {known}.")
FORMS = Phrase(
    nb="Én av nøklene {forms} må stå her; {way_out}",
    nn="Éin av nøklane {forms} må stå her; {way_out}",
)
RENAME = Phrase(
    nb="mente du «{guess}» der det står «{key}»?", nn="meinte du «{guess}» der det står «{key}»?"
)
ADD_ONE = Phrase(nb="legg til den som passer.", nn="legg til den som passar.")
BAD_ID = Phrase(
    nb="{value} kan ikke være id; bruk små bokstaver a–z, sifre og bindestrek, som «{better}».",
    nn="{value} kan ikkje vere id; bruk små bokstavar a–z, siffer og bindestrek, som «{better}».",
)
TOO_LONG = Phrase(
    nb="Teksten er lengre enn {most} tegn; kort den ned.",
    nn="Teksten er lengre enn {most} teikn; kort han ned.",
)
TOO_FEW = Phrase(
    nb="Listen må ha minst {least}; legg til det som mangler.",
    nn="Lista må ha minst {least}; legg til det som manglar.",
)
TOO_MANY = Phrase(
    nb="Listen kan ha høyst {most}; fjern noen.", nn="Lista kan ha høgst {most}; fjern nokre."
)
SIZES = {"string_too_long": TOO_LONG, "too_short": TOO_FEW, "too_long": TOO_MANY}
OUT_OF_RANGE = Phrase(
    nb="{value} er utenfor grensene; skriv et tall {bounds}.",
    nn="{value} er utanfor grensene; skriv eit tal {bounds}.",
)
OTHER_BOUNDS = Phrase(nb="innenfor dem", nn="innanfor dei")
FROM = Phrase(nb="fra {least} og opp", nn="frå {least} og opp")
UP_TO = Phrase(nb="opp til {most}", nn="opp til {most}")
FROM_TO = Phrase(nb="fra {least} til {most}", nn="frå {least} til {most}")
OUTSIDE_NORWAY = Phrase(
    nb="{name} {value} ligger utenfor Norge; {way_out}",
    nn="{name} {value} ligg utanfor Noreg; {way_out}",
)
DEGREES = Phrase(nb="skriv grader {bounds}.", nn="skriv gradar {bounds}.")
SWAPPED = Phrase(
    nb="latitude og longitude ser ut til å være byttet om, så bytt dem tilbake.",
    nn="latitude og longitude ser ut til å vere bytte om, så byt dei tilbake.",
)
METRES = Phrase(
    nb="dette ser ut som meter (UTM); gjør det om til grader (WGS 84) {bounds}.",
    nn="dette ser ut som meter (UTM); gjer det om til gradar (WGS 84) {bounds}.",
)
COORDINATE_NAMES = {
    "latitude": Phrase(nb="Breddegraden", nn="Breiddegraden"),
    "longitude": Phrase(nb="Lengdegraden", nn="Lengdegraden"),
}
OUR_CODES: dict[str, Phrase] = {
    "days_out_of_order": Phrase(
        nb="Den siste dagen må komme etter den første; rett den ene.",
        nn="Den siste dagen må kome etter den første; rett den eine.",
    ),
    "span_out_of_order": Phrase(
        nb="Slutten må komme etter starten; rett den ene.",
        nn="Slutten må kome etter starten; rett den eine.",
    ),
    "day_too_far": Phrase(
        nb="Datoen er for langt unna; skriv en i halvåret.",
        nn="Datoen er for langt unna; skriv ein i halvåret.",
    ),
    "moment_too_far": Phrase(
        nb="Tidspunktet er for langt unna; skriv et i halvåret.",
        nn="Tidspunktet er for langt unna; skriv eit i halvåret.",
    ),
    "hours_out_of_order": Phrase(
        nb="Tidsrommet må slutte etter at det begynner; rett det ene klokkeslettet.",
        nn="Tidsrommet må slutte etter at det byrjar; rett det eine klokkeslettet.",
    ),
    "hours_half_stated": Phrase(
        nb="Tidsrommet har bare det ene klokkeslettet; skriv både start og end, eller ingen av dem "
        "for hele dager.",
        nn="Tidsrommet har berre det eine klokkeslettet; skriv både start og end, eller ingen av "
        "dei for heile dagar.",
    ),
    "raster_does_not_fit": Phrase(
        nb="Dagens lengde og start_every_minutes må gå opp i slot_minutes; bruk 15 og 30.",
        nn="Lengda på dagen og start_every_minutes må gå opp i slot_minutes; bruk 15 og 30.",
    ),
    "semester_too_long": Phrase(
        nb="Halvåret kan ikke vare mer enn et år; rett den ene dagen.",
        nn="Halvåret kan ikkje vare meir enn eit år; rett den eine dagen.",
    ),
    "first_day_on_other_weekday": Phrase(
        nb="Dagen first_day faller ikke på den ukedagen som står i weekday; rett den ene.",
        nn="Dagen first_day fell ikkje på den vekedagen som står i weekday; rett den eine.",
    ),
    "at_least_without_as_needed": Phrase(
        nb="at_least gjelder bare for dem som er med ved behov; sett level til as_needed, eller "
        "fjern at_least.",
        nn="at_least gjeld berre for dei som er med ved behov; set level til as_needed, eller "
        "fjern at_least.",
    ),
    "substitutes_of_optional": Phrase(
        nb="Bare de som må være med, kan ha stedfortreder; sett level til required, eller fjern "
        "substitutes.",
        nn="Berre dei som må vere med, kan ha stadfortredar; set level til required, eller fjern "
        "substitutes.",
    ),
    "may_change_without_choice": Phrase(
        nb="may_change gjelder bare der det er flere å velge mellom; sett which til either, eller "
        "fjern may_change.",
        nn="may_change gjeld berre der det er fleire å velje mellom; set which til either, eller "
        "fjern may_change.",
    ),
    "at_most_below_least": Phrase(
        nb="at_most er mindre enn per_half_year; øk det, eller fjern at_most.",
        nn="at_most er mindre enn per_half_year; auk det, eller fjern at_most.",
    ),
    "odd_year_without_autumn": Phrase(
        nb="Et ulikt antall møter kan ikke deles likt på høst og vår; skriv under in_autumn hvor "
        "mange som er om høsten.",
        nn="Eit ulikt tal møte kan ikkje delast likt på haust og vår; skriv under in_autumn kor "
        "mange som er om hausten.",
    ),
    "autumn_above_year": Phrase(
        nb="in_autumn er større enn antallet for hele året; rett det ene.",
        nn="in_autumn er større enn talet for heile året; rett det eine.",
    ),
    "when_closed_without_fixed_day": Phrase(
        nb="when_closed gjelder bare når både weekday og first_day er oppgitt; legg til det som "
        "mangler, eller fjern when_closed.",
        nn="when_closed gjeld berre når både weekday og first_day er oppgjevne; legg til det som "
        "manglar, eller fjern when_closed.",
    ),
    "bands_not_rising": Phrase(
        nb="Båndene må stå fra de minste enhetene til de største, alle med up_to unntatt det "
        "siste; ordne dem slik.",
        nn="Banda må stå frå dei minste einingane til dei største, alle med up_to unnateke det "
        "siste; ordne dei slik.",
    ),
    "band_without_first_day": Phrase(
        nb="En frekvens på fast ukedag i by_size må ha first_day; skriv datoen for det første "
        "møtet.",
        nn="Ein frekvens på fast vekedag i by_size må ha first_day; skriv datoen for det første "
        "møtet.",
    ),
    "first_or_last_minutes": Phrase(
        nb="En del av møtet er enten de første eller de siste minuttene; skriv bare én av "
        "first_minutes og last_minutes.",
        nn="Ein del av møtet er anten dei første eller dei siste minutta; skriv berre éin av "
        "first_minutes og last_minutes.",
    ),
    "several_places": Phrase(
        nb="Møtene kan bare holdes på én måte; behold én av place, rooms og digital.",
        nn="Møta kan berre haldast på éin måte; behald éin av place, rooms og digital.",
    ),
    "least_above_most": Phrase(
        nb="Det minste tallet er større enn det største; rett det ene.",
        nn="Det minste talet er større enn det største; rett det eine.",
    ),
    "lunch_half_stated": Phrase(
        nb="Lunsjen har bare det ene klokkeslettet; sett begge, eller begge til null for ingen.",
        nn="Lunsjen har berre det eine klokkeslettet; set begge, eller begge til null for ingen.",
    ),
    "lunch_out_of_order": Phrase(
        nb="Lunsjen må slutte etter at den begynner; rett det ene klokkeslettet.",
        nn="Lunsjen må slutte etter at han byrjar; rett det eine klokkeslettet.",
    ),
    "versions_out_of_order": Phrase(
        nb="Versjonene følger ikke på hverandre; hent dem fram igjen fra en sikkerhetskopi.",
        nn="Versjonane følgjer ikkje på kvarandre; hent dei fram att frå ein tryggingskopi.",
    ),
    "grades_out_of_order": Phrase(
        nb="Det laveste trinnet er over det høyeste; bytt dem om.",
        nn="Det lågaste trinnet er over det høgste; byt dei om.",
    ),
    "rhythm_of_nothing": Phrase(
        nb="Rytmen sier verken ukedag eller klokkeslett; skriv weekday eller start, eller fjern "
        "den.",
        nn="Rytmen seier verken vekedag eller klokkeslett; skriv weekday eller start, eller fjern "
        "han.",
    ),
    "goal_twice": Phrase(
        nb="Det samme målet står to ganger i order; fjern det ene.",
        nn="Det same målet står to gonger i order; fjern det eine.",
    ),
}
TOGETHER = Phrase(
    nb="Verdiene her passer ikke sammen; se docs/formats.md for hva som kan stå.",
    nn="Verdiane her passar ikkje saman; sjå docs/formats.md for kva som kan stå.",
)
