"""A mail that came back is told apart by what mail servers, programs and calendars write, and so is what it answers."""

from uuid import UUID

import pytest

from notifications.incoming.domain.arrived import Kind, Report
from notifications.incoming.reading import read_mail
from shared.domain.answers import Answer

from . import returned


@pytest.mark.parametrize(
    ("content", "kind", "report"),
    [
        (returned.POSTFIX, Kind.DELIVERY_FAILED, Report("failed", "5.1.1")),
        (returned.POSTFIX_LATE, Kind.DELIVERY_DELAYED, Report("delayed", "4.7.1")),
        (returned.EXIM, Kind.DELIVERY_FAILED, Report("failed", "5.2.2")),
        (returned.OPENSMTPD, Kind.DELIVERY_FAILED, Report("failed", "5.0.0")),
        (returned.OPENSMTPD_FULL, Kind.DELIVERY_FAILED, Report("failed", "5.2.2")),
        (returned.OUTSIDE_ASCII, Kind.DELIVERY_FAILED, Report("failed", "5.1.1")),
    ],
    ids=[
        "Postfix",
        "Postfix, late",
        "Exim: the code is in the answer",
        "OpenSMTPD: mixed",
        "OpenSMTPD: the code is in the text alone",
        "outside ASCII: one block",
    ],
)
def test_a_delivery_report_says_what_became_of_which_mail(content: bytes, kind: Kind, report: Report) -> None:
    mail = read_mail(content, domain=returned.OURS)
    assert (mail.kind, mail.reports, mail.mentions) == (kind, (report,), (UUID(returned.NOTICE),))
    assert mail.sender == "MAILER-DAEMON@mta.example"


def test_one_recipient_that_was_not_reached_makes_a_failure() -> None:
    blocks = [returned.recipient("delayed", "4.7.1"), returned.recipient("failed", "5.1.1")]
    mail = read_mail(returned.report(("message/delivery-status", returned.status(*blocks))), domain=returned.OURS)
    assert mail.kind is Kind.DELIVERY_FAILED
    assert mail.failure == Report("failed", "5.1.1")


def test_a_report_that_a_mail_arrived_is_no_failure() -> None:
    mail = read_mail(returned.DELIVERED, domain=returned.OURS)
    assert (mail.kind, mail.failure) == (Kind.OTHER, None)


def test_a_report_about_a_mail_of_a_person_in_the_same_thread_is_about_no_notice() -> None:
    by_hand = f"From: overleg@{returned.OURS}\r\nMessage-ID: <met-de-hand@{returned.OURS}>"
    content = returned.report(
        ("message/delivery-status", returned.status(returned.recipient("failed", "5.1.1"))),
        ("text/rfc822-headers", by_hand),
        headers=(f"References: {returned.MESSAGE_ID} <met-de-hand@{returned.OURS}>",),
    )
    assert read_mail(content, domain=returned.OURS).mentions == ()


def test_a_report_that_returns_nothing_is_about_the_mail_it_answers() -> None:
    failed = returned.status(returned.recipient("failed", "5.1.1"))
    answers = f"In-Reply-To: {returned.MESSAGE_ID}"
    content = returned.report(("message/delivery-status", failed), headers=(answers,))
    assert read_mail(content, domain=returned.OURS).mentions == (UUID(returned.NOTICE),)


def test_a_report_inside_a_mail_that_is_returned_is_not_read() -> None:
    inside = returned.POSTFIX.decode().replace("--b", "--c").replace("boundary=b", "boundary=c")
    late = returned.status(returned.recipient("delayed", "4.2.0"))
    mail = read_mail(
        returned.report(("message/delivery-status", late), ("message/rfc822", inside)), domain=returned.OURS
    )
    assert mail.kind is Kind.DELIVERY_DELAYED


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("Auto-Submitted: auto-replied (vacation)",), Kind.AUTOMATIC_REPLY),
        (("Auto-Submitted: auto-generated",), Kind.AUTOMATIC_REPLY),
        (("Precedence: bulk",), Kind.AUTOMATIC_REPLY),
        (("X-Autoreply: yes",), Kind.AUTOMATIC_REPLY),
        (("Return-Path: <>",), Kind.AUTOMATIC_REPLY),
        (("Auto-Submitted: no", "Precedence: bulk"), Kind.OTHER),
        ((), Kind.OTHER),
    ],
)
def test_automatic_replies_are_told_apart_from_people(headers: tuple[str, ...], kind: Kind) -> None:
    content = returned.mail("From: An <an@clb.example>", f"In-Reply-To: {returned.MESSAGE_ID}", *headers)
    mail = read_mail(content, domain=returned.OURS)
    assert (mail.kind, mail.sender, mail.mentions) == (kind, "an@clb.example", (UUID(returned.NOTICE),))


def test_the_last_mail_of_a_thread_is_answered_and_mails_of_others_are_not_ours() -> None:
    thread = (
        f"<{returned.NOTICE}@{returned.OURS}> <{returned.LATER}@{returned.OURS}> <{returned.NOTICE}@elders.example>"
    )
    mail = read_mail(returned.mail("From: an@clb.example", f"References: {thread}"), domain=returned.OURS)
    assert mail.mentions == (UUID(returned.LATER), UUID(returned.NOTICE))


def test_a_calendar_that_answers_is_read_although_a_program_sent_it() -> None:
    content = returned.reply("ATTENDEE;PARTSTAT=DECLINED:mailto:clb-1@mail.example")
    mail = read_mail(b"Auto-Submitted: auto-generated\r\n" + content, domain=returned.OURS)
    [answer] = mail.answers
    assert mail.kind is Kind.CALENDAR_REPLY
    assert (answer.uid, answer.address, answer.answer) == ("cafe@flankerend", "clb-1@mail.example", Answer.DECLINED)


def test_an_invitation_of_somebody_else_is_no_answer() -> None:
    content = returned.reply("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:clb-1@mail.example", method="REQUEST")
    assert read_mail(content, domain=returned.OURS).kind is Kind.OTHER


@pytest.mark.parametrize("sender", ["", "From: ", "From: geen adres", "From: Jos\xe9 <jos\xe9@clb.example>"])
def test_a_sender_that_can_not_be_read_is_nobody(sender: str) -> None:
    assert read_mail(returned.mail(sender or "X: y"), domain=returned.OURS).sender is None
