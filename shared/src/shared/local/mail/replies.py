"""Answers to mails that the mail catcher kept, as mail servers, calendars and people would send them."""

from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import make_msgid, parseaddr
from enum import StrEnum

from icalendar import Calendar, Event, vText

from shared.local.errors import LocalStackError

_MAIL_SERVER = "localhost"
_TEXT = "Bedankt voor het bericht. Ik kijk het na."
_AWAY = "Ik ben er deze week niet."
_COPIED = ("UID", "RECURRENCE-ID", "SEQUENCE", "ORGANIZER", "DTSTART", "DTEND")


class ReplyKind(StrEnum):
    """What comes back."""

    BOUNCED = "bounced"
    """A mail server reports that the mail did not arrive: there is no such mailbox."""
    AWAY = "away"
    """A program says that its person is away."""
    ANSWERED = "answered"
    """A person writes back."""
    ACCEPTED = "accepted"
    """A calendar accepts an invitation."""
    DECLINED = "declined"
    """A calendar declines it."""


_IN_CALENDARS = {ReplyKind.ACCEPTED: "ACCEPTED", ReplyKind.DECLINED: "DECLINED"}


def reply_to(mail: EmailMessage, kind: ReplyKind) -> Message:
    """What comes back for a mail. Raises `LocalStackError` where no invitation is in it to accept or decline."""
    if kind is ReplyKind.BOUNCED:
        return _report(mail)
    if kind in _IN_CALENDARS:
        return _addressed(_calendar_answer(mail, _IN_CALENDARS[kind]), mail)
    is_away = kind is ReplyKind.AWAY
    answer = MIMEText(_AWAY if is_away else _TEXT)
    if is_away:
        answer["Auto-Submitted"] = "auto-replied"
    return _addressed(answer, mail)


def _addressed(answer: Message, mail: EmailMessage) -> Message:
    """From the receiver, to the address that the mail is answered to."""
    answer["From"] = mail["To"]
    answer["To"] = mail["Reply-To"] or mail["From"]
    answer["Subject"] = f"Re: {mail['Subject']}"
    answer["In-Reply-To"] = mail["Message-ID"]
    answer["Message-ID"] = make_msgid(domain=_MAIL_SERVER)
    return answer


def _report(mail: EmailMessage) -> Message:
    """A delivery report (RFC 3464), which goes to the sender, not to the address that a mail is answered to."""
    receiver = address_of(mail["To"])
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = f"MAILER-DAEMON@{_MAIL_SERVER}"
    report["To"] = mail["From"]
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Message-ID"] = make_msgid(domain=_MAIL_SERVER)
    report.attach(MIMEText(f"{receiver}: 550 5.1.1 no such mailbox\n"))
    about_all, about_receiver = Message(), Message()
    about_all["Reporting-MTA"] = f"dns; {_MAIL_SERVER}"
    about_receiver["Final-Recipient"] = f"rfc822; {receiver}"
    about_receiver["Action"] = "failed"
    about_receiver["Status"] = "5.1.1"
    about_receiver["Diagnostic-Code"] = "smtp; 550 5.1.1 no such mailbox"
    status = MIMENonMultipart("message", "delivery-status")
    status.set_payload([about_all, about_receiver])
    report.attach(status)
    report.attach(MIMEMessage(mail))
    return report


def _calendar_answer(mail: EmailMessage, answer: str) -> Message:
    """An answer to an invitation (iTIP REPLY, RFC 5546) of the person that the mail went to."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    events = [event for part in parts for event in Calendar.from_ical(_content(part)).walk("VEVENT")]
    if not events:
        raise LocalStackError("No invitation is in this mail, so no calendar accepts or declines it.")
    invited = events[0]
    event = Event()
    for name in _COPIED:
        if name in invited:
            event[name] = invited[name]
    event.add("DTSTAMP", datetime.now(UTC))
    attendee = vText(f"mailto:{address_of(mail['To'])}")
    attendee.params["PARTSTAT"] = answer
    event["ATTENDEE"] = attendee
    calendar = Calendar()
    calendar.add("PRODID", "-//Flankerend//reply//NL")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "REPLY")
    calendar.add_component(event)
    part = MIMEText(calendar.to_ical().decode(), "calendar")
    part.set_param("method", "REPLY")
    return part


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def address_of(header: str) -> str:
    """The address in a header such as `An Peeters <an@stad.example>`."""
    return parseaddr(str(header))[1]
