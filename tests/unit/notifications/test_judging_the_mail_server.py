"""What an error of the mail server means for the notice and for the others."""

from dataclasses import replace

import pytest
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectTimeoutError,
    SMTPDataError,
    SMTPRecipientRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from notifications.channels.email.channel import MailConversation
from notifications.channels.email.server import MailReason, MailServer, Step, judged
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.handover import HandOver, Refused, Unable
from notifications.domain.message import Message
from notifications.domain.preparation import Ready, Receiver
from notifications.domain.vocabulary import Reason
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.case.subject import CASE
from notifications.testing.cases import opening
from notifications.testing.factories import NOW
from notifications.testing.harness import Harness
from shared.domain.roles import Role
from shared.testing.logs import captured_logs

AWAY = Unable(MailReason.UNREACHABLE, server_away=True, unheard=True)


@pytest.mark.parametrize(
    ("error", "step", "meaning"),
    [
        (SMTPRecipientRefused(550, "no", "a@b"), Step.RECIPIENT, Refused("smtp-550")),
        (SMTPRecipientRefused(450, "no", "a@b"), Step.RECIPIENT, Unable("smtp-450")),
        (SMTPRecipientRefused(421, "no", "a@b"), Step.RECIPIENT, Unable("smtp-421", server_away=True)),
        (SMTPDataError(554, "no"), Step.CONTENT, Refused("smtp-554")),
        (SMTPDataError(452, "no"), Step.CONTENT, Unable("smtp-452")),
        (SMTPSenderRefused(550, "no", "a@b"), Step.SENDER, Unable("smtp-550", server_away=True, unheard=True)),
        (SMTPAuthenticationError(535, "no"), Step.CONNECT, AWAY),
        (SMTPConnectTimeoutError("late"), Step.CONNECT, AWAY),
        (SMTPServerDisconnected("gone"), Step.SENDER, AWAY),
        (TimeoutError(), Step.RECIPIENT, Unable(MailReason.UNREACHABLE, server_away=True)),
        (SMTPServerDisconnected("gone"), Step.CONTENT, Unable(Reason.NO_ANSWER, in_doubt=True, server_away=True)),
    ],
)
def test_an_error_means(error: Exception, step: Step, meaning: HandOver) -> None:
    assert judged(error, step) == meaning


@pytest.mark.parametrize("address", ["cé@mail.example", "c@mé.example"])
async def test_an_address_that_smtp_cannot_carry_is_refused_without_asking(address: str) -> None:
    harness, conversation, ready = a_conversation()
    ready = replace(ready, receiver=replace(ready.receiver, email=address))
    assert await conversation.hand_over(Message.of(harness.notices[0], ready), NOW) == Refused("address-not-ascii")
    await conversation.end()


async def test_a_mail_that_cannot_be_written_is_refused_and_says_why_in_the_log() -> None:
    harness, conversation, ready = a_conversation()
    with captured_logs("notifications") as logs:
        said = await conversation.hand_over(Message.of(harness.notices[0], ready), NOW)
        assert said == Refused(MailReason.UNWRITABLE)
        assert logs.line("notification.unwritable")["aggregate_id"] == str(harness.notices[0].id)
    await conversation.end()


def a_conversation() -> tuple[Harness, MailConversation, Ready]:
    """With nobody, about a notice for which there are no words."""
    harness = Harness()
    harness.arrive(opening(1))
    writer = Writer(Sender("onderwijs@stad.example", "Dienst Onderwijs"), [], None)
    telling = CASE.tellings.to(CaseTemplate.OPENED, Role.YOUTH_COACH)
    ready = Ready(Receiver("c-1", Role.YOUTH_COACH, "c-1@mail.example"), telling, view=None)
    return harness, MailConversation(writer, MailServer("127.0.0.1", 1)), ready
