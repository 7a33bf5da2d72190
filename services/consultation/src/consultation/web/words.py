"""What consultation's words are called in Dutch."""

from collections.abc import Mapping

from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.reply import Way, WhyNot
from consultation.meetings.domain.states import Status
from shared.domain.answers import Answer
from shared.domain.decisions import Decision
from shared.domain.roles import Role
from shared.web.words import MEETING_STATUSES, NO_BREAK, ROLES

STATUSES: Mapping[Status, tuple[str, str]] = {
    status: (MEETING_STATUSES[status.value], kind)
    for status, kind in {
        Status.PROPOSED: "warn",
        Status.SCHEDULED: "good",
        Status.UNDER_REVIEW: "warn",
        Status.HELD: "info",
        Status.CANCELLED: "bad",
    }.items()
}
"""A status in words, and how its badge looks."""

ATTENTION: Mapping[AttentionReason, str] = {
    AttentionReason.SCHOOL_CLOSED: "De school heeft dan geen les. Verzet het overleg.",
    AttentionReason.PARTICIPANT_AWAY: (
        "Een deelnemer is er dan niet of antwoordt niet. Vraag het na of verzet het overleg."
    ),
    AttentionReason.CONTACT_ENDED: "Een deelnemer volgt de school niet meer op. Verzet het overleg: er komt een ander.",
    AttentionReason.PLACE_TAKEN: "Een ander overleg heeft dan de plaats. Verzet het overleg.",
    AttentionReason.TO_COMPLETE: "Het overleg is voorbij. Zeg of het gehouden is, of zeg het af.",
}

CHANGED = "Iemand heeft dit overleg net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
TIME_IS_WRONG = "Kies een moment dat nog komt, binnen de lesuren van de school en op een veelvoud van vijf minuten."
DAY_IS_WRONG = "Kies een dag vanaf vandaag, hoogstens een jaar verder."
NO_SUCH_TIME = f"Geef een dag en een uur, zoals 20/11/2026 om 9.45{NO_BREAK}uur."
NOT_FREE = (
    "De plaats, of iemand die erbij moet zijn, is dan niet vrij. Kies een ander moment of een latere laatste dag."
)
NO_CONTACT = "Deze persoon staat er twee keer, heeft een andere rol, of is op dat moment geen contactpersoon."
NOBODY_REQUIRED = "Iemand moet erbij zijn: kies van minstens een persoon dat die erbij moet zijn."
NOT_OVER = "Het overleg is nog niet voorbij. Dat kan pas na het einde."

NOT_BEGUN = "Het overleg is nog niet begonnen. Afspraken noteert u vanaf het begin."
DUE_IS_PAST = "Kies vandaag of een dag die nog komt."
OWNER_IS_ABSENT = "Kies iemand die aan het overleg deelneemt."

DECISIONS: Mapping[Decision, str] = {
    Decision.SCHOOL_FOLLOWS: "de school volgt verder op",
    Decision.PLAN: "een plan opstellen",
    Decision.YOUTH_COACH: "een jongerencoach vragen",
    Decision.REFERRAL: "doorverwijzen",
    Decision.MONITOR: "van op afstand opvolgen",
    Decision.MEET_AGAIN: "opnieuw overleggen",
    Decision.CLOSE: "het dossier afsluiten",
}
"""What was decided about a case, in words."""

ANSWERS: Mapping[Answer, tuple[str, str]] = {
    Answer.ACCEPTED: ("komt", "good"),
    Answer.DECLINED: ("komt niet", "bad"),
    Answer.TENTATIVE: ("misschien", "warn"),
    Answer.COUNTERED: ("stelt een ander moment voor", "warn"),
    Answer.DELEGATED: ("stuurt een vervanger", "info"),
}
"""An answer in words, and how its badge looks."""

WHY_NOT: Mapping[WhyNot, str] = {
    WhyNot.OTHER_APPOINTMENT: "andere afspraak op dat moment",
    WhyNot.ABSENT: "afwezig die dag",
    WhyNot.NOT_INVOLVED: "volgt deze leerling of school niet op",
    WhyNot.INPUT_SENT: "bezorgt de inbreng vooraf",
}
"""Why somebody does not come."""

WAYS: Mapping[Way, str] = {
    Way.MAIL: "met de agenda",
    Way.LINK: "met de link in de mail",
    Way.PAGE: "aangemeld",
    Way.ON_BEHALF: "doorgegeven door de dossierbeheerder",
}
"""How an answer came."""

MOVED_MEANWHILE = "Het overleg is intussen verzet. Kijk of u op het nieuwe moment kunt, en antwoord dan opnieuw."
PROPOSE_LATER = "Kies een moment dat nog komt, hoogstens een jaar verder."
CHOOSE_DEPUTY = "Kies wie in uw plaats komt."
NO_REASON = "Van een CLB vragen we geen reden."

_NO_SLOT: Mapping[str, str] = {
    "place-taken": "de plaats is telkens bezet",
    "no-room": "er is geen lokaal vrij met genoeg plaatsen",
    "no-common-time": "er is geen moment waarop iedereen samen kan",
    "no-school-time": "de school heeft in die dagen geen les",
    "hold-by-passed": "de laatste dag is voorbij",
}
_RELAX: Mapping[str, str] = {
    "contacts": "een contactpersoon voor deze school toevoegen",
    "availability": "de beschikbaarheid van de deelnemers verruimen",
    "max_meetings_per_day": "meer overleg op een dag toelaten",
    "place": "een andere plaats",
    "room": "overleggen zonder lokaal",
    "hold_by": "een latere laatste dag",
}
_CANCELLED: Mapping[str, str] = {
    "case-ended": "het dossier is afgesloten",
    "case-transferred": "het dossier ging naar een andere school",
    "on-agenda": "het dossier staat op de agenda van een vast overleg",
    "no-cases": "er stond geen dossier op de agenda",
}


def why_no_slot(reason: str) -> str:
    """Why no moment was found, for a reason as meetings keep it."""
    if reason in _NO_SLOT:
        return _NO_SLOT[reason]
    for role in Role:
        if reason == f"no-{role.value}-for-school":
            return f"er is geen {ROLES[role]} voor deze school"
        if reason == f"{role.value}-not-free":
            return f"geen {ROLES[role]} is vrij"
    return "er is geen vrij moment"


def what_helps(relax: str) -> str:
    """What alone would give a moment."""
    return _RELAX.get(relax, "ruimere voorwaarden")


def why_cancelled(reason: str) -> str:
    """Why a meeting was called off: the reason of a person as typed, that of the system in words."""
    return _CANCELLED.get(reason, reason)
