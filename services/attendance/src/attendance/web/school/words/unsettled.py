"""What the pages of a school call things in Dutch."""

from collections.abc import Mapping

from attendance.pupils.domain.unsettled_mark import Unsettled
from attendance.register.domain.mark import FinalRejection, Verdict

UNSETTLED: Mapping[Unsettled, str] = {
    Unsettled.PENDING: "wacht op een inschrijving",
    Unsettled.REJECTED: "telt niet mee",
    Unsettled.UNKNOWN: "nog niet opgehelderd",
}

WHAT_TO_DO: Mapping[str, str] = {
    Verdict.NOT_ENROLLED: "Schrijf de leerling in vanaf die dag of vroeger. De melding telt dan vanzelf mee.",
    Verdict.OUTSIDE_CALENDAR: (
        "Was er toch les? Kijk de kalender van de school na. Was er geen les, dan hoeft u niets te doen."
    ),
    FinalRejection.AFTER_TODAY: "Geef de halve dag opnieuw door zodra die voorbij is.",
    FinalRejection.RECORDED_AHEAD: "Kijk de klok van uw schoolsoftware na, en geef de halve dag opnieuw door.",
    FinalRejection.YEAR_NOT_KEPT: "U hoeft niets te doen.",
    Verdict.COUNTED: "Kies een code zodra u weet wat er was. Tot dan is de leerling aanwezig noch afwezig.",
}
"""What a school does about a mark, by why it is to be looked into; a mark that counts has an unknown meaning."""
