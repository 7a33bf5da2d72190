"""What the timeline says since it keeps facts: forms of which no sentence was ever stored."""

from collections.abc import Mapping
from typing import Any

from casework.domain.timeline import EntryKind

from .sentences import STARTS, TRANSFER, notice

FORMS_SINCE: tuple[tuple[str, Mapping[str, Any], str], ...] = (
    (
        EntryKind.MEETING_DECISION,
        STARTS | {"decision": "plan"},
        "Beslissing van het zorgoverleg van 8/12/2026 om 10.30\u00a0uur: een plan opstellen.",
    ),
    (
        EntryKind.MEETING_DECISION_CORRECTED,
        STARTS | {"decision": "monitor"},
        "Beslissing van het zorgoverleg van 8/12/2026 om 10.30\u00a0uur verbeterd: van op afstand opvolgen.",
    ),
    (
        EntryKind.MEETING_DECISION_CORRECTED,
        STARTS,
        "Beslissing van het zorgoverleg van 8/12/2026 om 10.30\u00a0uur vervalt.",
    ),
    (
        EntryKind.MEETING_REPLY,
        STARTS | {"role": "counsellor", "answer": "declined"},
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur: de leerlingenbegeleider komt niet.",
    ),
    (
        EntryKind.MEETING_REPLY,
        STARTS | {"role": "clb", "answer": "countered", "proposed": "2026-12-09T14:00:00+01:00"},
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur: het CLB stelt 9/12/2026 om 14.00\u00a0uur voor.",
    ),
    (
        EntryKind.MEETING_REPLY,
        STARTS | {"role": "clb", "answer": "countered"},
        "Zorgoverleg van 8/12/2026 om 10.30\u00a0uur: het CLB vraagt een ander moment.",
    ),
    (
        EntryKind.CASE_TRANSFERRED,
        TRANSFER,
        "Dossier overgedragen van school 123456 naar school 654321: de leerling is daar ingeschreven sinds 23/11/2026.",
    ),
    (
        EntryKind.CASE_TRANSFERRED,
        TRANSFER | {"hand_over_by": "2026-11-30"},
        (
            "Dossier overgedragen van school 123456 naar school 654321: de leerling is daar ingeschreven"
            " sinds 23/11/2026. Overdracht rond uiterlijk op 30/11/2026."
        ),
    ),
    (
        EntryKind.CASE_TRANSFERRED,
        TRANSFER | {"reason": "ouders belden"},
        "Dossier overgedragen van school 123456 naar school 654321, met de hand. Reden: ouders belden",
    ),
    (EntryKind.HAND_OVER_ENDED, {}, "De termijn voor de overdracht is voorbij."),
    (
        EntryKind.NOTICE_SENT,
        notice("case-transferred", "clb"),
        "Melding van een overgedragen dossier verstuurd naar het CLB.",
    ),
    (
        EntryKind.CASE_CLOSED,
        {"outcome": "moved", "reason": "reden", "causes": ["friends", "transport"]},
        "Dossier afgesloten: verhuisd. Oorzaken: vrienden, vervoer. Reden: reden",
    ),
    (EntryKind.CASE_CLOSED, {"outcome": "moved"}, "Dossier afgesloten: verhuisd."),
    (
        EntryKind.CASE_WITHDRAWN,
        {"reason": "attest", "tasks": 2},
        "Dossier ingetrokken. Taken die vervallen: 2. Reden: attest",
    ),
    (EntryKind.ASSESSED, {}, "Dossier bekeken."),
    (
        EntryKind.ASSESSED,
        {"yes": ["parents-contacted", "clb-informed"], "no": ["guidance-file-kept"], "causes": ["friends"]},
        (
            "Dossier bekeken. Ja: De school sprak met de ouders, De school meldde het aan het CLB."
            " Nee: School en CLB houden een begeleidingsdossier bij. Oorzaken: vrienden."
        ),
    ),
    (
        EntryKind.CLOSURE_ASKED,
        {"outcome": "moved", "reason": "reden"},
        "Afsluiting gevraagd: verhuisd. Reden: reden",
    ),
    (
        EntryKind.CLOSURE_ASKED,
        {"outcome": "moved", "causes": ["friends"]},
        "Afsluiting gevraagd: verhuisd. Oorzaken: vrienden.",
    ),
    (EntryKind.CLOSURE_APPROVED, {"reason": "reden"}, "Afsluiting goedgekeurd. Reden: reden"),
    (EntryKind.CLOSURE_REFUSED, {"reason": "reden"}, "Afsluiting niet goedgekeurd. Reden: reden"),
    (
        EntryKind.CASE_OPENED,
        {"rate": 55, "reason": "reden"},
        "Dossier geopend: de kleuter was 55 % van de halve dagen aanwezig. Reden: reden",
    ),
    (
        EntryKind.CASE_REOPENED,
        {"rate": 40, "reason": "reden"},
        "Dossier heropend: de kleuter was 40 % van de halve dagen aanwezig. Reden: reden",
    ),
    (
        EntryKind.CASE_LINKED,
        {"reference": "SP-2026-000002", "relation": "sibling"},
        "Gekoppeld aan dossier SP-2026-000002: broer of zus.",
    ),
    (
        EntryKind.CASE_LINKED,
        {"relation": "same-household"},
        "Gekoppeld aan een ander dossier: zelfde gezin of adres.",
    ),
    (EntryKind.CASE_UNLINKED, {"reference": "SP-2026-000002"}, "Niet meer gekoppeld aan dossier SP-2026-000002."),
    (EntryKind.CASE_UNLINKED, {}, "Niet meer gekoppeld aan een ander dossier."),
    ("early-signal-accepted", {"rate": 55}, "Nog een signaal aanvaard: 55 % van de halve dagen aanwezig."),
    ("early-signal-taken-back", {"rate": 55}, "Het signaal van 55 % aanwezigheid geldt niet meer."),
    (EntryKind.CASE_OPENED, {"code": "online"}, "Dossier geopend na een melding: online."),
    (EntryKind.CASE_REOPENED, {"code": "verbal"}, "Dossier heropend na een melding: met woorden."),
    (EntryKind.CASE_OPENED, {"since": "2026-11-20"}, "Dossier geopend na een doorverwijzing van 20/11/2026."),
    (EntryKind.CASE_REOPENED, {"since": "2026-11-20"}, "Dossier heropend na een doorverwijzing van 20/11/2026."),
    ("referred-here", {"since": "2026-11-20"}, "Nog een doorverwijzing, van 20/11/2026."),
    ("referred-here-no-longer", {"since": "2026-11-20"}, "De doorverwijzing van 20/11/2026 geldt niet meer."),
    ("reported", {"code": "physical"}, "Nog een melding: lichamelijk."),
    ("report-taken-back", {"code": "other-form"}, "Een melding geldt niet meer: op een andere manier."),
    (
        EntryKind.WITHDRAWAL_PROPOSED,
        {"reason_code": "no-longer-holds"},
        "Intrekking voorgesteld: de aanleiding geldt niet meer.",
    ),
    (
        EntryKind.WITHDRAWAL_DROPPED,
        {"reason_code": "holds-again"},
        "Voorstel tot intrekking vervalt: de aanleiding geldt opnieuw.",
    ),
    (
        EntryKind.MONITORED,
        {"criteria": ["rate-above"], "school_weeks": 4, "rate": 90},
        "Op afstand gevolgd gedurende 4 schoolweken: genoeg aanwezig, meer dan 90 % aanwezig.",
    ),
    (
        EntryKind.WATCH_MET,
        {"criterion": "rate-above", "since": "2026-12-20"},
        "Alles wat gevolgd werd, ging goed tot en met 20/12/2026. Afsluiting voorgesteld.",
    ),
    (
        EntryKind.WATCH_BROKEN,
        {"criterion": "rate-above", "since": "2026-12-20"},
        "Opvolging gaat verder: te weinig aanwezig, door een afwezigheid op 20/12/2026.",
    ),
    (EntryKind.WATCH_BROKEN, {}, "Opvolging gaat verder: wat gevolgd werd, ging niet goed."),
    (EntryKind.REACTIVATED, {}, "Opvolging gaat verder: er kwam iets nieuws bij."),
    (EntryKind.ACTION_DONE, {"due": "2026-11-27"}, "Actie van een overleg is gedaan. Ze was te doen tegen 27/11/2026."),
    (EntryKind.TASK_DONE, {"due": "2026-11-27"}, "Taak gedaan. Ze was te doen tegen 27/11/2026."),
    (
        EntryKind.CONTACT_MADE,
        {"on": "2026-11-26", "party": "parents", "means": "visit"},
        "Contact op 26/11/2026 met de ouders, met een huisbezoek.",
    ),
    (
        EntryKind.CONTACT_TRIED,
        {"on": "2026-11-26", "party": "pupil", "means": "phone"},
        "Op 26/11/2026 tevergeefs contact gezocht met de leerling, per telefoon.",
    ),
    (EntryKind.ACTION_AGREED, {"due": "2026-11-27"}, "Actie afgesproken op een overleg, tegen 27/11/2026."),
    (
        EntryKind.AGENDA_JOINED,
        {"starts_at": "2026-12-08T10:30:00+01:00"},
        "Staat op de agenda van het zorgoverleg van 8/12/2026 om 10.30\u00a0uur.",
    ),
    (
        EntryKind.AGENDA_LEFT,
        {"starts_at": "2026-12-08T10:30:00+01:00"},
        "Staat niet meer op de agenda van het zorgoverleg van 8/12/2026 om 10.30\u00a0uur.",
    ),
    (
        EntryKind.NOTICE_SENT,
        {"template": "meeting-reminder", "recipient_role": "counsellor"},
        "Herinnering aan het zorgoverleg verstuurd naar de leerlingenbegeleider.",
    ),
    (
        EntryKind.NOTICE_SENT,
        {"template": "meeting-agenda", "recipient_role": "clb"},
        "Agenda van het zorgoverleg verstuurd naar het CLB.",
    ),
    (
        EntryKind.ACTION_AFTER_END,
        {"due": "2026-11-27"},
        "Actie afgesproken op een overleg, gehoord nadat het dossier geëindigd was. Te doen tegen 27/11/2026.",
    ),
    (
        EntryKind.MEETING_UNSCHEDULABLE,
        {"reasons": ["place-taken"]},
        "Geen moment gevonden voor het zorgoverleg: de plaats is telkens bezet.",
    ),
    (EntryKind.PLAN_CHANGED, {"version": 2, "goals": 2, "actions": 1}, "Plan bewaard, versie 2. Doelen: 2, acties: 1."),
    (
        EntryKind.TRAJECTORY_CHANGED,
        {"version": 1, "goals": 1, "reached": 0},
        "Traject bewaard, versie 1. Doelen: 1, bereikt: 0.",
    ),
    (
        EntryKind.TERM_DUE_SOON,
        {"term": "active", "due_on": "2026-12-20"},
        "De termijn van de opvolging loopt af op 20/12/2026.",
    ),
    (EntryKind.TERM_DUE_SOON, {"term": "toy", "due_on": "2026-12-20"}, "Een termijn loopt af op 20/12/2026."),
    (
        EntryKind.TERM_OVERDUE,
        {"term": "active", "due_on": "2026-12-20"},
        "De termijn van de opvolging is voorbij sinds 20/12/2026.",
    ),
    (
        EntryKind.TERM_ESCALATED,
        {"term": "respond-by", "due_on": "2026-12-20"},
        "De termijn om te starten is al lang voorbij, sinds 20/12/2026: de coördinator weet het.",
    ),
)
"""Forms that came since the timeline keeps facts, so that no sentence of them was ever stored."""
