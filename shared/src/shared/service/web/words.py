"""What the pages for operators call things, and what they advise."""

from dataclasses import dataclass

from shared.messaging.dead_letter_list import DeadLetterStatus
from shared.runtime.health import State
from shared.web.words import NO_BREAK

SERVICES = {
    "attendance": "Afwezigheden",
    "casework": "Dossiers",
    "consultation": "Overleg",
    "notifications": "Berichten",
}
"""What each service is about, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What a check of a service's health is called, and what to do when it fails."""

    name: str
    advice: str


CHECKS = {
    "database": CheckWords(
        "Databank",
        "PostgreSQL antwoordt niet. Wat binnenkomt, wacht in Kafka; er gaat niets verloren. Breng de databank terug.",
    ),
    "broker": CheckWords(
        "Kafka",
        "Kafka antwoordt niet. Wat te versturen is, wacht in de databank en vertrekt vanzelf als Kafka terug is. "
        "In de log van deze service zegt error.causes waarom de verbinding niet lukt.",
    ),
    "relay": CheckWords(
        "Versturen naar Kafka",
        "Het oudste event wacht al langer dan een minuut. Meestal is Kafka weg of traag; is Kafka er, kijk dan in de "
        "log naar ticker.failed van de relay.",
    ),
    "consumers": CheckWords(
        "Verwerken van events",
        "Er is al vijf minuten geen vooruitgang. Herstart dit proces: wat het onder handen had, wordt dan opnieuw "
        "verwerkt.",
    ),
}
"""The checks behind `/health/ready`, by their names there."""

STATES = {
    State.STARTING: "start nog op",
    State.READY: "werkt",
    State.STOPPING: "stopt",
}

DECISIONS = {
    DeadLetterStatus.PARKED: ("wacht op u", "warn"),
    DeadLetterStatus.REPLAY: ("wordt opnieuw verwerkt", "info"),
    DeadLetterStatus.REPLAYED: ("alsnog verwerkt", "good"),
    DeadLetterStatus.DISCARDED: ("afgesloten", ""),
}
"""What became of a dead letter, and the kind of its badge."""

STORES = {
    "loki": "Grafana Loki (LogQL)",
    "elasticsearch": "Elasticsearch, Kibana (KQL)",
    "files": "Bestanden met een JSON-object per regel (jq)",
}
"""What keeps logs, as it is shown over a query for it."""

NO_STORY_ID = "Geef een referentie, zoals SP-2026-000001, of een correlatie-id."

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86_400


def duration(seconds: float) -> str:
    """A length of time in its two largest units, such as `2 u 5 min`."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole}{NO_BREAK}s"
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S}{NO_BREAK}min"
    if whole < _DAY_S:
        return f"{whole // _HOUR_S}{NO_BREAK}u {whole % _HOUR_S // _MINUTE_S}{NO_BREAK}min"
    return f"{whole // _DAY_S}{NO_BREAK}d {whole % _DAY_S // _HOUR_S}{NO_BREAK}u"


def after(seconds: float) -> str:
    """How long after the beginning, such as `+12 ms` or `+3 min`."""
    if seconds < 1:
        return f"+{seconds * 1000:.0f}{NO_BREAK}ms"
    return f"+{duration(seconds)}"
