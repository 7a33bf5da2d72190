"""An event in the headers of a request is the event that was sent."""

import pytest

from shared.messaging.envelope import Envelope
from shared.messaging.http_events import binary_event, is_binary, structured_event

HEADERS = {"ce-specversion": "1.0", "ce-id": "e-1", "ce-source": "/schools/1", "ce-type": "t", "content-type": "x"}


def test_an_event_in_binary_mode_keeps_its_attributes_and_data():
    event = binary_event({**HEADERS, "ce-correlationid": "story", "ce-unknown": "x"}, {"a": 1})
    assert event.envelope == Envelope(id="e-1", source="/schools/1", type="t", correlation_id="story")
    assert (event.data, event.error) == ({"a": 1}, None)


@pytest.mark.parametrize("name", ["ce-specversion", "ce-id", "ce-source", "ce-type"])
def test_each_required_header_makes_a_request_an_event(name):
    assert is_binary({name: "x"})
    assert not is_binary({"ce-subject": "x", "content-type": "application/json"})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("plain", "plain"),
        ("Euro%20%E2%82%AC", "Euro €"),
        ("100%25", "100%"),
        ("%2525", "%25"),
        ("100%", "100%"),
        ('"two words"', "two words"),
        (r'"a \"quoted\" one"', 'a "quoted" one'),
        ("Euro €".encode().decode("latin-1"), "Euro €"),
    ],
)
def test_a_header_is_decoded_as_the_binding_says(sent, said):
    assert binary_event({**HEADERS, "ce-id": sent}, {}).envelope.id == said


@pytest.mark.parametrize(("sent", "field"), [("%FF", "id"), ("\xff", "id"), ("", "id"), ("%00", "id")])
def test_a_header_that_is_no_text_refuses_the_event_and_its_data_stay_readable(sent, field):
    event = binary_event({**HEADERS, "ce-id": sent}, {"school": "123456"})
    assert (event.envelope, event.error.field) == (None, field)
    assert event.data == {"school": "123456"}


def test_the_data_of_a_structured_event_stay_readable_when_its_attributes_are_not():
    event = structured_event({"specversion": "1.0", "data_base64": "eyJzY2hvb2wiOiAiMSJ9"})
    assert (event.envelope, event.error.field, event.data) == (None, "id", {"school": "1"})
    assert structured_event({"data": {}, "data_base64": "e30="}).data is None
