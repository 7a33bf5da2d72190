"""Replies as the libraries of calendars write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.answers import Answer
from shared.invitations.attendees import same_address
from shared.invitations.replies import LARGEST_REPLY, NotAReplyError, replies_in

from .entries import local

UID = "00000000-0000-7000-8000-00000000cafe@flankerend"
STAMP = datetime(2026, 10, 13, 7, 0, tzinfo=UTC)


def a_reply(*lines: str, method: str = "REPLY", sequence: str | None = "2") -> str:
    event = [f"UID:{UID}", "DTSTAMP:20261013T070000Z", *([f"SEQUENCE:{sequence}"] if sequence else []), *lines]
    calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", f"METHOD:{method}", "BEGIN:VEVENT", *event]
    return "\r\n".join([*calendar, "END:VEVENT", "END:VCALENDAR", ""])


@pytest.mark.parametrize(
    ("status", "answer"),
    [("ACCEPTED", Answer.ACCEPTED), ("DECLINED", Answer.DECLINED), ("tentative", Answer.TENTATIVE)],
)
def test_a_reply_is_understood_without_a_start(status: str, answer: Answer) -> None:
    (reply,) = replies_in(a_reply(f"ATTENDEE;PARTSTAT={status}:mailto:an@school.example"))
    assert (reply.uid, reply.sequence, reply.stamp, reply.recurrence_id) == (UID, 2, STAMP, None)
    assert (reply.address, reply.answer) == ("an@school.example", answer)


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:An@School.Example",
        'ATTENDEE;CN="Peeters; An";PARTSTAT=ACCEPTED;X-NUM-GUESTS=0:mailto:an@school.example',
        "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=an@school.example:urn:uuid:0199a000-0000-7000-8000-000000000004",
        "ATTENDEE;PARTSTAT=ACCEPTED:an@school.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:<an@school.example>",
        "attendee;partstat=accepted:mailto:an@school.example?subject=x",
    ],
)
def test_an_address_is_one_in_all_its_forms(line: str) -> None:
    (reply,) = replies_in(a_reply(line))
    assert same_address(reply.address, "an@school.example")
    assert reply.answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    "line",
    [
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bo@school.example":mailto:an@school.example',
        "ATTENDEE;DELEGATED-TO=mailto:bo@school.example;PARTSTAT=DELEGATED:mailto:an@school.example",
        "ATTENDEE;CN=An;DELEGATED-TO=mailto:bo@school.example;PARTSTAT=DELEGATED;RSVP=FALSE:mailto:an@school.example",
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bo@school.example","mailto:c@d.example":mailto:an@school.example',
    ],
)
def test_a_deputy_is_understood_also_when_the_line_is_garbled(line: str) -> None:
    (reply,) = replies_in(a_reply(line))
    assert (reply.address, reply.answer, reply.delegate) == (
        "an@school.example",
        Answer.DELEGATED,
        "bo@school.example",
    )


def test_who_did_not_answer_is_left_out() -> None:
    lines = ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:wim@stad.example", "ATTENDEE:mailto:clb@clb.example")
    (reply,) = replies_in(a_reply(*lines, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example"))
    assert reply.address == "an@school.example"


@pytest.mark.parametrize("lasts", ["DTEND:20261016T084500Z", "DURATION:PT45M"])
def test_a_counter_proposes_a_time_and_is_its_senders(lasts: str) -> None:
    lines = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{who}" for who in ("wim@stad.example", "an@school.example")]
    text = a_reply("DTSTART:20261016T080000Z", lasts, *lines, method="COUNTER")
    (reply,) = replies_in(text, sender="An@school.example")
    assert (reply.address, reply.answer) == ("an@school.example", Answer.COUNTERED)
    assert reply.proposed == (local("2026-10-16T10:00"), local("2026-10-16T10:45"))
    assert replies_in(text, sender="somebody@else.example") == []


@pytest.mark.parametrize("times", [(), ("DTSTART:20261016T080000Z", "DTEND:20261016T080000Z"), ("DTSTART:soon",)])
def test_a_counter_without_a_time_that_can_be_read_proposes_none(times: tuple[str, ...]) -> None:
    attendee = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:an@school.example"
    (reply,) = replies_in(a_reply(*times, attendee, method="COUNTER"))
    assert (reply.answer, reply.proposed) == (Answer.COUNTERED, None)


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("RECURRENCE-ID;TZID=Europe/Brussels:20261119T090000", "2026-11-19T09:00"),
        ("RECURRENCE-ID;TZID=W. Europe Standard Time:20261119T090000", "2026-11-19T09:00"),
        ("RECURRENCE-ID:20261119T080000Z", "2026-11-19T09:00"),
        ("RECURRENCE-ID:20261119T090000", "2026-11-19T09:00"),
    ],
)
def test_a_session_is_known_by_its_recurrence_id_in_any_form(line: str, start: str) -> None:
    (reply,) = replies_in(a_reply(line, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example"))
    assert reply.recurrence_id == local(start)


@pytest.mark.parametrize("sequence", [None, "x", "-1"])
def test_a_sequence_that_cannot_be_read_is_unknown(sequence: str | None) -> None:
    (reply,) = replies_in(a_reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example", sequence=sequence))
    assert reply.sequence is None


def test_the_mail_says_the_method_where_the_calendar_does_not() -> None:
    text = a_reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example").replace("METHOD:REPLY\r\n", "")
    assert [reply.answer for reply in replies_in(text, method="reply")] == [Answer.ACCEPTED]


def test_a_mark_and_bare_line_ends_do_no_harm() -> None:
    text = "\ufeff" + a_reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example").replace("\r\n", "\n")
    assert len(replies_in(text.encode())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nfoo\nEND:VCALENDAR\n",
        a_reply(method="REQUEST"),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_reply_is_refused_without_repeating_it(text: str | bytes) -> None:
    with pytest.raises(NotAReplyError) as refused:
        replies_in(text)
    assert "foo" not in str(refused.value)


@given(st.text(max_size=60), st.integers(0, 400), st.integers(0, 40))
def test_whatever_comes_is_read_or_refused(junk: str, where: int, instead_of: int) -> None:
    text = a_reply("RECURRENCE-ID:20261119T080000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:an@school.example")
    try:
        replies_in(text[:where] + junk + text[where + instead_of :])
    except NotAReplyError as refused:
        assert refused.__cause__ is None


def test_what_is_too_large_is_not_read() -> None:
    with pytest.raises(NotAReplyError, match="bytes"):
        replies_in("x" * (LARGEST_REPLY + 1))


def test_lines_without_uid_or_address_answer_nothing() -> None:
    assert replies_in(a_reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:nobody")) == []
    assert replies_in(a_reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example").replace(f"UID:{UID}\r\n", "")) == []
