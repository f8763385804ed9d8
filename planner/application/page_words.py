"""The fixed words of the report, all in one place."""

from __future__ import annotations

from planner.domain.unittype import UnitType
from planner.domain.words import Phrase, same
from planner.engine.rule import Weight

UNIT_TYPES_IN_PLURAL: dict[UnitType, Phrase] = {
    UnitType.KINDERGARTEN: Phrase(nb="Barnehager", nn="Barnehagar"),
    UnitType.PRIMARY: Phrase(nb="Barneskoler", nn="Barneskular"),
    UnitType.LOWER_SECONDARY: Phrase(nb="Ungdomsskoler", nn="Ungdomsskular"),
    UnitType.COMBINED: Phrase(nb="1–10-skoler", nn="1–10-skular"),
    UnitType.SPECIAL: Phrase(nb="Spesialskoler", nn="Spesialskular"),
}

WEIGHTS: dict[Weight, Phrase] = {
    Weight.LOW: Phrase(nb="lav", nn="låg"),
    Weight.NORMAL: Phrase(nb="vanlig", nn="vanleg"),
    Weight.HIGH: Phrase(nb="høy", nn="høg"),
}

PAGE_WORDS: dict[str, Phrase] = {
    "title": same("Semesterplan"),
    "skip": Phrase(nb="Hopp til innholdet", nn="Hopp til innhaldet"),
    "contents": Phrase(nb="Innhold", nn="Innhald"),
    # --- in short
    "in_short": Phrase(nb="Kort fortalt", nn="Kort fortalt"),
    "placed": Phrase(nb="møter har fått plass", nn="møte har fått plass"),
    "of": Phrase(nb="{part} av {whole}", nn="{part} av {whole}"),
    "broken": Phrase(nb="brudd på krav", nn="brot på krav"),
    "kept": Phrase(nb="av ønskene er helt innfridd", nn="av ønska er heilt innfridde"),
    "hours_in_meetings": Phrase(nb="timer møter", nn="timar møte"),
    "people": Phrase(nb="personer i {services} tjenester", nn="personar i {services} tenester"),
    "all_held": Phrase(nb="Alle krav holder.", nn="Alle krav held."),
    "not_held": Phrase(
        nb="Planen bryter krav. Se hvilke under «Det som må løses».",
        nn="Planen bryt krav. Sjå kva for nokre under «Det som må løysast».",
    ),
    "all_placed": Phrase(nb="Alle møtene har fått plass.", nn="Alle møta har fått plass."),
    "not_placed": Phrase(
        nb="{count} mangler plass. Se hvorfor under «Det som må løses».",
        nn="{count} manglar plass. Sjå kvifor under «Det som må løysast».",
    ),
    "not_finished": Phrase(
        nb="Letingen var ikke ferdig da planen ble skrevet; det kan finnes en bedre.",
        nn="Leitinga var ikkje ferdig då planen vart skriven; det kan finnast ein betre.",
    ),
    # --- to be solved
    "to_solve": Phrase(nb="Det som må løses", nn="Det som må løysast"),
    "not_left_out": Phrase(
        nb="Det ble ikke plass til {meetings}.", nn="Det vart ikkje plass til {meetings}."
    ),
    "cancelled": Phrase(nb="{meetings} er avlyst:", nn="{meetings} er avlyst:"),
    "unplaced": Phrase(nb="Møter uten plass", nn="Møte utan plass"),
    "unplaced_reason": Phrase(nb="Hvorfor", nn="Kvifor"),
    "no_reason": Phrase(
        nb="Andre møter har tatt de tidene som var mulige.",
        nn="Andre møte har teke dei tidene som var moglege.",
    ),
    "solved": Phrase(nb="Det er ikke plass til mer", nn="Det er ikkje plass til meir"),
    "left_out": Phrase(
        nb="Ekstra møter som det ikke ble plass til", nn="Ekstra møte som det ikkje vart plass til"
    ),
    "left_out_lead": Phrase(
        nb=(
            "Disse møtene kommer i tillegg til så mange som serien minst skal ha. Planen holder "
            "uten dem."
        ),
        nn=(
            "Desse møta kjem i tillegg til så mange som serien minst skal ha. Planen held utan dei."
        ),
    ),
    # --- contacts
    "contacts": Phrase(nb="Kontakter", nn="Kontaktar"),
    "contacts_lead": Phrase(
        nb="Hvem som følger hver enhet for hver tjeneste; av to er den første hovedkontakt.",
        nn="Kven som følgjer kvar eining for kvar teneste; av to er den første hovudkontakt.",
    ),
    "contacts_caption": Phrase(
        nb="Kontakten til hver enhet fra hver tjeneste.",
        nn="Kontakten til kvar eining frå kvar teneste.",
    ),
    # --- map
    "map": Phrase(
        nb="Halvåret uke for uke, enhet for enhet", nn="Halvåret veke for veke, eining for eining"
    ),
    "map_short": Phrase(nb="Halvåret", nn="Halvåret"),
    "map_caption": Phrase(
        nb="Møtene til hver enhet i hver uke. Bokstaven viser hva slags møte det er.",
        nn="Møta til kvar eining i kvar veke. Bokstaven viser kva slags møte det er.",
    ),
    "map_region": Phrase(
        nb="Tabell over halvåret, kan rulles sidelengs",
        nn="Tabell over halvåret, kan rullast sidelengs",
    ),
    "unit": Phrase(nb="Enhet", nn="Eining"),
    "week": Phrase(nb="Uke {number}", nn="Veke {number}"),
    "week_word": Phrase(nb="uke", nn="veke"),
    "closed": Phrase(nb="stengt", nn="stengt"),
    "closed_legend": Phrase(nb="stengt hele uka", nn="stengt heile veka"),
    "deadline": same("Frist"),
    "deadlines": Phrase(nb="Frister", nn="Fristar"),
    "deadline_legend": same("frist"),
    "agenda_legend": Phrase(
        nb="frister for saksliste, og hvor mange", nn="fristar for sakliste, og kor mange"
    ),
    "legend": Phrase(nb="Tegnforklaring", nn="Teiknforklaring"),
    "common_meetings": Phrase(nb="Felles møter", nn="Felles møte"),
    "without_zone": Phrase(nb="Uten sone", nn="Utan sone"),
    # --- weeks
    "weeks": Phrase(nb="Møtene i hver uke", nn="Møta i kvar veke"),
    "weeks_short": Phrase(nb="Ukene", nn="Vekene"),
    "week_region": Phrase(nb="Møtene i uke {number}", nn="Møta i veke {number}"),
    "no_meetings": Phrase(nb="ingen møter", nn="ingen møte"),
    "time": Phrase(nb="Tid", nn="Tid"),
    "meeting": Phrase(nb="Møte", nn="Møte"),
    "place": Phrase(nb="Sted", nn="Stad"),
    "attending": Phrase(nb="Deltakere", nn="Deltakarar"),
    # --- load
    "load": Phrase(nb="Møter per person", nn="Møte per person"),
    "load_lead": Phrase(
        nb=(
            "De med mest møtetid for stillingen sin står først. Streken i søylen viser den like "
            "delen: det hver ville hatt om alle i tjenesten hadde like mye for stillingen sin. "
            "«Over og under» er timene hver har mer (+) eller mindre (−) enn sin like del."
        ),
        nn=(
            "Dei med mest møtetid for stillinga si står først. Streken i søyla viser den like "
            "delen: det kvar ville hatt om alle i tenesta hadde like mykje for stillinga si. "
            "«Over og under» er timane kvar har meir (+) eller mindre (−) enn sin like del."
        ),
    ),
    "load_caption": Phrase(
        nb="{service}: {share} per hel stilling i snitt",
        nn="{service}: {share} per heil stilling i snitt",
    ),
    "spread": Phrase(
        nb=(
            "Mellom den som har mest og den som har minst, skiller det {hours} per hel stilling, "
            "{percent} prosentpoeng av arbeidstiden. Minst en halv time over den like delen: "
            "{over}. Minst en halv time under: {under}."
        ),
        nn=(
            "Mellom den som har mest og den som har minst, skil det {hours} per heil stilling, "
            "{percent} prosentpoeng av arbeidstida. Minst ein halv time over den like delen: "
            "{over}. Minst ein halv time under: {under}."
        ),
    ),
    "spread_even": Phrase(
        nb="Ingen er så mye som en halv time over eller under den like delen.",
        nn="Ingen er så mykje som ein halv time over eller under den like delen.",
    ),
    "person": same("Person"),
    "position": Phrase(nb="Stilling", nn="Stilling"),
    "presence": Phrase(nb="til stede {percent} %", nn="til stades {percent} %"),
    "meetings": Phrase(nb="Møter", nn="Møte"),
    "hours": Phrase(nb="Timer", nn="Timar"),
    "hours_per_position": Phrase(nb="Timer per hel stilling", nn="Timar per heil stilling"),
    "over_and_under": Phrase(nb="Over og under", nn="Over og under"),
    "working_time": Phrase(nb="Av arbeidstiden", nn="Av arbeidstida"),
    "travel": Phrase(nb="Timer reise", nn="Timar reise"),
    "busiest_week": Phrase(nb="Travleste uke", nn="Travlaste veke"),
    "busiest": Phrase(nb="uke {number}: {meetings}", nn="veke {number}: {meetings}"),
    "visit_days": Phrase(nb="Dager ute", nn="Dagar ute"),
    # --- wishes
    "wishes": Phrase(
        nb="Ønsker som ikke er helt innfridd", nn="Ønske som ikkje er heilt innfridde"
    ),
    "wishes_short": Phrase(nb="Ønskene", nn="Ønska"),
    "wishes_caption": Phrase(
        nb="Ønskene, de som koster mest først", nn="Ønska, dei som kostar mest først"
    ),
    "wish": same("Ønske"),
    "weight": Phrase(nb="Vekt", nn="Vekt"),
    "deviations": same("Avvik"),
    "concerns": Phrase(nb="Gjelder", nn="Gjeld"),
    "cost": Phrase(nb="Poeng", nn="Poeng"),
    "met": Phrase(nb="Helt innfridd:", nn="Heilt innfridde:"),
    "all_met": Phrase(nb="Alle ønsker er helt innfridd.", nn="Alle ønske er heilt innfridde."),
    # --- how to read
    "how_to_read": Phrase(nb="Slik leser du siden", nn="Slik les du sida"),
    "how_map": Phrase(
        nb=(
            "I kartet over halvåret er hver rad en enhet og hver kolonne en uke. «A to 09.00» er "
            "et møte av slag A på torsdag klokka 9. Skraverte felt er uker da enheten er stengt. "
            "Ukenummeret øverst fører til møtene den uka."
        ),
        nn=(
            "I kartet over halvåret er kvar rad ei eining og kvar kolonne ei veke. «A to 09.00» er "
            "eit møte av slag A på torsdag klokka 9. Skraverte felt er veker då eininga er stengd. "
            "Vekenummeret øvst fører til møta den veka."
        ),
    ),
    "how_rules": Phrase(
        nb=(
            "Et krav må holde: planen lar heller et møte stå uten plass enn å bryte det. Et ønske "
            "holder så langt det går. Hvert avvik fra et ønske koster poeng etter hvor viktig "
            "ønsket er, og planen er laget for å koste minst mulig."
        ),
        nn=(
            "Eit krav må halde: planen lèt heller eit møte stå utan plass enn å bryte det. Eit "
            "ønske held så langt det går. Kvart avvik frå eit ønske kostar poeng etter kor viktig "
            "ønsket er, og planen er laga for å koste minst mogleg."
        ),
    ),
    "how_load": Phrase(
        nb=(
            "Timer per hel stilling gjør det mulig å sammenligne: 6 timer i 60 % stilling er like "
            "mye som 10 timer i hel stilling. Den som bare er med på en del av et møte, har den "
            "delen i tallene, og den som bare er velkommen, ingenting. Den som er borte hele "
            "dager, regnes med den delen av stillingen som er igjen. Arbeidstiden er 7,5 timer "
            "hver virkedag i hel stilling, og andelen av den er tid i møter, uten reise."
        ),
        nn=(
            "Timar per heil stilling gjer det mogleg å samanlikne: 6 timar i 60 % stilling er like "
            "mykje som 10 timar i heil stilling. Den som berre er med på ein del av eit møte, har "
            "den delen i tala, og den som berre er velkomen, ingenting. Den som er borte heile "
            "dagar, blir rekna med den delen av stillinga som er igjen. Arbeidstida er 7,5 timar "
            "kvar verkedag i heil stilling, og delen av den er tid i møte, utan reise."
        ),
    ),
    "how_travel": Phrase(
        nb=(
            "En dag ute er en dag med møte et annet sted enn arbeidsstedet. Reisen går fra "
            "arbeidsstedet, fra møte til møte og tilbake, og er regnet av koordinatene. «Minst» "
            "står der noe av veien ikke er med: møtet har ikke noe sted, eller personen ikke noe "
            "arbeidssted. «Om lag» står der noen av reisene går til eller fra et sted uten "
            "koordinater, og «ukjent» der de fleste gjør det. Skriv steder og koordinater i "
            "problemfilen, så blir reisen regnet."
        ),
        nn=(
            "Ein dag ute er ein dag med møte ein annan stad enn arbeidsstaden. Reisa går frå "
            "arbeidsstaden, frå møte til møte og tilbake, og er rekna av koordinatane. «Minst» "
            "står der noko av vegen ikkje er med: møtet har ingen stad, eller personen ingen "
            "arbeidsstad. «Om lag» står der nokre av reisene går til eller frå ein stad utan "
            "koordinatar, og «ukjend» der dei fleste gjer det. Skriv stader og koordinatar i "
            "problemfila, så blir reisa rekna."
        ),
    ),
    "how_print": Phrase(
        nb="Siden kan skrives ut på liggende A4. Da kommer alle ukene med.",
        nn="Sida kan skrivast ut på liggjande A4. Då kjem alle vekene med.",
    ),
    "made_from": Phrase(
        nb="Laget av Semesterplan av problemet {problem}, utgave {digest}.",
        nn="Laga av Semesterplan av problemet {problem}, utgåve {digest}.",
    ),
    "no_children": Phrase(
        nb="Planen inneholder ingen opplysninger om barn.",
        nn="Planen inneheld ingen opplysningar om barn.",
    ),
}
