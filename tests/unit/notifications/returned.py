"""Mails that come back, shaped as mail servers, programs and calendars write them; people and texts are invented."""

OURS = "overleg.example"
NOTICE = "0193a0b4-7c00-7000-8000-000000000001"
LATER = "0193a0b4-7c00-7000-8000-000000000002"
MESSAGE_ID = f"<{NOTICE}@{OURS}>"


def mail(*headers: str, body: str = "Verzonnen tekst.") -> bytes:
    """A mail with these headers."""
    return "\r\n".join([*headers, "", body, ""]).encode()


def report(
    *parts: tuple[str, str],
    kind: str = "report",
    headers: tuple[str, ...] = (),
    text: str = "Verzonnen uitleg.",
) -> bytes:
    """A report with a text and these parts, each a content type and its content."""
    lines = ["--b", "Content-Type: text/plain", "", text, ""]
    for content_type, content in parts:
        lines += ["--b", f"Content-Type: {content_type}", "", content, ""]
    return mail(
        "From: Postmeester <MAILER-DAEMON@mta.example>",
        "MIME-Version: 1.0",
        f"Content-Type: multipart/{kind}; report-type=delivery-status; boundary=b",
        *headers,
        body="\r\n".join([*lines, "--b--"]),
    )


def status(*recipients: str) -> str:
    """The machine's part of a report: a block about the mail, and one a recipient."""
    return "\r\n\r\n".join(["Reporting-MTA: dns; mta.example", *recipients])


def recipient(action: str, code: str, told: str = "") -> str:
    """What a report says of one recipient."""
    lines = [f"Final-Recipient: rfc822; an@clb.example\r\nAction: {action}\r\nStatus: {code}"]
    return "\r\n".join([*lines, *([f"Diagnostic-Code: smtp; {told}"] if told else [])])


HEADERS = f"From: overleg@{OURS}\r\nSubject: Verzonnen\r\nMessage-ID: {MESSAGE_ID}"
POSTFIX = report(
    ("message/delivery-status", status(recipient("failed", "5.1.1", "550 5.1.1 onbekend"))),
    ("message/rfc822", f"{HEADERS}\r\n\r\nVerzonnen."),
    headers=("Auto-Submitted: auto-replied",),
)
POSTFIX_LATE = report(
    ("message/delivery-status", status(recipient("delayed", "4.7.1", "451 4.7.1 later"))),
    ("text/rfc822-headers", HEADERS),
)
EXIM = report(
    ("message/delivery-status", status(recipient("failed", "5.0.0", "552 5.2.2 vol"))),
    ("message/rfc822", f"{HEADERS}\r\n\r\nVerzonnen."),
    headers=(f"References: <eerder@{OURS}> {MESSAGE_ID}",),
)
OPENSMTPD = report(
    ("message/delivery-status", status(recipient("failed", "5.0.0"))), ("text/rfc822-headers", HEADERS), kind="mixed"
)
OPENSMTPD_FULL = report(
    ("message/delivery-status", status(recipient("failed", "5.0.0"))),
    ("text/rfc822-headers", HEADERS),
    kind="mixed",
    text="Of all recipients:\r\n\r\nbo@clb.example: 550 5.1.1 onbekend\r\nAn@clb.example: 552 5.2.2 vol",
)
OUTSIDE_ASCII = report(
    ("message/global-delivery-status", status(recipient("failed", "5.1.1"))), ("message/global-headers", HEADERS)
)
DELIVERED = report(("message/delivery-status", status(recipient("delivered", "2.0.0"))))


def calendar(*lines: str, method: str = "REPLY") -> str:
    """A calendar's answer about one meeting."""
    event = ["BEGIN:VEVENT", "UID:cafe@flankerend", "DTSTAMP:20261012T080000Z", "SEQUENCE:0", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", *event, "END:VCALENDAR", ""])


def reply(*lines: str, sender: str = "clb-1@mail.example", method: str = "REPLY", charset: str = "utf-8") -> bytes:
    """A mail with a calendar's answer."""
    return mail(
        f"From: Verzonnen Naam <{sender}>",
        "MIME-Version: 1.0",
        f'Content-Type: text/calendar; charset="{charset}"; method={method}',
        body=calendar(*lines, method=method),
    )
