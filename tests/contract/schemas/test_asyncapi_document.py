"""The AsyncAPI document is whole: every topic and type is there, and every reference leads somewhere."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shared.contracts.catalogue import EVENTS, TOPICS, Topic
from shared.contracts.generate import SCHEMAS
from shared.messaging.envelope import Envelope

EXAMPLES = Path(__file__).parents[1] / "examples"
STRUCTURED = ".structured"
SERVICES = {"attendance", "casework", "consultation", "notifications"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / "asyncapi.json").read_text())
    return loaded


def forms(topic: Topic) -> list[str]:
    """What comes behind an event's type, by the forms in which it may be sent."""
    return ["", STRUCTURED] if topic.from_schools else [""]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def resolved(document: dict[str, Any], ref: str) -> Any:
    if ref.startswith("./"):
        return json.loads((SCHEMAS / ref[2:]).read_text())
    target: Any = document
    for part in ref.removeprefix("#/").split("/"):
        target = target[part]
    return target


def test_it_is_asyncapi_3_with_what_that_asks_for(document: dict[str, Any]) -> None:
    assert document["asyncapi"] == "3.0.0"
    assert document["info"]["title"] == "Flankerend"
    assert document["info"]["version"]
    assert document["servers"]["local"].keys() >= {"host", "protocol"}


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = list(references(document))
    assert len(found) > 100
    assert all(resolved(document, ref) for ref in found)


def test_every_topic_is_a_channel_with_its_types(document: dict[str, Any]) -> None:
    assert {name: set(channel["messages"]) for name, channel in document["channels"].items()} == {
        name: {event.event_type + form for event in topic.events for form in forms(topic)}
        for name, topic in TOPICS.items()
    }
    assert all(channel["address"] == name for name, channel in document["channels"].items())


def test_channels_say_how_the_topic_is_kept(document: dict[str, Any]) -> None:
    kept = {name: channel["bindings"]["kafka"] for name, channel in document["channels"].items()}
    assert kept["school.attendance.v1"]["partitions"] == 6
    assert kept["school.attendance.v1"]["topicConfiguration"]["retention.ms"] == 2_592_000_000
    assert kept["attendance.persons.v1"]["topicConfiguration"] == {"cleanup.policy": ["compact"]}
    assert "erased" in document["channels"]["attendance.persons.v1"]["description"]


def test_every_type_is_a_message_whose_payload_is_its_schema(document: dict[str, Any]) -> None:
    messages = document["components"]["messages"]
    assert {name.removesuffix(STRUCTURED) for name in messages} == set(EVENTS)
    for name in EVENTS:
        message = messages[name]
        payload = resolved(document, message["payload"]["schema"]["$ref"])
        assert payload["$id"] == f"urn:flankerend:schema:{name}"
        assert message["payload"]["schemaFormat"] == "application/schema+json;version=draft-2020-12"
        assert message["summary"]


def test_headers_are_those_of_a_binary_cloudevent(document: dict[str, Any]) -> None:
    headers = {
        "ce_specversion": "1.0",
        "ce_id": "019a",
        "ce_source": "/casework",
        "ce_type": "be.flankerend.casework.case-opened.v1",
        "ce_time": "2026-10-05T08:52:10Z",
        "ce_sequence": "1",
        "content-type": "application/json",
    }
    schema = {**document["components"]["messages"]["be.flankerend.casework.case-opened.v1"]["headers"]}
    validator = Draft202012Validator({**schema, "components": document["components"]})
    assert validator.is_valid(headers)
    assert not validator.is_valid({**headers, "ce_type": "be.flankerend.casework.case-closed.v1"})
    assert not validator.is_valid({name: value for name, value in headers.items() if name != "ce_source"})
    assert not validator.is_valid({**headers, "ce_id": "x" * 65})


def validator(document: dict[str, Any], message: str) -> Draft202012Validator:
    headers = document["components"]["messages"][message]["headers"]
    return Draft202012Validator({**headers, "components": document["components"]})


SENT = {
    "ce_specversion": "1.0",
    "ce_id": "e-1",
    "ce_source": "/schools/123456",
    "ce_type": "be.flankerend.school.attendance-recorded.v1",
}
TOLD = {**SENT, "ce_type": "be.flankerend.casework.case-closed.v1", "content-type": "application/json"}


