"""What the timeline says, in the words that ship with casework; and every form that it ever kept."""

import re
from collections.abc import Mapping
from typing import Any

from casework.domain.timeline import Entry, EntryKind
from casework.testing.factories import NOW
from casework.types.registry import REGISTRY
from casework.words.nl import REFERRAL_WORDS, WORDS, Dutch

sentence = Dutch(WORDS, REFERRAL_WORDS, *(table for registered in REGISTRY for table in registered.words)).sentence


def said(kind: str, facts: Mapping[str, Any]) -> str:
    """What an entry of this kind says of these facts."""
    return sentence(Entry(NOW, kind, "somebody", facts))


def stored(text: str) -> str:
    """The sentence as it was kept before there were facts, with the words and the times of then."""
    text = re.sub(r"om (\d+)\.(\d\d)\u00a0uur", lambda time: f"om {int(time[1]):02}:{time[2]}", text)
    for now, then in _WORDS_OF_THEN.items():
        text = text.replace(now, then)
    return text


_WORDS_OF_THEN = {" afgezegd.": " geannuleerd.", " is gehouden.": " heeft plaatsgevonden.", "Afzegging": "Annulering"}
STARTS = {"starts_at": "2026-12-08T10:30:00+01:00"}
_FIVE = {"level": 5, "count": 5}
_THIRTY = {"level": 30, "count": 31, "rule": "a-rule", "school_year": "2026-2027"}
_GAP = {"reference_date": "2026-10-01"}

TRANSFER = {"from_school": "123456", "school": "654321", "since": "2026-11-23"}


def notice(template: str, role: str) -> dict[str, Any]:
    return {"template": template, "recipient_role": role}


