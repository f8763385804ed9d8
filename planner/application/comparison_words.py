"""The words of a comparison of alternatives, all in one place."""

from __future__ import annotations

from planner.application.alternatives import Alternative, Policy
from planner.application.situation import Situation
from planner.application.wording import meetings_with_noun, whole
from planner.domain.plan import PlacedMeeting
from planner.domain.words import Phrase, counted, same, span_in_words

TITLE = Phrase(nb="Hva om: {scenario} ({plan})", nn="Kva om: {scenario} ({plan})")
MORE = Phrase(nb="og {count} til.", nn="og {count} til.")
SAME_AS = Phrase(nb="Samme plan som «{policy}».", nn="Same plan som «{policy}».")
STANDS = Phrase(
    nb="Ingen møter må endres; den publiserte planen kan bli stående.",
    nn="Ingen møte må endrast; den publiserte planen kan bli ståande.",
)
ONLY_BROKEN = Phrase(
    nb="Hvert møte kan stå, men planen bryter krav nå.",
    nn="Kvart møte kan stå, men planen bryt krav no.",
)
NO_OTHERS = Phrase(nb="Ingen andre møter må endres.", nn="Ingen andre møte må endrast.")
BY_HAND = Phrase(nb="{meetings} er flyttet for hånd.", nn="{meetings} er flytta for hand.")
GONE_MEETINGS = Phrase(nb="{meetings} faller bort.", nn="{meetings} fell bort.")
ADDED = Phrase(nb="{meetings} må få plass.", nn="{meetings} må få plass.")
NEW_MEETING, NEW_MEETINGS = same("nytt møte"), Phrase(nb="nye møter", nn="nye møte")
STUCK = Phrase(
    nb="{meetings} bryter krav nå, men ligger fast.", nn="{meetings} bryt krav no, men ligg fast."
)
CANNOT_STAY = Phrase(nb="{meetings} kan ikke stå som nå.", nn="{meetings} kan ikkje stå som no.")
GONE = Phrase(nb="{meeting}, {time}, faller bort.", nn="{meeting}, {time}, fell bort.")
SMALLEST = Phrase(
    nb="Bevist: ingen mindre endring av planen løser det samme.",
    nn="Bevist: inga mindre endring av planen løyser det same.",
)
NO_MORE = Phrase(
    nb="Bevist: mer lar seg ikke løse på denne måten, og ingen mindre endring løser like mye.",
    nn="Bevist: meir lèt seg ikkje løyse på denne måten, og inga mindre endring løyser like mykje.",
)
NOT_SMALLEST = Phrase(
    nb="Ikke bevist minst: endringene veier {weight} poeng, og det er bevist at de ikke kan veie "
    "mindre enn {least}. Gi mer tid for å komme nærmere.",
    nn="Ikkje bevist minst: endringane veg {weight} poeng, og det er bevist at dei ikkje kan vege "
    "mindre enn {least}. Gje meir tid for å kome nærare.",
)
NO_BOUND = Phrase(
    nb="Ikke bevist minst: det kan finnes en mindre endring. Gi mer tid for å lete videre.",
    nn="Ikkje bevist minst: det kan finnast ei mindre endring. Gje meir tid for å leite vidare.",
)

POLICY_LEADS: dict[Policy, Phrase] = {
    Policy.MOVE: Phrase(
        nb="Møter flyttes; de samme personene møter.", nn="Møte blir flytta; dei same møter."
    ),
    Policy.SUBSTITUTE: Phrase(
        nb="Andre i tjenesten møter i stedet; alle møter står på sin tid.",
        nn="Andre i tenesta møter i staden; alle møte står på si tid.",
    ),
    Policy.EITHER: Phrase(
        nb="Møter kan flyttes, og andre i tjenesten kan møte i stedet.",
        nn="Møte kan flyttast, og andre i tenesta kan møte i staden.",
    ),
    Policy.CANCEL: Phrase(
        nb="Som «Begge deler», og møter som ikke kan bli stående, kan avlyses.",
        nn="Som «Begge delar», og møte som ikkje kan bli ståande, kan avlysast.",
    ),
}

