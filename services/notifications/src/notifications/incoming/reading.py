"""Reads a mail that came back: is it a delivery report (RFC 3464), an automatic reply (RFC 3834), a calendar's answer?

Reports are read as mail servers really write them. OpenSMTPD's are `multipart/mixed`. Exim and OpenSMTPD give the
status 5.0.0. The true code is in the server's answer, which OpenSMTPD has in the text for people alone. A report about
an address outside ASCII (RFC 6533) is one block that has to be split. Nothing here raises, whatever the mail is: what
can't be made out is `other`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from email.utils import getaddresses
from uuid import UUID

from notifications.incoming.domain.arrived import Arrived, CalendarAnswer, Kind, Report
from shared.invitations.replies import CalendarReply, NotAReplyError, replies_in

LARGEST_MAIL = 1024 * 1024
"""Bytes that are looked at; the rest of a larger mail is left unread."""

# What parsers raise over a mail that is made to break them.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MOST_PARTS = 200
_MOST_MENTIONS = 20
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED = frozenset({"message/rfc822", "message/global"})
_RETURNED_HEADERS = frozenset({"text/rfc822-headers", "message/global-headers"})
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_ACTIONS = frozenset({"failed", "delayed", "delivered", "relayed", "expanded"})
_AUTOMATIC = frozenset({"bulk", "junk", "auto_reply"})
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ADDRESS = re.compile(r"[!-;=?A-~]{1,190}@[!-;=?A-~]{1,190}")
_MESSAGE_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>@\s]+)>", re.IGNORECASE)


def read_mail(content: bytes, *, domain: str) -> Arrived:
    """What a mail is. ``domain`` is that of the Message-IDs of our own mails."""
    key = hashlib.sha256(content).hexdigest()
    try:
        return _read(key, message_from_bytes(content[:LARGEST_MAIL]), domain)
    except _UNREADABLE:
        return Arrived(key=key, kind=Kind.OTHER)


def _read(key: str, mail: Message, domain: str) -> Arrived:
    sender, parts = _sender(mail), _parts(mail)
    statuses = [part for part in parts if part.get_content_type() in _REPORTS]
    explained = _explanation(parts) if statuses else []
    reports = tuple(report for part in statuses for report in _reports(part, explained))
    mails = [inside for part in parts for inside in _returned(part)]
    returned = [_field(inside, "Message-ID") for inside in mails]
    threaded = [_field(mail, "In-Reply-To"), *reversed(_field(mail, "References").split())]
    if reports:
        # What is returned may be a person's mail, in the thread of one of ours.
        mentions = _own(returned or threaded, domain)
        addressed = _addresses_in(_field(inside, "To") for inside in mails)
        return Arrived(
            key=key, kind=_kind_of(reports), sender=sender, mentions=mentions, reports=reports, addressed=addressed
        )
    mentions = _own([*returned, *threaded], domain)
    answers = tuple(_answers(parts, sender))
    kind = Kind.CALENDAR_REPLY if answers else Kind.AUTOMATIC_REPLY if _is_automatic(mail) else Kind.OTHER
    return Arrived(key=key, kind=kind, sender=sender, mentions=mentions, answers=answers)


def _kind_of(reports: tuple[Report, ...]) -> Kind:
    actions = {report.action for report in reports}
    if "failed" in actions:
        return Kind.DELIVERY_FAILED
    return Kind.DELIVERY_DELAYED if "delayed" in actions else Kind.OTHER


def _parts(mail: Message) -> list[Message]:
    """The parts of a mail, but not those of a mail that is returned inside it."""
    parts, waiting = list[Message](), [mail]
    while waiting and len(parts) < _MOST_PARTS:
        part = waiting.pop(0)
        parts.append(part)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [item for item in inside if isinstance(item, Message)]
    return parts


def _explanation(parts: list[Message]) -> list[str]:
    """The lines of what a report says to people."""
    return next((_text(part).splitlines() for part in parts if part.get_content_type() == "text/plain"), [])


def _reports(part: Message, explained: list[str]) -> Iterator[Report]:
    """By recipient: a block with an action is one; the first block is about the whole mail."""
    for block in _blocks(part):
        action = _field(block, "Action").partition(" ")[0].lower()
        if action in _ACTIONS:
            named = (_field(block, name).partition(";")[2] for name in ("Final-Recipient", "Original-Recipient"))
            recipients = _addresses_in(named)
            answer = _field(block, "Diagnostic-Code") or _said_of(recipients, explained)
            yield Report(action, _code(block, action, answer), recipients)


def _blocks(part: Message) -> Iterator[Message]:
    inside = part.get_payload()
    if isinstance(inside, list):
        yield from (block for block in inside if isinstance(block, Message))
    if not isinstance(inside, list) or len(inside) < 2:
        text = _text(part) if not isinstance(inside, list) else "".join(map(_whole, inside))
        yield from (HeaderParser().parsestr(block) for block in re.split(r"\r?\n\r?\n", text.strip()))


def _whole(block: object) -> str:
    """Headers and what follows them: a library that did not split the blocks has the second one as a text."""
    return str(block.get_payload()) if isinstance(block, Message) else ""


def _said_of(recipients: frozenset[str], explained: list[str]) -> str:
    """What the server answered, from a line such as `an@clb.example: 552 5.2.2 full`; empty if there is none."""
    lines = (line.partition(": ") for line in explained)
    return next((answer for address, _, answer in lines if address.strip().lower() in recipients), "")


def _code(block: Message, action: str, answer: str) -> str:
    """The status; where it ends in zeros the one that the server's answer has, if it has one."""
    said = _CODE.search(_field(block, "Status"))
    code = said[1] if said else ("4.0.0" if action == "delayed" else "5.0.0")
    if not code.endswith(".0.0"):
        return code
    answered = _CODE.search(answer)
    return answered[1] if answered else code