FORMS: tuple[tuple[str, Mapping[str, Any], str], ...] = (
    (EntryKind.CASE_OPENED, _FIVE, "Dossier geopend: niveau 5 bereikt (5 problematische halve dagen)."),
    (
        EntryKind.CASE_OPENED,
        {"level": 1, "count": 1, "rule": "netherlands-16-hours"},
        "Dossier geopend: niveau 1 van netherlands-16-hours bereikt (1 problematische halve dag).",
    ),
    (EntryKind.CASE_OPENED, _GAP, "Dossier geopend: op 1/10/2026 is geen inschrijving bekend."),
    (EntryKind.CASE_OPENED, {"reason": "melding"}, "Dossier met de hand geopend. Reden: melding"),
    (EntryKind.CASE_REOPENED, _FIVE, "Dossier heropend: niveau 5 bereikt (5 problematische halve dagen)."),
    (
        EntryKind.CASE_REOPENED,
        _THIRTY,
        "Dossier heropend: niveau 30 van a-rule in schooljaar 2026-2027 bereikt (31 problematische halve dagen).",
    ),
    (EntryKind.CASE_REOPENED, _GAP, "Dossier heropend: op 1/10/2026 is geen inschrijving bekend."),
    (EntryKind.CASE_REOPENED, {"reason": "a.\nb"}, "Dossier heropend. Reden: a.\nb"),
    (EntryKind.CASE_ESCALATED, _FIVE, "Dossier opgeschaald: niveau 5 bereikt (5 problematische halve dagen)."),
    (
        EntryKind.CASE_ESCALATED,
        {"level": 5, "count": 5, "school_year": "2026-2027", "respond_by": "2026-11-30"},
        (
            "Dossier opgeschaald: niveau 5 in schooljaar 2026-2027 bereikt (5 problematische halve dagen)."
            " De termijn loopt opnieuw, tot en met 30/11/2026."
        ),
    ),
    (
        EntryKind.CASE_ESCALATED,
        _THIRTY | {"respond_by": "2026-11-30", "school": "654321"},
        (
            "Dossier opgeschaald: niveau 30 van a-rule in schooljaar 2026-2027 bereikt (31 problematische halve dagen)."
            " De termijn loopt opnieuw, tot en met 30/11/2026. Het dossier gaat verder in school 654321."
        ),
    ),
    ("level-reached", _FIVE, "Niveau 5 bereikt (5 problematische halve dagen)."),
    (
        "level-reached",
        _THIRTY,
        "Niveau 30 van a-rule in schooljaar 2026-2027 bereikt (31 problematische halve dagen).",
    ),
    (
        "level-withdrawn",
        {"level": 5, "count": 1},
        "Niveau 5 geldt niet meer na een correctie (1 problematische halve dag).",
    ),
    (
        "level-withdrawn",
        _THIRTY | {"count": 0},
        (
            "Niveau 30 van a-rule in schooljaar 2026-2027 geldt niet meer na een correctie"
            " (0 problematische halve dagen)."
        ),
    ),
    ("enrolment-missing", _GAP, "Op 1/10/2026 is geen inschrijving bekend."),
    ("enrolment-found", {}, "Er is een inschrijving bekend, of het kind is niet leerplichtig."),
    (
        EntryKind.WITHDRAWAL_PROPOSED,
        {"reason_code": "level-no-longer-holds"},
        "Intrekking voorgesteld: het laagste niveau geldt niet meer.",
    ),
    (
        EntryKind.WITHDRAWAL_PROPOSED,
        {"reason_code": "enrolment-found"},
        "Intrekking voorgesteld: er is een inschrijving gevonden.",
    ),
    (
        EntryKind.WITHDRAWAL_DROPPED,
        {"reason_code": "level-reached-again"},
        "Voorstel tot intrekking vervalt: het niveau is opnieuw bereikt.",
    ),
    (
        EntryKind.WITHDRAWAL_DROPPED,
        {"reason_code": "enrolment-missing-again"},
        "Voorstel tot intrekking vervalt: er is opnieuw geen inschrijving bekend.",
    ),
    (
        EntryKind.WITHDRAWAL_DROPPED,
        {"reason_code": "kept-by-caseworker"},
        "Dossier behouden: het wordt niet ingetrokken.",
    ),
    (EntryKind.CASE_WITHDRAWN, {"reason": "attest"}, "Dossier ingetrokken. Reden: attest"),
    *(
        (
            EntryKind.CASE_CLOSED,
            {"outcome": outcome, "reason": "is {niet} [meer]. Reden: onbekend"},
            f"Dossier afgesloten: {word}. Reden: is {{niet}} [meer]. Reden: onbekend",
        )
        for outcome, word in (
            ("attends-again", "gaat weer naar school"),
            ("guided-by-clb", "in begeleiding bij het CLB"),
            ("referred", "doorverwezen"),
            ("moved", "verhuisd"),
            ("no-longer-of-age", "niet meer leerplichtig"),
            ("other", "andere"),
            ("enrolled", "ingeschreven in een school, CDO of Syntra"),
            ("has-diploma", "heeft het diploma secundair onderwijs"),
            ("home-education", "volgt huisonderwijs"),
            ("exempted", "vrijgesteld door het zorgpunt"),
            ("otherwise-in-order", "in orde om een andere reden"),
            ("not-in-order", "niet in orde"),
        )
    ),
    (
        EntryKind.CASE_MERGED,
        {"reference": "SP-2026-000002"},
        "Dossier SP-2026-000002 van dezelfde leerling gaat hierin verder.",
    ),
    (EntryKind.CASE_MOVED, {}, "Dossier volgt de leerling naar een ander persoonsrecord."),
    (EntryKind.ASSIGNED, {"assignee": "u. van den Berg"}, "Dossier toegewezen aan u. van den Berg."),
    (EntryKind.STARTED, {}, "Opvolging gestart."),
    (
        EntryKind.HELD,
        {"until": "2026-12-01", "reason": "wacht op school"},
        "In wacht tot en met 1/12/2026. Reden: wacht op school",
    ),
    (EntryKind.HOLD_ENDED, {}, "De wachttijd is voorbij."),
    (EntryKind.RESUMED, {}, "Opvolging hervat."),
    (
        EntryKind.RESUMED,
        {"reason_code": "hold-is-over"},
        "De wachttijd is voorbij: opvolging hervat door het systeem.",
    ),
    (EntryKind.RESPONSE_OVERDUE, {}, "De termijn om te starten is voorbij."),
    (EntryKind.MEETING_REQUESTED, {}, "Zorgoverleg gevraagd."),
    (EntryKind.MEETING_SCHEDULED, STARTS, "Zorgoverleg gepland op 8/12/2026 om 10.30\u00a0uur."),
    (
        EntryKind.MEETING_SCHEDULED,
        {"starts_at": "2026-06-09T09:05:00+02:00"},
        "Zorgoverleg gepland op 9/6/2026 om 9.05\u00a0uur.",
    ),
    (EntryKind.MEETING_RESCHEDULED, STARTS, "Zorgoverleg verplaatst of gewijzigd: 8/12/2026 om 10.30\u00a0uur."),
    (EntryKind.MEETING_CANCELLED, STARTS, "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur afgezegd."),
    (EntryKind.MEETING_HELD, STARTS, "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur is gehouden."),
    (EntryKind.MEETING_UNSCHEDULABLE, {}, "Geen moment gevonden voor het zorgoverleg."),
    (
        EntryKind.MEETING_UNDER_REVIEW,
        STARTS,
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur staat ter discussie: het dossier wordt misschien ingetrokken.",
    ),
    (EntryKind.MEETING_RESTORED, STARTS, "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur gaat door."),
    (EntryKind.MEETING_DROPPED, {}, "Zorgoverleg waarvoor nog geen moment was, gaat niet door."),
    (
        EntryKind.MEETING_ATTENTION,
        STARTS | {"reasons": ["school-closed", "participant-away", "contact-ended", "place-taken", "to-complete"]},
        (
            "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur vraagt aandacht: de school is dan gesloten,"
            " een deelnemer is dan afwezig, een deelnemer is dan geen contactpersoon meer,"
            " de plaats is dan bezet, het is voorbij en nog niet afgerond."
        ),
    ),
    (
        EntryKind.MEETING_ATTENTION,
        STARTS | {"reasons": ["place-taken"]},
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur vraagt aandacht: de plaats is dan bezet.",
    ),
    (
        EntryKind.MEETING_ATTENTION_ENDED,
        STARTS,
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur vraagt geen aandacht meer.",
    ),
    *(
        (EntryKind.NOTICE_SENT, notice(template, "clb"), f"{word} verstuurd naar het CLB.")
        for template, word in (
            ("case-opened", "Melding van een nieuw dossier"),
            ("case-reopened", "Melding van een heropend dossier"),
            ("case-withdrawn", "Rechtzetting"),
            ("meeting-invitation", "Uitnodiging voor het zorgoverleg"),
            ("meeting-moved", "Wijziging van het zorgoverleg"),
            ("meeting-cancelled", "Afzegging van het zorgoverleg"),
        )
    ),
    *(
        (EntryKind.NOTICE_FAILED, notice("case-withdrawn", role), f"Rechtzetting kon niet bezorgd worden bij {word}.")
        for role, word in (
            ("caseworker", "de dossierbeheerder"),
            ("counsellor", "de leerlingenbegeleider"),
            ("clb", "het CLB"),
            ("youth-coach", "de jongerencoach"),
            ("coordinator", "de coördinator"),
            ("school", "de school"),
            ("operator", "de beheerder"),
        )
    ),
    (
        EntryKind.NOTICE_ACKNOWLEDGED,
        notice("meeting-invitation", "counsellor"),
        "Uitnodiging voor het zorgoverleg gelezen door de leerlingenbegeleider.",
    ),
    (
        EntryKind.NOTICE_UNACKNOWLEDGED,
        notice("case-reopened", "clb"),
        "Melding van een heropend dossier niet tijdig bevestigd door het CLB.",
    ),
    (EntryKind.NOTICE_SENT, {"recipient_role": "clb"}, "Bericht verstuurd naar het CLB."),
    (EntryKind.NOTICE_FAILED, {"recipient_role": "clb"}, "Bericht kon niet bezorgd worden bij het CLB."),
    (EntryKind.NOTICE_ACKNOWLEDGED, {"recipient_role": "clb"}, "Bericht gelezen door het CLB."),
    (EntryKind.NOTICE_UNACKNOWLEDGED, {"recipient_role": "clb"}, "Bericht niet tijdig bevestigd door het CLB."),
    (
        EntryKind.COORDINATOR_TOLD,
        notice("case-opened", "coordinator"),
        "Melding van een nieuw dossier verstuurd naar de coördinator: de contactpersoon van de school ontbreekt.",
    ),
)
"""Every form that the timeline said while sentences were stored, with its kind and facts."""
