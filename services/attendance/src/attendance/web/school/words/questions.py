"""What the pages of questions about whole classes say in Dutch."""

from collections.abc import Mapping, Sequence

from attendance.mass_causes.domain.mass_cause import Answer, QuestionStatus

STATUSES: Mapping[QuestionStatus, str] = {
    QuestionStatus.OPEN: "wacht op een antwoord",
    QuestionStatus.ANSWERED: "beantwoord",
    QuestionStatus.LAPSED: "vervallen",
}

ANSWERS: Mapping[Answer, str] = {
    Answer.COUNTS: "de afwezigheden tellen mee als problematisch",
    Answer.DOES_NOT_COUNT: "er is een andere oorzaak: de afwezigheden tellen niet mee",
}

CHOICES: Sequence[tuple[str, str]] = (
    (Answer.DOES_NOT_COUNT, "Er is een andere oorzaak: ze tellen niet mee"),
    (Answer.COUNTS, "Er is geen andere oorzaak: ze tellen mee"),
)

CHANGED = "Iemand heeft deze vraag ondertussen beantwoord. Kijk wat er nu staat."
LAPSED = "Deze vraag is vervallen: de groep is niet meer helemaal afwezig. Een antwoord is niet nodig."
DONE = "Het antwoord is bewaard. De tellingen zijn aangepast."
