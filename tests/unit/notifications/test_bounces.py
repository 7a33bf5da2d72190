"""Which refusals are about the address, and which of those about the address that the contact has now."""

import pytest

from notifications.domain.bounces import code_in, is_of_address
from notifications.incoming.reading import read_mail

from . import returned

CLB = "an@clb.example"


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("5.1.1", True),  # no such mailbox
        ("5.1.10", True),  # the domain takes no mail
        ("5.2.1", True),  # closed
        ("5.0.0", True),  # the server names no reason
        ("5.1.7", False),  # the sender's address
        ("5.1.8", False),
        ("5.2.2", False),  # full
        ("5.4.4", False),  # no way there
        ("5.7.1", False),  # refused, perhaps all that we send
        ("4.4.7", False),  # tried too long
        ("", False),
    ],
)
def test_only_what_is_said_of_the_address_gives_it_up(code: str, answer: bool) -> None:
    assert is_of_address(code) is answer


@pytest.mark.parametrize(
    ("answer", "code"),
    [("5.1.1 <x>: unknown", "5.1.1"), ("5.7.1", "5.7.1"), ("User unknown", None), ("at 5.1.1 x", None), ("", None)],
)
def test_the_code_stands_at_the_front_of_a_servers_answer(answer: str, code: str | None) -> None:
    assert code_in(answer) == code


def returning(to: str, *blocks: str) -> bytes:
    recipients = blocks or (returned.recipient("failed", "5.1.1"),)
    headers = f"To: {to}\r\n{returned.HEADERS}"
    return returned.report(("message/delivery-status", returned.status(*recipients)), ("text/rfc822-headers", headers))


@pytest.mark.parametrize(
    ("to", "now", "answer"),
    [
        (CLB, CLB, True),
        (CLB, "AN@clb.example", True),
        (CLB, "an.new@clb.example", False),  # put right in the meantime
        (CLB, None, False),
        ("team@clb.example", CLB, False),  # a list that she was on
    ],
)
def test_a_report_is_about_the_address_that_its_mail_was_sent_to(to: str, now: str | None, answer: bool) -> None:
    assert read_mail(returning(to), domain=returned.OURS).failed_at(now) is answer


def test_a_report_that_returns_nothing_names_the_address_itself() -> None:
    mail = read_mail(
        returned.report(("message/delivery-status", returned.status(returned.recipient("failed", "5.1.1")))),
        domain=returned.OURS,
    )
    assert (mail.failed_at(CLB), mail.failed_at("bo@clb.example")) == (True, False)


def test_a_report_of_a_delay_says_nothing_of_an_address() -> None:
    late = returning(CLB, returned.recipient("delayed", "4.7.1"))
    assert not read_mail(late, domain=returned.OURS).failed_at(CLB)


def test_of_several_recipients_the_one_that_was_not_reached_counts() -> None:
    blocks = (returned.recipient("delivered", "2.0.0"), returned.recipient("failed", "5.2.1"))
    assert read_mail(returning(CLB, *blocks), domain=returned.OURS).failed_at(CLB)
