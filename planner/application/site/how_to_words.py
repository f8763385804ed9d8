"""How to subscribe to a calendar, in the words of each program."""

from __future__ import annotations

from planner.domain.words import Phrase, same

HOW_TO_WORDS: dict[str, Phrase] = {
    "link_title": Phrase(nb="Kalenderen til {name}", nn="Kalenderen til {name}"),
    "link_lead": Phrase(
        nb="Abonner én gang, så følger kalenderen den publiserte planen.",
        nn="Abonner éin gong, så følgjer kalenderen den publiserte planen.",
    ),
    "the_address": Phrase(nb="Adressen", nn="Adressa"),
    "keep_it": Phrase(
        nb="Ta vare på adressen: den vises ikke igjen på siden din, og den som har den, ser "
        "møtene. Ikke del den med andre.",
        nn="Ta vare på adressa: ho blir ikkje vist att på sida di, og den som har ho, ser møta. "
        "Ikkje del ho med andre.",
    ),
    "only_here": Phrase(
        nb="Denne adressen virker bare på maskinen som tjenesten går på. Skal andre maskiner nå "
        "den, må innstillingen base_url være satt.",
        nn="Denne adressa verkar berre på maskina som tenesta går på. Skal andre maskiner nå ho, "
        "må innstillinga base_url vere sett.",
    ),
    "open_calendar": Phrase(nb="Åpne i kalenderprogrammet", nn="Opne i kalenderprogrammet"),
    "open_google": Phrase(nb="Legg til i Google Kalender", nn="Legg til i Google Kalender"),
    "on_the_phone": Phrase(nb="På telefonen", nn="På telefonen"),
    "code_label": Phrase(
        nb="QR-kode med adressen til denne siden", nn="QR-kode med adressa til denne sida"
    ),
    "code_words": Phrase(
        nb="Skann koden med kameraet, så åpner denne siden seg på telefonen.",
        nn="Skann koden med kameraet, så opnar denne sida seg på telefonen.",
    ),
    "how_to": Phrase(nb="Slik gjør du det", nn="Slik gjer du det"),
    "how_often": Phrase(
        nb="Kalenderprogrammet bestemmer selv hvor ofte det henter nytt: Apple og Outlook på "
        "maskinen etter minutter eller timer, Outlook på nett og Google opptil et døgn.",
        nn="Kalenderprogrammet avgjer sjølv kor ofte det hentar nytt: Apple og Outlook på maskina "
        "etter minutt eller timar, Outlook på nett og Google opptil eit døgn.",
    ),
    "apple": same("iPhone, iPad, Mac"),
    "apple_1": Phrase(
        nb="Velg «Åpne i kalenderprogrammet» over.", nn="Vel «Opne i kalenderprogrammet» over."
    ),
    "apple_2": Phrase(nb="Velg «Abonner».", nn="Vel «Abonner»."),
    "apple_3": Phrase(
        nb="Velg hvor ofte den skal oppdateres; hver time er passe.",
        nn="Vel kor ofte han skal oppdaterast; kvar time er passe.",
    ),
    "outlook": Phrase(nb="Outlook, ny og på nett", nn="Outlook, ny og på nett"),
    "outlook_1": Phrase(
        nb="Kopier adressen over.",
        nn="Kopier adressa over.",
    ),
    "outlook_2": Phrase(
        nb="I Outlook velger du Kalender, «Legg til kalender» og «Abonner fra nettet».",
        nn="I Outlook vel du Kalender, «Legg til kalender» og «Abonner frå nettet».",
    ),
    "outlook_3": Phrase(
        nb="Lim inn adressen, gi kalenderen et navn, og velg «Importer».",
        nn="Lim inn adressa, gje kalenderen eit namn, og vel «Importer».",
    ),
    "outlook_classic": Phrase(
        nb="I klassisk Outlook: velg Fil, Kontoinnstillinger, Internett-kalendere og Ny, og lim "
        "inn adressen.",
        nn="I klassisk Outlook: vel Fil, Kontoinnstillingar, Internett-kalendrar og Ny, og lim inn "
        "adressa.",
    ),
    "google": Phrase(nb="Google Kalender", nn="Google Kalender"),
    "google_1": Phrase(
        nb="Gjør det på en maskin; i appen går det ikke.",
        nn="Gjer det på ei maskin; i appen går det ikkje.",
    ),
    "google_2": Phrase(
        nb="Velg «Legg til i Google Kalender» over, og bekreft.",
        nn="Vel «Legg til i Google Kalender» over, og stadfest.",
    ),
    "google_3": Phrase(
        nb="Eller velg «+» ved «Andre kalendere», «Fra nettadresse», og lim inn adressen.",
        # Google has no nynorsk: these are the words that stand there.
        nn="Eller vel «+» ved «Andre kalendere», «Fra nettadresse», og lim inn adressa.",
    ),
    "android": same("Android"),
    "android_1": Phrase(
        nb="Legg den til i Google Kalender på en maskin, så kommer den på telefonen.",
        nn="Legg han til i Google Kalender på ei maskin, så kjem han på telefonen.",
    ),
    "android_2": Phrase(
        nb="Uten Google: installer appen ICSx⁵, og lim inn adressen der.",
        nn="Utan Google: installer appen ICSx⁵, og lim inn adressa der.",
    ),
}
