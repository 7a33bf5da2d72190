"""What the words of the delivery log are called in Dutch."""

from collections.abc import Mapping

from notifications.domain.parents import ParentMailStatus
from notifications.domain.suppression import SuppressionReason
from notifications.domain.vocabulary import Channel, NoticeAnswer, Reason, Status

STATUSES: Mapping[Status, tuple[str, str]] = {
    Status.QUEUED: ("wacht", "info"),
    Status.SENDING: ("wordt verstuurd", "info"),
    Status.SENT: ("verstuurd", "good"),
    Status.DEFERRED: ("wordt opnieuw geprobeerd", "warn"),
    Status.BOUNCED: ("niet aangekomen", "bad"),
    Status.FAILED: ("opgegeven", "bad"),
    Status.CANCELLED: ("niet meer nodig", ""),
}
"""A status in words, and how its badge looks."""

_TEMPLATES: Mapping[str, str] = {
    "case-opened": "melding van een nieuw dossier",
    "case-reopened": "melding van een heropend dossier",
    "case-escalated": "melding van een hoger niveau",
    "case-transferred": "melding van een overgedragen dossier",
    "case-withdrawn": "rechtzetting",
    "case-unanswered": "melding dat niemand antwoordde",
    "case-unreached": "melding dat een bericht niet aankwam",
    "case-closed": "melding van een gesloten dossier",
    "level-withdrawn": "rechtzetting over een niveau",
    "case-assigned": "melding van een toegewezen dossier",
    "case-answered": "melding van een antwoord",
    "case-undelivered": "melding van een bericht dat niet aankwam",
    "case-due": "melding van een termijn die afloopt",
    "case-overdue": "melding van een termijn die voorbij is",
    "case-long-overdue": "melding van een termijn die lang voorbij is",
    "case-status": "melding van de stand van een dossier",
    "early-signal": "vroeg signaal over een leerling",
    "policy-agenda": "overzicht van de beleidsagenda",
    "meeting-invitation": "uitnodiging voor het zorgoverleg",
    "meeting-moved": "wijziging van het zorgoverleg",
    "meeting-agenda": "agenda van het zorgoverleg",
    "meeting-reminder": "herinnering aan het zorgoverleg",
    "meeting-cancelled": "afzegging van het zorgoverleg",
    "session-invitation": "uitnodiging voor een overlegorgaan",
    "session-moved": "wijziging van een overlegorgaan",
    "session-cancelled": "afzegging van een overlegorgaan",
    "meeting-unschedulable": "melding dat er geen moment voor het zorgoverleg is",
    "meeting-slot-found": "rechtzetting over een zorgoverleg zonder moment",
}
_CHANNELS: Mapping[str, str] = {Channel.EMAIL: "e-mail", Channel.LETTER: "brief", Channel.WEBHOOK: "webhook"}
SUPPRESSION_REASONS: Mapping[SuppressionReason, str] = {
    SuppressionReason.ASKED: "wil geen berichten",
    SuppressionReason.BOUNCED: "mails komen terug",
}
SUPPRESSED_DONE: Mapping[str, str] = {
    "toegevoegd": "Naar dit adres wordt niets meer verstuurd.",
    "weg": "Nieuwe berichten gaan er weer naartoe.",
}
NO_SUCH_CONTACT = "Kies iemand uit het adresboek."
WRONG_HOURS = "Geef twee uren, zoals 08:30 en 16:00, het vroegste eerst."
WRONG_CHANNELS = "Noem elke weg hoogstens één keer, en alleen wegen uit de lijst."
_MAY_HAVE_GONE = "Misschien is de mail toch vertrokken."
_NOTHING_SENT = "Er is niets verstuurd"
PARENT_MAILS: Mapping[ParentMailStatus, tuple[str, str, str]] = {
    ParentMailStatus.UNDER_WAY: ("onderbroken", "warn", f"Het versturen werd onderbroken. {_MAY_HAVE_GONE}"),
    ParentMailStatus.SENT: ("verstuurd", "good", "De mail is verstuurd."),
    ParentMailStatus.REFUSED: ("geweigerd", "bad", f"{_NOTHING_SENT}: de mailserver weigert dit adres. Kijk het na."),
    ParentMailStatus.NOT_SENT: ("niet verstuurd", "bad", f"{_NOTHING_SENT}: de mailserver neemt nu niets aan."),
    ParentMailStatus.IN_DOUBT: ("onzeker", "warn", f"De mailserver antwoordde niet op tijd. {_MAY_HAVE_GONE}"),
}
"""What became of a mail to parents: as a badge, how that looks, and in a sentence."""
WRONG_ADDRESS = (
    "Geef één e-mailadres, zoals ouder@voorbeeld.example. Voor een tweede ouder verstuurt u de mail nog eens."
)
DIGEST_TO = "overzicht van de dag, aan {reader}"
LETTER_PRINTED = "De brief is afgedrukt."
_REASONS: Mapping[str, str] = {
    Reason.NO_LONGER_HOLDS: "het klopte niet meer voor het verstuurd was",
    Reason.SCHOOL_YEAR_ENDED: "het schooljaar is voorbij",
    Reason.CALLED_OFF: "iemand hield het tegen voor het verstuurd was",
    Reason.PERSON_ERASED: "de gegevens van de leerling zijn gewist",
    Reason.UNKNOWN_CONTACT: "de ontvanger staat niet in het adresboek",
    Reason.NO_ADDRESS: "de ontvanger heeft geen e-mailadres in het adresboek",
    Reason.NO_CONTACT: "er is niemand met deze rol voor deze school in het adresboek",
    Reason.SUPPRESSED: "naar dit adres wordt niets meer verstuurd",
    Reason.NO_ANSWER: "de mailserver antwoordt niet",
    Reason.WORKER_LOST: "het versturen werd onderbroken",
    "webhook-unreachable": "het systeem van de ontvanger is niet bereikbaar",
    "webhook-no-answer": "het systeem van de ontvanger antwoordt niet",
    "webhook-address-refused": "het adres van de webhook is niet openbaar",
}
_ANSWERS: Mapping[NoticeAnswer, str] = {
    NoticeAnswer.TAKEN_UP: "ja, wordt opgenomen",
    NoticeAnswer.NOT_TAKEN_UP: "ja, wordt niet opgenomen",
    NoticeAnswer.CLOSED: "ja, begeleiding afgerond",
}
_WAITING: Mapping[str, str] = {
    "case": "wacht op gegevens van het dossier",
    "meeting": "wacht op gegevens van het overleg",
    "person": "wacht op de naam van de leerling",
    "contact": "wacht op de ontvanger in het adresboek",
    "digest": "gaat mee in het overzicht van de dag",
    "hours": "wacht tot de uren waarin dit verstuurd wordt",
    "role": "wacht op een ontvanger met deze rol",
}
_REFUSED = "smtp-"
_OF_LETTER = ("letter-", "print-queue-")
_ANSWERED = "http-"


def template_in_words(template: str) -> str:
    """What a notice says."""
    return _TEMPLATES.get(template, "bericht")


def answer_in_words(answer: NoticeAnswer | None) -> str:
    """What the receiver answered."""
    return _ANSWERS.get(answer, "ja") if answer else "ja"


def channel_in_words(channel: str) -> str:
    """The way a notice goes."""
    return _CHANNELS.get(channel, "een ander kanaal")


def reason_in_words(reason: str) -> str:
    """Why a notice did not go, or not yet."""
    if reason.startswith(_REFUSED):
        return "de mailserver weigerde het; kijk het adres na"
    if reason.startswith(_OF_LETTER):
        return "de brief kon niet gemaakt of klaargelegd worden"
    if reason.startswith(_ANSWERED):
        return "het systeem van de ontvanger nam het niet aan"
    return _REASONS.get(reason, "het kanaal kon het niet bezorgen")


def waiting_in_words(fact: str) -> str:
    """What a notice waits for."""
    return _WAITING.get(fact.partition(":")[0], "wacht op gegevens")
