"""A CloudEvent is read from both modes; whatever is wrong is named, and no value is repeated."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.envelope import Envelope, read, read_structured
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import StoredRecord

GOOD = Envelope(
    id="e-1",
    source="/school/125001",
    type="be.flankerend.school.attendance-recorded.v1",
    subject="125001",
    time=datetime(2026, 10, 5, 8, 52, tzinfo=UTC),
    correlation_id="story",
    causation_id="cause",
    sequence=7,
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)


def record(value: bytes | None, headers) -> StoredRecord:
    return StoredRecord("t", 0, 0, 0, None, value, headers)


def test_what_is_written_is_read_again():
    assert read(record(b"{}", GOOD.headers())) == (GOOD, b"{}")


def test_an_event_of_no_story_begins_its_own():
    assert Envelope(id="e", source="/s", type="t").story == "e"
    assert GOOD.story == "story"


def test_structured_mode_holds_everything_in_the_body():
    event = {"specversion": "1.0", "id": "e", "source": "/s", "type": "t", "data": {"a": 1}, "unknown": [1]}
    headers = [("Content-Type", b"application/cloudevents+json; charset=UTF-8")]
    envelope, data = read(record(orjson.dumps(event), headers))
    assert (envelope.id, envelope.source, data) == ("e", "/s", b'{"a":1}')


def test_data_that_is_nested_too_deep_to_be_written_again_is_refused():
    data = b"[" * 300 + b"]" * 300
    event = b'{"specversion":"1.0","id":"e","source":"/s","type":"t","data":' + data + b"}"
    with pytest.raises(InvalidEvent) as caught:
        read(record(event, [("content-type", b"application/cloudevents+json")]))
    assert caught.value.field == "data"


def test_a_missing_content_type_means_json():
    envelope, _ = read(record(b"{}", GOOD.headers()[:-1]))
    assert envelope == GOOD


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("specversion", "0.3"),
        ("id", ""),
        ("id", "x" * 65),
        ("id", "a\x00b"),
        ("source", None),
        ("type", None),
        ("time", "yesterday"),
        ("time", "2026-10-05T08:52:10"),
        ("sequence", "0"),
        ("sequence", "-1"),
        ("sequence", "one"),
        ("sequence", "9" * 19),
    ],
)
def test_a_malformed_attribute_is_named(name, value):
    headers = [(key, text) for key, text in GOOD.headers() if key != f"ce_{name}"]
    if value is not None:
        headers.append((f"ce_{name}", value.encode()))
    with pytest.raises(InvalidEvent) as caught:
        read(record(b"{}", headers))
    assert caught.value.field == name
    assert not value or value not in caught.value.reason or value == "0"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", "s" * 513),
        ("subject", ""),
        ("traceparent", "t" * 129),
        ("causationid", "a\x00b"),
        ("correlationid", "two words"),
        ("correlationid", "11030499935"),
    ],
)
def test_an_unusable_superfluous_attribute_is_passed_over(name, value):
    headers = [(key, text) for key, text in GOOD.headers() if key != f"ce_{name}"]
    envelope, _ = read(record(b"{}", [*headers, (f"ce_{name}", value.encode())]))
    field = {"causationid": "causation_id", "correlationid": "correlation_id"}.get(name, name)
    assert getattr(envelope, field) is None
    assert envelope.id == GOOD.id


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ([], "data"),
        ({"specversion": "1.0", "id": "e", "source": "/s", "type": "t"}, "data"),
        ({"specversion": "1.0", "id": 5, "source": "/s", "type": "t", "data": {}}, "id"),
        ({"specversion": "1.0", "id": "e", "source": "/s", "type": "t", "time": 5, "data": {}}, "time"),
        ({"specversion": 1.0, "id": "e", "source": "/s", "type": "t", "data": {}}, "specversion"),
        (
            {"specversion": "1.0", "id": "e", "source": "/s", "type": "t", "datacontenttype": "text/xml", "data": {}},
            "datacontenttype",
        ),
    ],
)
def test_a_malformed_structured_event_is_refused_by_its_field(event, field):
    with pytest.raises(InvalidEvent) as caught:
        read_structured(event)
    assert caught.value.field == field


@pytest.mark.parametrize("value", [b"{", b"[1,", b"\xff\xfe", b"NaN"])
def test_a_structured_event_that_is_not_json_is_refused_as_such(value):
    with pytest.raises(InvalidEvent, match="expected JSON") as caught:
        read(record(value, [("content-type", b"application/cloudevents+json")]))
    assert caught.value.field == "data"


@given(
    value=st.none() | st.binary(max_size=60),
    headers=st.lists(
        st.tuples(
            st.sampled_from(["ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "content-type", "x"]),
            st.none() | st.binary(max_size=20) | st.sampled_from([b"1.0", b"application/json", b"a"]),
        ),
        max_size=9,
    ),
)
def test_no_record_makes_the_reader_stumble(value, headers):
    try:
        read(record(value, headers))
    except InvalidEvent as error:
        assert error.field


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ce_specversion", "ce_id", "ce_source", "ce_type", "content-type", "Ce_Id", "ce_subject"]),
            st.sampled_from([b"1.0", b"e-1", b"/s", b"", b"\x00", b"\xff", b"a" * 300, b"application/json", None]),
        ),
        max_size=6,
    )
)
def test_the_short_way_to_an_envelope_ends_where_the_long_one_does(headers):
    required = [("ce_specversion", b"1.0"), ("ce_id", b"e"), ("ce_source", b"/s"), ("ce_type", b"t")]
    for sent in (headers, [*required, ("content-type", b"application/json"), *headers]):
        assert _read_or_refused(sent) == _read_or_refused([*sent, ("x-superfluous", b"")])


def _read_or_refused(headers):
    try:
        return read(record(b"{}", headers))
    except InvalidEvent as error:
        return error.field, error.reason
