"""What the local stack sends back is read as what real servers, calendars and people send."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast
from uuid import UUID

import pytest
from aiosmtpd.smtp import Envelope

from notifications.incoming.domain.arrived import Kind
from notifications.incoming.reading import read_mail
from shared.invitations.entry import Attendee, Entry, Method, Organiser
from shared.invitations.writing import written
from shared.local.errors import LocalStackError
from shared.local.mail.replies import ReplyKind, reply_to
from shared.local.mail_catcher import Delivery, KeepMail

NOTICE = UUID("0199a000-0000-7000-8000-000000000001")
RECEIVER = "an.verzonnen@clb.example"


INVITATION = written(
    Entry(
        uid="0199a000-0000-7000-8000-000000000003",
        sequence=4,
        stamp=datetime(2026, 11, 20, 8, tzinfo=UTC),
        starts_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, 10, tzinfo=UTC),
        title="Zorgoverleg",
        link="http://127.0.0.1:8000/overleg",
        organiser=Organiser("antwoord@localhost"),
        attendees=(Attendee(RECEIVER),),
    ),
    Method.REQUEST,
    product="tests",
)


def mail(*, invites: bool = False) -> EmailMessage:
    """A mail as notifications writes it."""
    message = EmailMessage()
    message["From"] = "Flankerend <flankerend@localhost>"
    message["To"] = RECEIVER
    message["Reply-To"] = "antwoord@localhost"
    message["Subject"] = "Zorgoverleg"
    message["Message-ID"] = f"<{NOTICE}@localhost>"
    message.set_content("Beste")
    if invites:
        calendar = INVITATION.encode()
        message.add_attachment(calendar, "text", "calendar", params={"method": "REQUEST", "charset": "utf-8"})
    return cast("EmailMessage", message_from_bytes(message.as_bytes(), policy=default))


def read(kind: ReplyKind, *, invites: bool = False):
    return read_mail(reply_to(mail(invites=invites), kind).as_bytes(), domain="localhost")


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [
        (ReplyKind.BOUNCED, Kind.DELIVERY_FAILED),
        (ReplyKind.AWAY, Kind.AUTOMATIC_REPLY),
        (ReplyKind.ANSWERED, Kind.OTHER),
        (ReplyKind.ACCEPTED, Kind.CALENDAR_REPLY),
        (ReplyKind.DECLINED, Kind.CALENDAR_REPLY),
    ],
)
def test_each_is_read_as_what_it_is_and_belongs_to_its_notice(kind: ReplyKind, read_as: Kind) -> None:
    arrived = read(kind, invites=True)
    assert (arrived.kind, arrived.mentions) == (read_as, (NOTICE,))


def test_a_report_says_which_address_has_no_mailbox_and_goes_to_the_sender() -> None:
    [report] = read(ReplyKind.BOUNCED).reports
    assert (report.action, report.code, report.recipients) == ("failed", "5.1.1", {RECEIVER})
    assert reply_to(mail(), ReplyKind.BOUNCED)["To"] == "Flankerend <flankerend@localhost>"


@pytest.mark.parametrize(("kind", "answer"), [(ReplyKind.ACCEPTED, "accepted"), (ReplyKind.DECLINED, "declined")])
def test_a_calendar_answers_for_the_receiver_about_the_version_that_was_sent(kind: ReplyKind, answer: str) -> None:
    [answered] = read(kind, invites=True).answers
    assert (answered.uid, answered.sequence) == ("0199a000-0000-7000-8000-000000000003", 4)
    assert (answered.address, answered.answer.value) == (RECEIVER, answer)
    assert reply_to(mail(invites=True), kind)["To"] == "antwoord@localhost"


def test_no_calendar_answers_a_mail_without_an_invitation() -> None:
    with pytest.raises(LocalStackError, match="No invitation"):
        reply_to(mail(), ReplyKind.ACCEPTED)


@pytest.mark.parametrize(
    ("recipients", "comes_back", "is_kept"),
    [
        (["antwoord@localhost"], 1, 0),
        (["Antwoord@Localhost"], 1, 0),
        ([RECEIVER], 0, 1),
        (["flankerend@localhost", RECEIVER], 1, 1),
    ],
)
async def test_the_mail_catcher_delivers_what_is_for_an_address_of_ours(tmp_path, recipients, comes_back, is_kept):
    delivery = Delivery(tmp_path / "maildir", frozenset({"antwoord@localhost", "flankerend@localhost"}))
    keep = KeepMail(tmp_path / "mail", delivery)
    envelope = Envelope()
    envelope.rcpt_tos, envelope.original_content = recipients, mail().as_bytes()
    assert (await keep.handle_DATA(None, None, envelope)).startswith("250")
    assert len(list((tmp_path / "maildir" / "new").iterdir())) == comes_back
    assert len(list((tmp_path / "mail").glob("*.eml"))) == is_kept