WHATIF_WORDS: dict[str, Phrase] = {
    "what_if": Phrase(nb="Hva om", nn="Kva om"),
    "lead": Phrase(
        nb="Forslag til endringer i {plan}. Publisert plan ({fingerprint}) er ikke rørt.",
        nn="Forslag til endringar i {plan}. Publisert plan ({fingerprint}) er ikkje rørt.",
    ),
    # --- what breaks
    "breaks": Phrase(nb="Det som ikke kan stå", nn="Det som ikkje kan stå"),
    "cannot_stay": Phrase(nb="kan ikke stå som nå", nn="kan ikkje stå som no"),
    "added": Phrase(nb="nye, må få plass", nn="nye, må få plass"),
    "gone": Phrase(nb="faller bort", nn="fell bort"),
    "new_breaks": Phrase(nb="nye brudd på krav", nn="nye brot på krav"),
    "show_breaks": Phrase(nb="Hva som brytes", nn="Kva som blir brote"),
    # --- side by side
    "side_by_side": Phrase(nb="Alternativene side ved side", nn="Alternativa side ved side"),
    "side_by_side_short": Phrase(nb="Sammenlign", nn="Samanlikn"),
    "figure": Phrase(nb="Hva det koster", nn="Kva det kostar"),
    "alternative": Phrase(nb="Alternativ {number}: {policy}", nn="Alternativ {number}: {policy}"),
    # --- one alternative
    "not_held_here": Phrase(
        nb="Alternativet har {count} brudd på krav.", nn="Alternativet har {count} brot på krav."
    ),
    "broken_here": Phrase(nb="Krav som ikke holder", nn="Krav som ikkje held"),
    "without_place": Phrase(nb="{meetings} har ingen tid.", nn="{meetings} har inga tid."),
    "no_changes": Phrase(
        nb="Ingen møter er endret i dette alternativet.",
        nn="Ingen møte er endra i dette alternativet.",
    ),
    "changes": Phrase(nb="Endringer i alternativ {number}", nn="Endringar i alternativ {number}"),
    "before": Phrase(nb="Nå", nn="No"),
    "after": Phrase(nb="Blir", nn="Blir"),
    "why": Phrase(nb="Hvorfor", nn="Kvifor"),
    "new": Phrase(nb="ikke i planen", nn="ikkje i planen"),
    "wishes": Phrase(nb="Ønsker før og etter", nn="Ønske før og etter"),
    "wishes_caption": Phrase(
        nb="Poeng for ønsker som ikke er innfridd, i publisert plan og i alternativ {number}. "
        "Færre er bedre.",
        nn="Poeng for ønske som ikkje er innfridde, i publisert plan og i alternativ {number}. "
        "Færre er betre.",
    ),
    "points_before": Phrase(nb="Før", nn="Før"),
    "points_after": Phrase(nb="Etter", nn="Etter"),
    "difference": Phrase(nb="Forskjell", nn="Skilnad"),
    "all_wishes": Phrase(nb="Alle ønsker", nn="Alle ønske"),
    "message": Phrase(nb="Tekst å sende", nn="Tekst å sende"),
    "message_region": Phrase(
        nb="Tekst å sende om alternativ {number}", nn="Tekst å sende om alternativ {number}"
    ),
    "whole_plan": Phrase(
        nb="Se hele planen i dette alternativet", nn="Sjå heile planen i dette alternativet"
    ),
    # --- how to read
    "how_changes": Phrase(
        nb="«Må endres» står ved møter som ikke kan bli stående som de er. En følgeendring er et "
        "møte som kunne blitt stående, men som gir plass til et annet. En sen endring gjelder et "
        "møte som sto eller står så nær at fristen for saksliste er ute, eller i de neste sju "
        "dagene der ingen frist er satt.",
        nn="«Må endrast» står ved møte som ikkje kan bli ståande som dei er. Ei følgjeendring er "
        "eit møte som kunne ha stått, men som gjev plass til eit anna. Ei sein endring gjeld eit "
        "møte som stod eller står så nær at fristen for sakliste er ute, eller i dei neste sju "
        "dagane der ingen frist er sett.",
    ),
    "how_proof": Phrase(
        nb="«Bevist» betyr at programmet har regnet ut at ingen plan som løser like mye, endrer "
        "mindre. Da er flyttede møter, andre deltakere og avlysninger veid sammen, og endringer "
        "som er sene eller gjelder mange, veier mest.",
        nn="«Bevist» tyder at programmet har rekna ut at ingen plan som løyser like mykje, endrar "
        "mindre. Då er flytta møte, andre deltakarar og avlysingar vegne saman, og endringar som "
        "er seine eller gjeld mange, veg mest.",
    ),
    "how_publish": Phrase(
        nb="Mappen med alternativet har problem.yaml og plan.json. Publiser det med «semesterplan "
        "publish problem.yaml plan.json -o MAPPE».",
        nn="Mappa med alternativet har problem.yaml og plan.json. Publiser det med «semesterplan "
        "publish problem.yaml plan.json -o MAPPE».",
    ),
    "made_from": Phrase(
        nb="Laget av Semesterplan av problemet {problem}.",
        nn="Laga av Semesterplan av problemet {problem}.",
    ),
}


def verdict_of(situation: Situation) -> Phrase:
    """What the published plan comes to: "5 møter kan ikke stå som nå. 1 nytt møte må få plass."."""
    added = added_by(situation)
    counts = {
        BY_HAND: meetings_with_noun(len(situation.by_hand)),
        GONE_MEETINGS: meetings_with_noun(len(situation.gone)),
        CANNOT_STAY: meetings_with_noun(len(situation.forced) - added),
        STUCK: meetings_with_noun(len(situation.stuck)),
        ADDED: counted(added, NEW_MEETING, NEW_MEETINGS),
    }
    said = [
        sentence.with_facts(meetings=count)
        for sentence, count in counts.items()
        if not count.nb.startswith("0 ")
    ]
    if not situation.forced:
        only = situation.broken and not situation.stuck
        said.append(ONLY_BROKEN if only else NO_OTHERS if said else STANDS)
    return Phrase(nb=" ".join(each.nb for each in said), nn=" ".join(each.nn for each in said))


def added_by(situation: Situation) -> int:
    """How many meetings there are that the published plan did not have."""
    return len(set(situation.forced) - situation.published.placed.keys())


def gone_in_words(meeting: PlacedMeeting) -> Phrase:
    """That a published meeting is none of the problem's any more."""
    time = span_in_words(meeting.start, meeting.end)
    return GONE.with_facts(meeting=meeting.title, time=time)


def proof_in_words(situation: Situation, alternative: Alternative) -> Phrase:
    """Whether the change is proven to be the smallest, and otherwise how near it is."""
    broken = situation.unmet_in(alternative.report)
    if alternative.proven:
        return NO_MORE if broken else SMALLEST
    if alternative.least <= 0 or broken:  # beside what is broken, a change weighs next to nothing
        return NO_BOUND
    return NOT_SMALLEST.with_facts(weight=whole(alternative.weight), least=whole(alternative.least))