@pytest.mark.parametrize("sequence", ["0", "01", "-1", "one", ""])
def test_our_versions_are_whole_numbers_from_1_and_schools_any_text(document: dict[str, Any], sequence: str) -> None:
    ours = validator(document, TOLD["ce_type"])
    told = {**TOLD, "ce_time": "2026-10-05T08:52:10Z", "ce_sequence": "1"}
    assert ours.is_valid(told)
    assert not ours.is_valid({**told, "ce_sequence": sequence})
    assert not ours.is_valid({name: value for name, value in told.items() if name != "ce_sequence"})
    assert validator(document, SENT["ce_type"]).is_valid({**SENT, "ce_sequence": sequence, "ce_time": "yesterday"})


def test_our_headers_are_what_is_sent(document: dict[str, Any]) -> None:
    at = datetime(2026, 10, 5, 8, 52, tzinfo=UTC)
    written = Envelope("e-1", "/casework", TOLD["ce_type"], "c-1", at, "story", "cause", 1, "00-0a-0b-01").headers()
    assert validator(document, TOLD["ce_type"]).is_valid({name: value.decode() for name, value in written})


@pytest.mark.parametrize("event_type", [name for name in EVENTS if ".school." in name])
def test_schools_messages_are_binary_or_structured_and_their_content_type_says_which(
    document: dict[str, Any], event_type: str
) -> None:
    binary, structured = (validator(document, event_type + form) for form in ("", STRUCTURED))
    for content_type in ("application/json", "application/json; charset=utf-8"):
        assert binary.is_valid({**SENT, "ce_type": event_type, "content-type": content_type})
        assert not structured.is_valid({"content-type": content_type})
    for content_type in ("application/cloudevents+json", "application/cloudevents+json; charset=utf-8"):
        assert structured.is_valid({"content-type": content_type})
        assert not binary.is_valid({**SENT, "ce_type": event_type, "content-type": content_type})
    assert not structured.is_valid({"content-type": "application/cloudevents-batch+json"})
    assert document["components"]["messages"][event_type + STRUCTURED]["contentType"] == "application/cloudevents+json"


def test_a_structured_event_has_data_or_data_base64(document: dict[str, Any]) -> None:
    payload = document["components"]["messages"][SENT["ce_type"] + STRUCTURED]["payload"]["schema"]
    mark = json.loads((EXAMPLES / f"{SENT['ce_type']}.json").read_text())[0]
    data = {"./" + SENT["ce_type"] + ".json": json.loads((SCHEMAS / f"{SENT['ce_type']}.json").read_text())}
    schema = {**payload, "properties": {**payload["properties"], "data": data[payload["properties"]["data"]["$ref"]]}}
    envelope = {name.removeprefix("ce_"): value for name, value in SENT.items()}
    check = Draft202012Validator({**schema, "$defs": next(iter(data.values())).get("$defs", {})})
    assert check.is_valid({**envelope, "data": mark})
    assert check.is_valid({**envelope, "data_base64": "e30="})
    assert not check.is_valid(envelope)
    assert not check.is_valid({**envelope, "data": mark, "data_base64": "e30="})


FOR_OTHER_PROGRAMS = {"consultation.figures.v1"}
"""Topics that no service of the system reads."""


def test_each_channel_has_one_kind_of_sender_and_somebody_who_receives(document: dict[str, Any]) -> None:
    for name in TOPICS:
        here = [
            operation
            for operation in document["operations"].values()
            if operation["channel"]["$ref"] == f"#/channels/{name}"
        ]
        parties = {(operation["action"], operation["tags"][0]["name"]) for operation in here}
        assert len(parties) == len(here)
        senders = {party for action, party in parties if action == "send"}
        receivers = {party for action, party in parties if action == "receive"}
        assert senders == {name.split(".")[0] if not name.startswith("school.") else "schools"}
        assert bool(receivers) is (name not in FOR_OTHER_PROGRAMS)
        assert receivers <= SERVICES


def test_operations_name_every_message_of_their_channel(document: dict[str, Any]) -> None:
    for operation in document["operations"].values():
        channel = resolved(document, operation["channel"]["$ref"])
        assert len(operation["messages"]) == len(channel["messages"])


def test_every_field_and_type_in_the_schemas_is_described() -> None:
    for name in EVENTS:
        schema = json.loads((SCHEMAS / f"{name}.json").read_text())
        for part in (schema, *schema.get("$defs", {}).values()):
            assert part["description"], name
            assert all(field.get("description") for field in part.get("properties", {}).values()), name
