"""What consultation's words are called in Dutch."""

from collections.abc import Mapping

from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.states import Status
from shared.domain.roles import Role
from shared.web.words import ROLES

STATUSES: Mapping[Status, tuple[str, str]] = {
    Status.PROPOSED: ("zoekt nog een moment", "warn"),
    Status.SCHEDULED: ("gepland", "good"),
    Status.UNDER_REVIEW: ("gepland, in overweging", "warn"),
    Status.HELD: ("gehouden", "info"),
    Status.CANCELLED: ("afgezegd", "bad"),
}
"""A status in words, and how its badge looks."""

ATTENTION: Mapping[AttentionReason, str] = {
    AttentionReason.SCHOOL_CLOSED: "De school heeft dan geen les. Verzet het overleg.",
    AttentionReason.PARTICIPANT_AWAY: "Een deelnemer is er dan niet. Verzet het overleg.",
    AttentionReason.CONTACT_ENDED: "Een deelnemer volgt de school niet meer op. Verzet het overleg: er komt een ander.",
    AttentionReason.PLACE_TAKEN: "Een ander overleg heeft dan de plaats. Verzet het overleg.",
    AttentionReason.TO_COMPLETE: "Het overleg is voorbij. Zeg of het gehouden is, of zeg het af.",
}

CHANGED = "Iemand heeft dit overleg net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
TIME_IS_WRONG = "Kies een moment dat nog komt, binnen de lesuren van de school en op een veelvoud van vijf minuten."
DAY_IS_WRONG = "Kies een dag vanaf vandaag, hoogstens een jaar verder."
NO_SUCH_TIME = "Geef een dag en een uur, zoals 20/11/2026 om 9.45 uur."
NOT_FREE = (
    "De plaats, of iemand die erbij moet zijn, is dan niet vrij. Kies een ander moment of een latere laatste dag."
)
NOT_OVER = "Het overleg is nog niet voorbij. Dat kan pas na het einde."

_NO_SLOT: Mapping[str, str] = {
    "place-taken": "de plaats is telkens bezet",
    "no-common-time": "er is geen moment waarop iedereen samen kan",
    "no-school-time": "de school heeft in die dagen geen les",
    "hold-by-passed": "de laatste dag is voorbij",
}
_RELAX: Mapping[str, str] = {
    "contacts": "een contactpersoon voor deze school toevoegen",
    "availability": "de beschikbaarheid van de deelnemers verruimen",
    "max_meetings_per_day": "meer overleg op een dag toelaten",
    "place": "een andere plaats",
    "hold_by": "een latere laatste dag",
}
_CANCELLED_BY_CASE = "case-ended"


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
    return "het dossier is afgesloten" if reason == _CANCELLED_BY_CASE else reason
