"""The pages of events: each type with its fields, from the contracts."""

from collections.abc import Iterable, Mapping
from typing import Any

from .markdown import code, code_in_brackets
from .schemas import described
from .sources import TOPICS, Contract, Topic


def events_of(sender: str) -> str:
    """Every topic of a sender with its events, then the objects in them."""
    objects: dict[str, Mapping[str, Any]] = {}
    parts = []
    for topic in TOPICS.values():
        if sender in topic.senders:
            parts.append(_topic(topic))
            for event in topic.events:
                schema = event.model_json_schema()
                objects.update(schema.get("$defs", {}))
                parts.append(_event(event, schema))
    return "\n\n".join([*parts, *_objects(objects)])


def _topic(topic: Topic) -> str:
    kept = "the newest of each key" if topic.compacted else f"{topic.retention_days} days"
    gone = f" A null value: {topic.tombstone[0].lower()}{topic.tombstone[1:]}" if topic.tombstone else ""
    return (
        f"## Topic {topic.name}\n\n"
        f"Key: {code_in_brackets(topic.key)}. "
        f"{topic.partitions} partition{'s' if topic.partitions > 1 else ''}, keeps {kept}. "
        f"Read by {' and '.join(topic.receivers) or 'other programs'}.{gone}"
    )


def _event(event: type[Contract], schema: Mapping[str, Any]) -> str:
    name = event.event_type.split(".")[-2]
    return f"### {name}\n\nType {code(event.event_type)}. {described(schema, _link)}"


def _objects(objects: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    if objects:
        yield "## Objects and words"
    for name in sorted(objects):
        yield f"### {name}\n\n{described(objects[name], _link)}"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"
