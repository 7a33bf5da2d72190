"""The tables of what there is: topics, settings, log events, log fields, problem types, metrics."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from prometheus_client import REGISTRY
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from .markdown import code_in_brackets, table
from .sources import EVENTS, FIELDS, PROBLEMS, SERVICES, TOPICS, LocalSettings, ServiceSettings, Topic, activity_kinds

LOCAL_AGREEMENTS = frozenset(
    {
        "FLANKEREND_AGENDA_SCHOOL_DAYS",
        "FLANKEREND_EMPTY_SESSIONS",
        "FLANKEREND_URGENCIES_FILE",
        "FLANKEREND_RESPOND_BY_SCHOOL_DAYS",
        "FLANKEREND_NOT_BEFORE_SCHOOL_DAYS",
        "FLANKEREND_HOLD_BY_SCHOOL_DAYS",
        "FLANKEREND_CASELOAD_WARNING",
        "FLANKEREND_SCHOOL_HOURS",
        "FLANKEREND_MEETING_MINUTES",
        "FLANKEREND_MEETING_PLACE",
        "FLANKEREND_MEETING_PLACES",
        "FLANKEREND_EXTRA_CODES",
        "FLANKEREND_ED_FI_DAY_MINUTES",
        "FLANKEREND_KEEP_SCHOOL_YEARS",
        "FLANKEREND_SMALLEST_CELL",
        "FLANKEREND_NOT_ENROLLED_RESPOND_BY_SCHOOL_DAYS",
        "FLANKEREND_DUE_SOON_SCHOOL_DAYS",
        "FLANKEREND_ESCALATE_SCHOOL_DAYS",
        "FLANKEREND_STUCK_SCHOOL_DAYS",
        "FLANKEREND_MASS_SMALLEST_GROUP",
        "FLANKEREND_MASS_SHARE",
        "FLANKEREND_FEED_GRACE_SCHOOL_DAYS",
        "FLANKEREND_LETTER_KEPT_DAYS",
        "FLANKEREND_ACTIVITY_NAMES_KEPT_DAYS",
        "FLANKEREND_ACTIVITIES_KEPT_DAYS",
        "FLANKEREND_GUEST_KEPT_DAYS",
        "FLANKEREND_REFERRALS_KEPT_DAYS",
        "FLANKEREND_EARLY_SIGNAL_KEPT_DAYS",
        "FLANKEREND_TRAJECTORIES_KEPT_DAYS",
    }
)
"""What no law says: the municipality and its partners agree on it."""

_COLUMNS = ("variable", "default", "meaning")
_REQUIRED = "required"


def topics() -> str:
    """Every stream: who sends, who receives, what, and how long it is kept."""
    return table(
        ("topic", "from → to", "events", "key", "partitions, kept"),
        (
            (
                f"`{topic.name}`",
                f"{', '.join(topic.senders)} → {', '.join(topic.receivers) or 'other programs'}",
                ", ".join(f"`{event.event_type.split('.')[-2]}`" for event in topic.events),
                code_in_brackets(topic.key),
                f"{topic.partitions}, {_kept(topic)}",
            )
            for topic in TOPICS.values()
        ),
    )


def settings_of_every_service() -> str:
    """What all four services read; the port differs."""
    ports = ", ".join(str(service.model_fields["http_port"].default) for service in SERVICES.values())
    return table(_COLUMNS, _settings(ServiceSettings, defaults={"HTTP_PORT": ports}))


def settings_of_one_service() -> str:
    """What only one of them reads."""
    hours = {"FLANKEREND_SCHOOL_HOURS": "08:30-12:00 and 13:00-16:00, Wednesday 08:30-12:00"}
    rows = []
    for service, kind in SERVICES.items():
        own = _settings(kind, without=ServiceSettings.model_fields.keys(), defaults=hours)
        rows += [(f"**{service}**", "", ""), *own]
    return table(_COLUMNS, rows)


def settings_of_the_local_stack() -> str:
    """What `flankerend up` and `flankerend demo` read."""
    return table(_COLUMNS, _settings(LocalSettings))


def log_events() -> str:
    """The closed list of what a log line says, by the noun."""
    nouns = groupby(EVENTS.items(), key=lambda event: event[0].partition(".")[0])
    return table(
        ("about", "event: meaning"),
        ((noun, "<br>".join(f"`{name}`: {meaning}" for name, meaning in events)) for noun, events in nouns),
    )


def kinds_of_activities() -> str:
    """What each kind of activity has."""
    named = {
        "sessions": "sessions",
        "waiting_list": "waiting list",
        "hours": "hours of paid guides",
        "stock": "stock",
        "certificates": "certificates",
        "confirmation": "confirmation with a mentor",
    }
    rows = [
        (
            f"`{kind.kind}`",
            kind.title,
            kind.registers.value if kind.registers else "",
            ", ".join(said for name, said in named.items() if getattr(kind, name)),
            ", ".join(f"`{name}`" for name in kind.requires),
        )
        for kind in activity_kinds().values()
    ]
    return table(("kind", "in Dutch", "registers", "has", "needs"), rows)


def problem_types() -> str:
    """The closed list of problems an answer reports."""
    return table(
        ("`urn:flankerend:problem:` …", "status", "what it says"),
        ((f"`{name}`", str(problem.status), problem.meaning) for name, problem in PROBLEMS.items()),
    )


def measured() -> str:
    """What `/metrics` shows beside Python's own numbers."""
    return table(
        ("metric", "labels", "meaning"),
        (
            (f"`{name}`", ", ".join(f"`{label}`" for label in labels), meaning)
            for name, labels, meaning in sorted(_metrics())
        ),
    )


def log_fields() -> str:
    """The closed list of fields."""
    return table(("field", "meaning"), ((f"`{name}`", meaning) for name, meaning in FIELDS.items()))


def variable(name: str, field: FieldInfo) -> str:
    """The environment variable of a settings field."""
    return (field.alias or name).upper()


def _settings(
    kind: type[BaseSettings], without: Iterable[str] = (), defaults: Mapping[str, str] | None = None
) -> list[tuple[str, str, str]]:
    left_out = set(without)
    rows = []
    for name, field in kind.model_fields.items():
        if name not in left_out:
            env = variable(name, field)
            default = (defaults or {}).get(env) or _in_code(_default(field))
            agreed = " *(local agreement)*" if env in LOCAL_AGREEMENTS else ""
            rows.append((f"`{env}`", default, f"{field.description or ''}{agreed}"))
    return rows


def _in_code(text: str) -> str:
    return text if text in ("", _REQUIRED) else f"`{text}`"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return _REQUIRED
    value: Any = field.get_default(call_default_factory=True)
    if value is None or value in ((), {}, "") or isinstance(value, SecretStr):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _kept(topic: Topic) -> str:
    return "newest of each key" if topic.compacted else f"{topic.retention_days} days"


def _metrics() -> Iterable[tuple[str, tuple[str, ...], str]]:
    for collector in set(REGISTRY._collector_to_names):
        name = getattr(collector, "_name", "")
        if name.startswith("flankerend_"):
            counts = getattr(collector, "_type", "") == "counter"
            yield f"{name}_total" if counts else name, collector._labelnames, collector._documentation  # type: ignore[attr-defined]