def _own(message_ids: list[str], domain: str) -> tuple[UUID, ...]:
    """The notices among these, in their order."""
    own = [UUID(said[1]) for said in _MESSAGE_ID.finditer(" ".join(message_ids)) if said[2].lower() == domain.lower()]
    return tuple(dict.fromkeys(own))[:_MOST_MENTIONS]


def _returned(part: Message) -> Iterator[Message]:
    """The mail that a report returns, or its headers."""
    kind = part.get_content_type()
    inside = part.get_payload()
    if isinstance(inside, list):
        if kind in _RETURNED | _RETURNED_HEADERS:
            yield from (mail for mail in inside[:1] if isinstance(mail, Message))
    elif kind in _RETURNED_HEADERS:
        yield HeaderParser().parsestr(_text(part))


def _answers(parts: list[Message], sender: str | None) -> Iterator[CalendarAnswer]:
    """What the first calendar in it answers that is a reply: a second part often is the same one, attached."""
    for part in parts:
        if part.get_content_type() not in _CALENDARS:
            continue
        try:
            replies = replies_in(_text(part), method=_parameter(part, "method"), sender=sender)
        except NotAReplyError:
            continue
        if replies:
            yield from map(_answer, replies)
            return


def _answer(reply: CalendarReply) -> CalendarAnswer:
    return CalendarAnswer(
        uid=reply.uid,
        address=reply.address,
        answer=reply.answer,
        sequence=reply.sequence,
        recurrence_id=reply.recurrence_id,
        stamp=reply.stamp,
        delegate=reply.delegate,
        proposed=reply.proposed,
    )


def _is_automatic(mail: Message) -> bool:
    """Marked as RFC 3834 asks for, or as programs before it do; or a mail that wants no answer itself."""
    submitted = _field(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted:
        return submitted != "no"
    precedence = _field(mail, "Precedence").lower()
    return (
        precedence in _AUTOMATIC or bool(mail.get("X-Autoreply") or mail.get("X-Autorespond")) or _has_no_way_back(mail)
    )


def _has_no_way_back(mail: Message) -> bool:
    return _field(mail, "Return-Path") == "<>"


def _sender(mail: Message) -> str | None:
    """The first address of From that can be kept; the name before it is not read."""
    addresses = (address for _, address in getaddresses([_field(mail, "From")]))
    return next((address for address in addresses if _ADDRESS.fullmatch(address)), None)


def _addresses_in(fields: Iterable[str]) -> frozenset[str]:
    return frozenset(address.lower() for _, address in getaddresses(list(fields)) if _ADDRESS.fullmatch(address))


def _parameter(part: Message, name: str) -> str | None:
    value = part.get_param(name)
    return value if isinstance(value, str) else None


def _field(block: Message, name: str) -> str:
    """A header on one line; empty where it is absent."""
    return " ".join(str(block.get(name, "")).split())


def _text(part: Message) -> str:
    """A part as text, in the character set that it says; what can't be decoded is replaced."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):  # there is no such character set, or it takes no replacing
        return content.decode("utf-8", "replace")
