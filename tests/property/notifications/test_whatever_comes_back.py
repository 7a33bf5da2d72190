"""Whatever somebody sends to the mailbox can be taken in: reading it never fails, and what is kept can be stored."""

import hypothesis.strategies as st
from hypothesis import example, given, settings
from tests.property.lengths import examples
from tests.unit.notifications import returned

from notifications.incoming.reading import read_mail

MAILS = [
    returned.POSTFIX,
    returned.POSTFIX_LATE,
    returned.EXIM,
    returned.OPENSMTPD,
    returned.OPENSMTPD_FULL,
    returned.OUTSIDE_ASCII,
    returned.reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:clb-1@mail.example"),
]


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A mail with some bytes lost, and others in their place."""
    content = draw(st.sampled_from(MAILS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        lost, put = draw(st.integers(0, 30)), draw(st.binary(max_size=12))
        content = content[:at] + put + content[at + lost :]
    return content


@settings(max_examples=examples(60, 3000))
@given(spoiled() | st.binary(max_size=400))
@example(b"")
@example(b"From: a@b\r\nContent-Type: text/plain; charset=nergens\r\n\r\nx")
@example(returned.reply(charset="idna"))
@example(returned.reply(charset="utf\0"))
@example(b"From: " + b"(" * 100_000 + b"\r\n\r\nx")
def test_a_mail_is_read_whatever_it_is(content: bytes) -> None:
    mail = read_mail(content, domain=returned.OURS)
    assert mail.sender is None or (mail.sender.isascii() and mail.sender.isprintable())
    assert all(len(report.code) <= 9 for report in mail.reports)
