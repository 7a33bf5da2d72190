"""A CloudEvent is read from both modes; whatever is wrong is named, and no value is repeated."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.envelope import Envelope, read, read_structured, structured_data
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


STRUCTURED = {"specversion": "1.0", "id": "e", "source": "/s", "type": "t"}


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


@pytest.mark.parametrize("others", [{}, {"data": None}, {"datacontenttype": "application/json"}])
def test_data_handed_over_as_bytes_are_read_as_data_are(others):
    event = {**STRUCTURED, **others, "data_base64": "eyJhIjogMX0="}
    assert read(record(orjson.dumps(event), [("content-type", b"application/cloudevents+json")]))[1] == b'{"a": 1}'
    assert read_structured(event)[1] == structured_data(event) == {"a": 1}


@pytest.mark.parametrize("unset", ["data_base64", "time", "sequence", "subject", "datacontenttype", "dataschema"])
def test_a_member_that_is_null_is_as_good_as_absent(unset):
    event = {**STRUCTURED, "data": {}}
    assert read_structured({**event, unset: None}) == read_structured(event)


@pytest.mark.parametrize(
    "said", ["application/json; charset=utf-8", "Application/JSON", "text/json", "application/vnd.school.mark+json", ""]
)
def test_whatever_the_specification_takes_for_json_is_json(said):
    assert read_structured({**STRUCTURED, "datacontenttype": said, "data": {}})[1] == {}
    assert read(record(b"{}", [*GOOD.headers()[:-1], ("content-type", said.encode())])) == (GOOD, b"{}")


@pytest.mark.parametrize(
    "attribute",
    [
        {"dataschema": "no uri at all"},
        {"time": 5},
        {"time": "0001-13-99"},
        {"sequence": True},
        {"sequence": [1]},
        {"traceparent": {}},
        {"correlationid": 7},
        {"partitionkey": ""},
        {"Not-A-Name": "x"},
    ],
    ids=str,
)
def test_an_attribute_nothing_depends_on_refuses_no_event(attribute):
    envelope, data = read_structured({**STRUCTURED, **attribute, "data": {}})
    assert (envelope, data) == (Envelope(id="e", source="/s", type="t"), {})


@pytest.mark.parametrize(
    "content_type", ["application/cloudevents-batch+json", "application/cloudevents+avro", "text/plain", "json"]
)
def test_a_form_that_is_not_read_from_kafka_is_refused_for_its_content_type(content_type):
    with pytest.raises(InvalidEvent, match=r"expected application/json or application/cloudevents\+json") as caught:
        read(record(orjson.dumps([STRUCTURED]), [("content-type", content_type.encode())]))
    assert caught.value.field == "content-type"


def test_an_event_that_has_to_have_a_version_is_refused_without_one():
    assert GOOD.version == 7
    with pytest.raises(InvalidEvent, match="sequence: expected a whole number from 1"):
        _ = Envelope(id="e", source="/s", type="t").version


@pytest.mark.parametrize(("value", "got"), [(None, "a null value"), (b"", "an empty value")])
def test_a_record_without_data_is_refused_by_what_it_holds(value, got):
    with pytest.raises(InvalidEvent, match=got) as caught:
        read(record(value, GOOD.headers()))
    assert caught.value.field == "data"


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
    ],
)
def test_a_malformed_attribute_is_named(name, value):
    headers = [(key, text) for key, text in GOOD.headers() if key != f"ce_{name}"]
    if value is not None:
        headers.append((f"ce_{name}", value.encode()))
    with pytest.raises(InvalidEvent) as caught:
        read(record(b"{}", headers))
    assert caught.value.field == name
    assert not value or value not in caught.value.reason


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", "s" * 513),
        ("subject", ""),
        ("traceparent", "t" * 129),
        ("causationid", "a\x00b"),
        ("correlationid", "two words"),
        ("correlationid", "11030499935"),
        ("time", "yesterday"),
        ("time", "2026-10-05T08:52:10"),
        ("time", ""),
        ("sequence", ""),
        ("sequence", "0"),
        ("sequence", "-1"),
        ("sequence", "1.0"),
        ("sequence", "01JB3V5M3Q4W2N6E8R0T1Y7Z9X"),
        ("sequence", "2026-10-05/000003"),
        ("sequence", "9" * 19),
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
        ({**STRUCTURED, "data": None}, "data"),
        ({**STRUCTURED, "data": {}, "data_base64": "e30="}, "data_base64"),
        ({**STRUCTURED, "data_base64": "e30"}, "data_base64"),
        ({**STRUCTURED, "data_base64": "e3\n0="}, "data_base64"),
        ({**STRUCTURED, "data_base64": "é"}, "data_base64"),
        ({**STRUCTURED, "data_base64": {}}, "data_base64"),
        ({**STRUCTURED, "data_base64": "eyI="}, "data"),
        ({**STRUCTURED, "data_base64": "e30=", "datacontenttype": "application/xml"}, "datacontenttype"),
        ({**STRUCTURED, "datacontenttype": "application/cloudevents-batch+json", "data": {}}, "datacontenttype"),
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
