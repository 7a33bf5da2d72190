"""The AsyncAPI 3 document: every topic, who sends and receives on it, and every message with its schema."""

from collections.abc import Iterable
from typing import Any

from shared.contracts.catalogue import TOPICS, Topic
from shared.contracts.contract import Contract
from shared.contracts.json_schema import DIALECT

VERSION = "1.0.0"
_KAFKA_BINDING = "0.5.0"
_SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
_DAY_MS = 24 * 60 * 60 * 1000

_DESCRIPTION = """\
Events between schools and Flankerend's four services. CloudEvents 1.0 over Kafka; schools may send binary or \
structured mode, the services always send binary mode. Source and id together name an event. Consumers ignore unknown \
fields; a breaking change is a new type."""

_HEADERS: dict[str, Any] = {
    "$schema": DIALECT,
    "type": "object",
    "description": "CloudEvents 1.0 attributes as Kafka headers (binary mode).",
    "required": ["ce_specversion", "ce_id", "ce_source", "ce_type"],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "Id of the event at its source."},
        "ce_source": {"type": "string", "format": "uri-reference", "examples": ["/attendance"]},
        "ce_type": {"type": "string", "description": "The event type."},
        "ce_subject": {"type": "string", "description": "Id of the aggregate."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "ce_correlationid": {"type": "string", "description": "Id of the story this event belongs to."},
        "ce_causationid": {"type": "string", "description": "Id of the event or request that led to this one."},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "Version of the aggregate, from 1, one more with every event.",
        },
        "ce_traceparent": {"type": "string", "description": "W3C trace context."},
        "content-type": {"type": "string", "const": "application/json"},
    },
}


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
            "messages": {event.event_type: _message(event, topic) for topic in topics for event in topic.events},
            "schemas": {"cloudEventHeaders": _HEADERS},
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    tombstone = f" A null value: {topic.tombstone}" if topic.tombstone else ""
    return {
        "address": topic.name,
        "description": f"Key: {topic.key}.{_kept(topic)}{tombstone}",
        "messages": {event.event_type: _ref("components", "messages", event.event_type) for event in topic.events},
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


def _message(event: type[Contract], topic: Topic) -> dict[str, Any]:
    headers = {"type": "object", "properties": {"ce_type": {"const": event.event_type}}}
    return {
        "name": event.event_type,
        "title": event.__name__,
        "summary": (event.__doc__ or "").split("\n\n")[0],
        "contentType": "application/json",
        "headers": {"allOf": [_ref("components", "schemas", "cloudEventHeaders"), headers]},
        "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": {"$ref": f"./{event.event_type}.json"}},
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
        "messages": [_ref("channels", topic.name, "messages", event.event_type) for event in topic.events],
    }


def _ref(*path: str) -> dict[str, str]:
    return {"$ref": "#/" + "/".join(path)}
