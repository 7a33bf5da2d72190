"""The AsyncAPI 3 document: every topic, who sends and receives on it, and every message with its schema."""

from collections.abc import Iterable, Iterator
from typing import Any

from shared.contracts.catalogue import TOPICS, Topic
from shared.contracts.cloudevents import OUR_HEADERS, SCHOOLS_HEADERS, STRUCTURED, STRUCTURED_HEADERS, structured
from shared.contracts.contract import Contract

VERSION = "1.0.0"
_KAFKA_BINDING = "0.5.0"
_SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
_DAY_MS = 24 * 60 * 60 * 1000

_DESCRIPTION = """\
Events between schools and Flankerend's four services. CloudEvents 1.0 over Kafka; schools may send binary or \
structured mode, the services always send binary mode. Source and id together name an event. Consumers ignore unknown \
fields; a breaking change is a new type."""


def asyncapi_document() -> dict[str, Any]:
    """The document; schemas are referred to as files beside it."""
    topics = TOPICS.values()
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Flankerend", "version": VERSION, "description": _DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {"local": {"host": "127.0.0.1:9092", "protocol": "kafka", "description": "The local stack."}},
        "channels": {topic.name: _channel(topic) for topic in topics},
        "operations": _operations(topics),
        "components": {
            "messages": {
                name: message for topic in topics for event in topic.events for name, message in _messages(event, topic)
            },
            "schemas": {"cloudEventHeaders": OUR_HEADERS, "schoolEventHeaders": SCHOOLS_HEADERS},
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    tombstone = f" A null value: {topic.tombstone}" if topic.tombstone else ""
    return {
        "address": topic.name,
        "description": f"Key: {topic.key}.{_kept(topic)}{tombstone}",
        "messages": {name: _ref("components", "messages", name) for name in _names(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": _topic_configuration(topic),
                "bindingVersion": _KAFKA_BINDING,
            }
        },
    }


def _topic_configuration(topic: Topic) -> dict[str, Any]:
    if topic.retention_days is None:
        return {"cleanup.policy": ["compact"]}
    return {"cleanup.policy": ["delete"], "retention.ms": topic.retention_days * _DAY_MS}


def _kept(topic: Topic) -> str:
    return (
        " Records are kept by the time at which they came in, whatever time they say." if topic.dated_by_broker else ""
    )


def _names(topic: Topic) -> list[str]:
    return [name for event in topic.events for name, _ in _messages(event, topic)]


def _messages(event: type[Contract], topic: Topic) -> Iterator[tuple[str, dict[str, Any]]]:
    """An event's message and, where schools send it, the same in structured mode."""
    own_type = {"type": "object", "properties": {"ce_type": {"const": event.event_type}}}
    headers = "schoolEventHeaders" if topic.from_schools else "cloudEventHeaders"
    schema = f"./{event.event_type}.json"
    yield (
        event.event_type,
        {
            **_described(event, topic),
            "contentType": "application/json",
            "headers": {"allOf": [_ref("components", "schemas", headers), own_type]},
            "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": {"$ref": schema}},
        },
    )
    if topic.from_schools:
        name = f"{event.event_type}.structured"
        yield (
            name,
            {
                **_described(event, topic),
                "name": name,
                "title": f"{event.__name__}Structured",
                "contentType": STRUCTURED,
                "headers": STRUCTURED_HEADERS,
                "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": structured(event.event_type, schema)},
            },
        )


def _described(event: type[Contract], topic: Topic) -> dict[str, Any]:
    return {
        "name": event.event_type,
        "title": event.__name__,
        "summary": (event.__doc__ or "").split("\n\n")[0],
        "bindings": {
            "kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": _KAFKA_BINDING},
        },
    }


def _operations(topics: Iterable[Topic]) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for topic in topics:
        parties = [("send", party) for party in topic.senders] + [("receive", party) for party in topic.receivers]
        for action, party in parties:
            operations[f"{party}.{action}.{topic.name}"] = _operation(topic, action, party)
    return operations


def _operation(topic: Topic, action: str, party: str) -> dict[str, Any]:
    return {
        "action": action,
        "title": f"{party} {action}s on {topic.name}",
        "tags": [{"name": party}],
        "channel": _ref("channels", topic.name),
        "messages": [_ref("channels", topic.name, "messages", name) for name in _names(topic)],
    }


def _ref(*path: str) -> dict[str, str]:
    return {"$ref": "#/" + "/".join(path)}
