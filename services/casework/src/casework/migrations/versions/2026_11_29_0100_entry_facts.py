"""The timeline keeps facts in place of sentences.

Every sentence that was ever written is one of the forms below. A sentence that is none of them is kept as it is, as the
fact ``text``. The forms are those of the day of this migration and stay so, whatever the timeline says later.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "2026_11_29_0100_entry_facts"
down_revision = "2026_11_28_2222_search"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000
_BRUSSELS = ZoneInfo("Europe/Brussels")

_LEVEL = "niveau {level}[ van {rule}][ in schooljaar {school_year}]"
_REACHED = _LEVEL + " bereikt ({count:half_days})."
_NO_ENROLMENT = "op {reference_date:day} is geen inschrijving bekend."
_ANEW = "[ De termijn loopt opnieuw, tot en met {respond_by:day}.][ Het dossier gaat verder in school {school}.]"
_TO = "{recipient_role:role}"

# Parts in [brackets] may be left out. {name} is a fact, {name:list} a fact that is said by a list of words.
_FORMS: Mapping[str, tuple[str, ...]] = {
    "case-opened": (
        "Dossier met de hand geopend. Reden: {reason}",
        "Dossier geopend: " + _REACHED,
        "Dossier geopend: " + _NO_ENROLMENT,
    ),
    "case-reopened": (
        "Dossier heropend. Reden: {reason}",
        "Dossier heropend: " + _REACHED,
        "Dossier heropend: " + _NO_ENROLMENT,
    ),
    "case-escalated": ("Dossier opgeschaald: " + _REACHED + _ANEW,),
    "level-reached": (_REACHED.capitalize(),),
    "level-withdrawn": (_LEVEL.capitalize() + " geldt niet meer na een correctie ({count:half_days}).",),
    "enrolment-missing": (_NO_ENROLMENT.capitalize(),),
    "enrolment-found": ("Er is een inschrijving bekend, of het kind is niet leerplichtig.",),
    "withdrawal-proposed": ("Intrekking voorgesteld: {reason_code:fallen}.",),
    "withdrawal-dropped": ("Voorstel tot intrekking vervalt: {reason_code:back}.", "{reason_code:kept}"),
    "case-withdrawn": ("Dossier ingetrokken. Reden: {reason}",),
    "case-closed": ("Dossier afgesloten: {outcome:outcome}. Reden: {reason}",),
    "case-merged": ("Dossier {reference} van dezelfde leerling gaat hierin verder.",),
    "case-moved": ("Dossier volgt de leerling naar een ander persoonsrecord.",),
    "assigned": ("Dossier toegewezen aan {assignee}.",),
    "started": ("Opvolging gestart.",),
    "held": ("In wacht tot en met {until:day}. Reden: {reason}",),
    "hold-ended": ("De wachttijd is voorbij.",),
    "resumed": ("{reason_code:resumed}", "Opvolging hervat."),
    "response-overdue": ("De termijn om te starten is voorbij.",),
    "meeting-requested": ("Zorgoverleg gevraagd.",),
    "meeting-scheduled": ("Zorgoverleg gepland op {starts_at:moment}.",),
    "meeting-rescheduled": ("Zorgoverleg verplaatst of gewijzigd: {starts_at:moment}.",),
    "meeting-cancelled": ("Zorgoverleg van {starts_at:moment} geannuleerd.",),
    "meeting-held": ("Zorgoverleg van {starts_at:moment} heeft plaatsgevonden.",),
    "meeting-unschedulable": ("Geen moment gevonden voor het zorgoverleg.",),
    "meeting-under-review": (
        "Zorgoverleg van {starts_at:moment} staat ter discussie: het dossier wordt misschien ingetrokken.",
    ),
    "meeting-restored": ("Zorgoverleg van {starts_at:moment} gaat door.",),
    "meeting-dropped": ("Zorgoverleg waarvoor nog geen moment was, gaat niet door.",),
    "meeting-attention": ("Zorgoverleg van {starts_at:moment} vraagt aandacht: {reasons:attention}.",),
    "meeting-attention-ended": ("Zorgoverleg van {starts_at:moment} vraagt geen aandacht meer.",),
    "notice-sent": (f"{{template:notice}} verstuurd naar {_TO}.", f"Bericht verstuurd naar {_TO}."),
    "notice-failed": (
        f"{{template:notice}} kon niet bezorgd worden bij {_TO}.",
        f"Bericht kon niet bezorgd worden bij {_TO}.",
    ),
    "notice-acknowledged": (f"{{template:notice}} gelezen door {_TO}.", f"Bericht gelezen door {_TO}."),
    "notice-unacknowledged": (
        f"{{template:notice}} niet tijdig bevestigd door {_TO}.",
        f"Bericht niet tijdig bevestigd door {_TO}.",
    ),
    "coordinator-told": (f"{{template:notice}} verstuurd naar {_TO}: de contactpersoon van de school ontbreekt.",),
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "fallen": {
        "level-no-longer-holds": "het laagste niveau geldt niet meer",
        "enrolment-found": "er is een inschrijving gevonden",
    },
    "back": {
        "level-reached-again": "het niveau is opnieuw bereikt",
        "enrolment-missing-again": "er is opnieuw geen inschrijving bekend",
    },
    "kept": {"kept-by-caseworker": "Dossier behouden: het wordt niet ingetrokken."},
    "resumed": {"hold-is-over": "De wachttijd is voorbij: opvolging hervat door het systeem."},
    "outcome": {
        "attends-again": "gaat weer naar school",
        "guided-by-clb": "in begeleiding bij het CLB",
        "referred": "doorverwezen",
        "moved": "verhuisd",
        "no-longer-of-age": "niet meer leerplichtig",
        "other": "andere",
        "enrolled": "ingeschreven in een school, CDO of Syntra",
        "has-diploma": "heeft het diploma secundair onderwijs",
        "home-education": "volgt huisonderwijs",
        "exempted": "vrijgesteld door het zorgpunt",
        "otherwise-in-order": "in orde om een andere reden",
        "not-in-order": "niet in orde",
    },
    "attention": {
        "school-closed": "de school is dan gesloten",
        "participant-away": "een deelnemer is dan afwezig",
        "contact-ended": "een deelnemer is dan geen contactpersoon meer",
        "place-taken": "de plaats is dan bezet",
        "to-complete": "het is voorbij en nog niet afgerond",
    },
    "role": {
        "caseworker": "de dossierbeheerder",
        "counsellor": "de leerlingenbegeleider",
        "clb": "het CLB",
        "youth-coach": "de jongerencoach",
        "coordinator": "de coördinator",
        "school": "de school",
        "operator": "de beheerder",
    },
    "notice": {
        "case-opened": "Melding van een nieuw dossier",
        "case-reopened": "Melding van een heropend dossier",
        "case-escalated": "Melding van een niveau in een nieuw schooljaar",
        "case-withdrawn": "Rechtzetting",
        "level-withdrawn": "Rechtzetting over een schooljaar",
        "meeting-invitation": "Uitnodiging voor het zorgoverleg",
        "meeting-moved": "Wijziging van het zorgoverleg",
        "meeting-cancelled": "Annulering van het zorgoverleg",
    },
}
_PATTERNS = {
    "level": r"-?\d+",
    "rule": r"[^ ]+",
    "school_year": r"\d{4}-\d{4}",
    "school": r"[^ ]+",
    "reference": r"[^ ]+",
    "day": r"\d+/\d+/\d+",
    "moment": r"\d+/\d+/\d+ om \d\d:\d\d",
    "half_days": r"-?\d+ problematische halve dag(?:en)?",
}


def upgrade() -> None:
    """Facts for every entry, in place of its sentence."""
    op.execute("ALTER TABLE timeline ADD facts jsonb")
    _rewrite(
        "SELECT position, kind, text FROM timeline WHERE position > :after ORDER BY position LIMIT :at_once",
        facts_of,
        """
            UPDATE timeline SET facts = made.made
            FROM jsonb_to_recordset(CAST(:entries AS jsonb)) AS made (position bigint, made jsonb)
            WHERE timeline.position = made.position
        """,
    )
    op.execute("ALTER TABLE timeline ALTER facts SET NOT NULL, DROP text")


def downgrade() -> None:
    """A sentence for every entry again."""
    op.execute("ALTER TABLE timeline ADD text text")
    _rewrite(
        "SELECT position, kind, facts FROM timeline WHERE position > :after ORDER BY position LIMIT :at_once",
        sentence_of,
        """
            UPDATE timeline SET text = made.made
            FROM jsonb_to_recordset(CAST(:entries AS jsonb)) AS made (position bigint, made text)
            WHERE timeline.position = made.position
        """,
    )
    op.execute("ALTER TABLE timeline ALTER text SET NOT NULL, DROP facts")


def facts_of(kind: str, text: str) -> dict[str, Any]:
    """The facts that a sentence tells; the sentence itself where the facts would not say exactly that again."""
    for form in _FORMS.get(kind, ()):
        if match := _pattern(form).fullmatch(text):
            try:
                facts = dict(_facts(form, match))
            except ValueError:  # such as 31/2/2026, which somebody put there by hand
                continue
            if _said(form, facts) == text:
                return facts
    return {"text": text}


def sentence_of(kind: str, facts: Mapping[str, Any]) -> str:
    """The sentence that tells these facts; the kind itself where no form here has the facts."""
    if "text" in facts:
        return str(facts["text"])
    for form in _FORMS.get(kind, ()):
        try:
            return _said(form, facts)
        except KeyError:
            continue
    return kind


def _rewrite(read: str, made_of: Callable[[str, Any], Any], write: str) -> None:
    connection = op.get_bind()
    after = 0
    while rows := list(connection.execute(sa.text(read), {"after": after, "at_once": _AT_ONCE})):
        entries = [{"position": position, "made": made_of(kind, stored)} for position, kind, stored in rows]
        connection.execute(sa.text(write), {"entries": json.dumps(entries)})
        after = rows[-1].position


# From forms to sentences, and back


def _holes(form: str) -> Iterator[tuple[str, str]]:
    return ((name, spec or "") for _, name, spec, _ in Formatter().parse(form) if name is not None)


def _said(form: str, facts: Mapping[str, Any]) -> str:
    """Raises KeyError when the form lacks a fact or a word."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(facts.get(name) is not None for name, _ in _holes(part[1])) else ""

    whole = re.sub(r"\[(.*?)\]", optional, form)
    said = [text + (_word(spec or "", facts[name]) if name else "") for text, name, spec, _ in Formatter().parse(whole)]
    return "".join(said)


