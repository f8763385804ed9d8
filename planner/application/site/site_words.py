"""The fixed words of the site, all in one place; how to subscribe stands in `how_to_words`."""

from __future__ import annotations

from planner.application.site.how_to_words import HOW_TO_WORDS
from planner.domain.words import Phrase, same

SITE_WORDS: dict[str, Phrase] = HOW_TO_WORDS | {
    # --- the frame
    "skip": Phrase(nb="Hopp til innholdet", nn="Hopp til innhaldet"),
    "menu": Phrase(nb="Meny", nn="Meny"),
    "my_page": Phrase(nb="Min side", nn="Mi side"),
    "log_in": Phrase(nb="Logg inn", nn="Logg inn"),
    "log_out": Phrase(nb="Logg ut", nn="Logg ut"),
    "not_done": Phrase(nb="Det gikk ikke", nn="Det gjekk ikkje"),
    "fault_in_title": Phrase(nb="Feil:", nn="Feil:"),
    "what_it_is": Phrase(
        nb="Semesterplan legger halvårets samarbeidsmøter for PPT og dem de møter. Her er ingen "
        "opplysninger om barn.",
        nn="Semesterplan legg samarbeidsmøta i halvåret for PPT og dei som dei møter. Her er ingen "
        "opplysningar om barn.",
    ),
    # --- no page
    "no_page": Phrase(nb="Siden kan ikke vises", nn="Sida kan ikkje visast"),
    "to_start": Phrase(nb="Til forsiden", nn="Til framsida"),
    # --- start
    "start_title": same("Semesterplan"),
    "hello": Phrase(nb="Hei, {name}", nn="Hei, {name}"),
    "start_lead": Phrase(
        nb="Halvårets samarbeidsmøter mellom PPT, skoler, barnehager og tjenester, planlagt samlet "
        "og i kalenderen din.",
        nn="Samarbeidsmøta i halvåret mellom PPT, skular, barnehagar og tenester, planlagde samla "
        "og i kalenderen din.",
    ),
    "for_staff": Phrase(nb="For deg som er med på møtene", nn="For deg som er med på møta"),
    "for_staff_1": Phrase(
        nb="Du abonnerer på kalenderen din med en lenke som bare er din. Flyttes et møte, flyttes "
        "det hos deg også.",
        nn="Du abonnerer på kalenderen din med ei lenkje som berre er di. Blir eit møte flytt, "
        "blir det flytt hos deg òg.",
    ),
    "for_staff_2": Phrase(
        nb="Har du en konto, logger du inn og lager lenken selv. Ellers får du den av lederen din.",
        nn="Har du ein konto, loggar du inn og lagar lenkja sjølv. Elles får du ho av leiaren din.",
    ),
    "for_leaders": Phrase(
        nb="For ledere og planleggere i PPT", nn="For leiarar og planleggjarar i PPT"
    ),
    "for_leaders_1": Phrase(
        nb="Dere lager planen, ser hva som må endres når noe skjer, og publiserer. Logg inn for å "
        "se hva som er publisert.",
        nn="De lagar planen, ser kva som må endrast når noko hender, og publiserer. Logg inn for å "
        "sjå kva som er publisert.",
    ),
    "api_title": Phrase(nb="For programmer", nn="For program"),
    "api_words": Phrase(
        nb="Alt kan også gjøres fra andre programmer:",
        nn="Alt kan òg gjerast frå andre program:",
    ),
    "api_document": Phrase(nb="beskrivelsen av API-et", nn="skildringa av API-et"),
    "my_calendar": Phrase(nb="Min kalender", nn="Kalenderen min"),
    "my_calendar_1": Phrase(
        nb="Møtene dine, og lenken som legger dem i kalenderen din.",
        nn="Møta dine, og lenkja som legg dei i kalenderen din.",
    ),
    "to_my_page": Phrase(nb="Til min side", nn="Til mi side"),
    "newest_versions": Phrase(nb="De nyeste versjonene:", nn="Dei nyaste versjonane:"),
    "version": Phrase(nb="Versjon {number}", nn="Versjon {number}"),
    "published_for": Phrase(
        nb="Publisert {day}, for {half_year}", nn="Publisert {day}, for {half_year}"
    ),
    "nothing_published": Phrase(
        nb="Her er ingenting publisert ennå.", nn="Her er ingenting publisert enno."
    ),
    "for_administrators": Phrase(nb="For administratorer", nn="For administratorar"),
    "for_administrators_1": Phrase(
        nb="Kontorer, invitasjoner og medlemmer styres fra API-et. Kontorer kan også lages med en "
        "kommando på maskinen.",
        nn="Kontor, invitasjonar og medlemmer blir styrte frå API-et. Kontor kan òg lagast med ein "
        "kommando på maskina.",
    ),
    # --- log-in
    "email": Phrase(nb="E-postadresse", nn="E-postadresse"),
    "password": Phrase(nb="Passord", nn="Passord"),
    "elsewhere": Phrase(nb="Med en annen innlogging", nn="Med ei anna innlogging"),
    "log_in_with": Phrase(nb="Logg inn med {name}", nn="Logg inn med {name}"),
    "with_password": Phrase(nb="Med e-post og passord", nn="Med e-post og passord"),
    "no_way_in": Phrase(nb="Kommer du ikke inn?", nn="Kjem du ikkje inn?"),
    "forgotten": Phrase(
        nb="Har du glemt passordet, ber du lederen din om en lenke til å velge et nytt.",
        nn="Har du gløymt passordet, bed du leiaren din om ei lenkje til å velje eit nytt.",
    ),
    "no_account": Phrase(
        nb="Har du ingen konto, ber du lederen din om en invitasjon.",
        nn="Har du ingen konto, bed du leiaren din om ein invitasjon.",
    ),
    # --- invitation and password
    "invited_title": Phrase(nb="Du er invitert", nn="Du er invitert"),
    "invited_to": Phrase(
        nb="Du blir {role} i {office}.",
        nn="Du blir {role} i {office}.",
    ),
    "invited_whole": Phrase(
        nb="Du blir {role} for hele tjenesten.", nn="Du blir {role} for heile tenesta."
    ),
    "elsewhere_joins": Phrase(
        nb="Da slipper du et passord til, og logger inn der hver gang.",
        nn="Då slepp du eit passord til, og loggar inn der kvar gong.",
    ),
    "elsewhere_known": Phrase(
        nb="Har du logget inn her på denne måten før, kan du gjøre det nå også.",
        nn="Har du logga inn her på denne måten før, kan du gjere det no òg.",
    ),
    "join_with": Phrase(nb="Bli med gjennom {name}", nn="Bli med gjennom {name}"),
    "with_own_password": Phrase(nb="Med et eget passord", nn="Med eit eige passord"),
    "has_account": Phrase(nb="Du har en konto", nn="Du har ein konto"),
    "has_account_1": Phrase(
        nb="Skriv passordet du har; invitasjonen legges til kontoen din.",
        nn="Skriv passordet du har; invitasjonen blir lagd til kontoen din.",
    ),
    "for_email": Phrase(nb="Invitasjonen er til", nn="Invitasjonen er til"),
    "name": Phrase(nb="Navn", nn="Namn"),
    "name_hint": Phrase(
        nb="Slik kollegene dine kjenner deg.", nn="Slik kollegaene dine kjenner deg."
    ),
    "choose_password": Phrase(nb="Velg et passord", nn="Vel eit passord"),
    "password_hint": Phrase(
        nb="Minst {least} tegn. Flere ord etter hverandre er lette å huske.",
        nn="Minst {least} teikn. Fleire ord etter kvarandre er lette å hugse.",
    ),
    "join": Phrase(nb="Bli med", nn="Bli med"),
    "new_password": Phrase(nb="Velg nytt passord", nn="Vel nytt passord"),
    "ends_sessions": Phrase(
        nb="Du blir logget ut alle steder, og logger inn igjen med det nye passordet.",
        nn="Du blir logga ut alle stader, og loggar inn att med det nye passordet.",
    ),
    "save_password": Phrase(nb="Lagre passordet", nn="Lagre passordet"),
    # --- my page
    "my_calendar_in": Phrase(
        nb="Lenke til kalenderen – {office}", nn="Lenkje til kalenderen – {office}"
    ),
    "link_words": Phrase(
        nb="Med en lenke abonnerer du på møtene dine i Outlook, på telefonen eller der du har "
        "kalenderen. Den som har lenken, ser møtene.",
        nn="Med ei lenkje abonnerer du på møta dine i Outlook, på telefonen eller der du har "
        "kalenderen. Den som har lenkja, ser møta.",
    ),
    "link_made": Phrase(nb="Lenke laget {day}", nn="Lenkje laga {day}"),
    "link_fetched": Phrase(nb="Sist hentet {day} av {client}", nn="Sist henta {day} av {client}"),
    "link_not_fetched": Phrase(
        nb="Ikke hentet av noen kalender ennå", nn="Ikkje henta av nokon kalender enno"
    ),
    "exchange_link": Phrase(nb="Bytt lenken", nn="Byt lenkja"),
    "revoke_link": Phrase(nb="Trekk tilbake", nn="Trekk tilbake"),
    "exchange_words": Phrase(
        nb="En lenke vises bare når den lages. Er den kommet bort eller på avveie, bytter du den: "
        "da slutter den gamle å virke med en gang.",
        nn="Ei lenkje blir berre vist når ho blir laga. Er ho komen bort eller på avvegar, byter "
        "du ho: då sluttar den gamle å verke med ein gong.",
    ),
    "make_link": Phrase(nb="Lag lenke til kalenderen min", nn="Lag lenkje til kalenderen min"),
    "one_more_link": Phrase(nb="Lag en lenke til", nn="Lag ei lenkje til"),
    "my_meetings_in": Phrase(nb="Møtene mine – {office}", nn="Møta mine – {office}"),
    "more_meetings": Phrase(
        nb="og {count} til, som står i kalenderen.", nn="og {count} til, som står i kalenderen."
    ),
    "no_meetings": Phrase(
        nb="Du har ingen møter framover i det som er publisert.",
        nn="Du har ingen møte framover i det som er publisert.",
    ),
    "as_needed": Phrase(nb="Ved behov", nn="Ved behov"),
    "welcome": Phrase(nb="Du er velkommen", nn="Du er velkomen"),
}
