"""What the words of consultation bodies are called in Dutch."""

from collections.abc import Mapping

from consultation.bodies.domain.body import BodyForm, BodyKind, Deciding
from consultation.bodies.domain.findings import Finding, FindingCode
from consultation.bodies.domain.states import SessionStatus
from consultation.bodies.domain.year_plan import SkipReason
from shared.web.words import NO_BREAK

KINDS: Mapping[BodyKind, str] = {
    BodyKind.EXTERNAL: "Extern overleg met scholen en CLB’s",
    BodyKind.INTERNAL: "Intern overleg tussen stadsdiensten",
    BodyKind.EDUCATION_CELL: "Onderwijscel",
    BodyKind.PUPILS_PLATFORM: "Leerlingenplatform",
    BodyKind.CARE_MEETING: "Vast zorgoverleg",
    BodyKind.TRAINING: "Werkgroep vormingen",
}
FORMS: Mapping[BodyForm, str] = {BodyForm.INFORMAL: "informeel", BodyForm.ADVISORY_COUNCIL: "adviesraad"}
DECIDING: Mapping[Deciding, str] = {
    Deciding.CONSENSUS: "in consensus",
    Deciding.MAJORITY: "bij meerderheid",
    Deciding.ADVICE: "met een advies",
}
STATUSES: Mapping[SessionStatus, tuple[str, str]] = {
    SessionStatus.PLANNED: ("gepland", "good"),
    SessionStatus.HELD: ("gehouden", "info"),
    SessionStatus.CANCELLED: ("afgezegd", "bad"),
}
"""A status in words, and how its badge looks."""

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
NOT_POSSIBLE = (
    "Dat kan nu niet: het is nog niet begonnen, te weinig leden waren aanwezig, of het verslag is al goedgekeurd."
)
IS_MEMBER = "Deze persoon of organisatie is in die periode al lid."
WRONG: Mapping[str, str] = {
    "until": "Deze dag ontbreekt, komt voor de eerste dag, of ligt meer dan 400 dagen later.",
    "mandate_until": "Vul ook in welk mandaat, of kies een dag na de eerste.",
    "ends_at": "Het einde komt na het begin.",
    "starts_at": "Op die dag bestaat dit overleg niet. Wat elke maand komt, begint voor de 29e.",
    "for": "Bij een meerderheid zijn er meer stemmen voor dan tegen. Bij consensus vult u geen stemmen in.",
    "against": "Vul bij een meerderheid in hoeveel er tegen waren. Bij consensus vult u geen stemmen in.",
    "abstained": "Bij consensus vult u geen stemmen in.",
    "link": "Een adres begint met https://.",
    "owner": "Kies iemand uit het adresboek.",
    "invited": "Kies minstens één lid om uit te nodigen.",
    "present": "Deze vergadering kan niet meer zonder wie er al aanwezig was.",
    "pupils": "Vul een getal van 1 tot 1000 in, of niets.",
    "expectations": "Vul elke partner één keer in, met wat die verwacht.",
    "represented_by": "Kies hoogstens 20 mensen uit het adresboek.",
}
"""What is wrong with a field that a use case refused."""

SKIPPED: Mapping[SkipReason, str] = {
    SkipReason.SCHOOL_HOLIDAY: "dan is er geen les op de lokale scholen",
    SkipReason.ALREADY_PLANNED: "dan is er al een vergadering",
    SkipReason.NO_BODY: "dan bestaat dit overleg niet",
}
REPEATS: Mapping[str, str] = {
    "1": "elke week",
    "2": "om de 2 weken",
    "3": "om de 3 weken",
    "4": "om de 4 weken",
    "6": "om de 6 weken",
    "8": "om de 8 weken",
    "month": "elke maand, op dezelfde weekdag van de maand",
}

_SAID: Mapping[FindingCode, str] = {
    FindingCode.PARTNER_NOT_MEMBER: "{who} is geen lid. Nodig minstens alle lokale scholen en CLB’s uit.",
    FindingCode.PARTNER_NOT_INVITED: "{who} is niet uitgenodigd voor {day}.",
    FindingCode.TOO_FEW_SESSIONS: "In {year} was er {sessions} keer overleg, minder dan afgesproken.",
    FindingCode.SESSIONS_TO_PLAN: "In {year} staat er {sessions} keer overleg vast, minder dan afgesproken.",
    FindingCode.MANDATE_ENDED: "Het mandaat van {who} liep af op {day}.",
    FindingCode.CONTACT_ENDED: "{who} is nog lid, maar geen contactpersoon meer sinds {day}.",
    FindingCode.NOT_NOTED: "Over {day} is nog niet gezegd of het doorging.",
    FindingCode.NO_MINUTES: "Van {day} is er geen verslag, en er was al een volgend overleg.",
    FindingCode.MINUTES_NOT_APPROVED: "Het verslag van {day} is nog niet goedgekeurd.",
    FindingCode.ACTION_OVERDUE: "Een afspraak voor {who} moest klaar zijn op {day}.",
}


def said(finding: Finding, names: Mapping[str, str]) -> str:
    """The finding as a sentence. `names` are those of organisations and contacts, by id."""
    who = finding.organisation_id or finding.contact_id or ""
    day = f"{finding.day.day}/{finding.day.month}/{finding.day.year}" if finding.day else ""
    year = f"schooljaar{NO_BREAK}{finding.school_year}"
    return _SAID[finding.code].format(who=names.get(who, who), day=day, year=year, sessions=finding.sessions)