def _word(spec: str, fact: Any) -> str:
    match spec:
        case "":
            return str(fact)
        case "day":
            return _day(date.fromisoformat(fact))
        case "moment":
            local = datetime.fromisoformat(fact).astimezone(_BRUSSELS)
            return f"{_day(local)} om {local:%H:%M}"
        case "half_days":
            return f"{fact} problematische halve dag{'' if fact == 1 else 'en'}"
        case _:
            return ", ".join(_WORDS[spec][item] for item in (fact if isinstance(fact, list) else [fact]))


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\[(.*?)\]", form)
    parts[::2] = [_plain_pattern(part) for part in parts[::2]]
    parts[1::2] = [f"(?:{_plain_pattern(part)})?" for part in parts[1::2]]
    return re.compile("".join(parts), re.DOTALL)


def _plain_pattern(part: str) -> str:
    return "".join(
        re.escape(text) + (f"(?P<{name}>{_hole_pattern(name, spec or '')})" if name else "")
        for text, name, spec, _ in Formatter().parse(part)
    )


def _hole_pattern(name: str, spec: str) -> str:
    if spec in _WORDS:
        word = "|".join(map(re.escape, _WORDS[spec].values()))
        return f"(?:{word})(?:, (?:{word}))*" if spec == "attention" else word
    return _PATTERNS.get(spec or name, ".*")


def _facts(form: str, match: re.Match[str]) -> Iterator[tuple[str, Any]]:
    for name, spec in _holes(re.sub(r"[\[\]]", "", form)):
        if match[name] is not None:
            yield name, _fact(name, spec, match[name])


def _fact(name: str, spec: str, said: str) -> Any:
    """Raises ValueError for a day that is none."""
    match spec:
        case "":
            return int(said) if name == "level" else said
        case "day":
            return _date(said).isoformat()
        case "moment":
            day, _, hour = said.partition(" om ")
            return datetime.combine(_date(day), time.fromisoformat(hour), _BRUSSELS).isoformat()
        case "half_days":
            return int(said.partition(" ")[0])
        case "attention":
            return [_named(spec, word) for word in said.split(", ")]
        case _:
            return _named(spec, said)


def _date(said: str) -> date:
    day, month, year = map(int, said.split("/"))
    return date(year, month, day)


def _named(spec: str, said: str) -> str:
    return next(name for name, word in _WORDS[spec].items() if word == said)
