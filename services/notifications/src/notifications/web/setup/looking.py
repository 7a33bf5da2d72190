"""What notifications lacks before it does its work: a mail server that delivers, a sender, a mailbox that is read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from notifications.channels.email.channel import server_of
from notifications.channels.email.server import SmtpConversation
from notifications.settings import NotificationsSettings
from notifications.web.setup.words import WORDS
from shared.runtime.mail_catcher import MAIL_CATCHER
from shared.service.setup import Matter, Setup, SetupState

_PATIENCE_S = 3.0
_DEFAULTS = NotificationsSettings.model_fields


def setup_of(settings: NotificationsSettings) -> Setup:
    """What notifications says of its set-up."""
    return Setup(partial(_look, settings), WORDS)


async def _look(settings: NotificationsSettings) -> Sequence[Matter]:
    is_read = settings.maildir is not None or settings.imap_host is not None
    has_sender = settings.mail_from != _DEFAULTS["mail_from"].default
    return (
        Matter("mail-server", await _mail_server(settings)),
        Matter("sender", _there(has_sender)),
        Matter("mailbox", _there(is_read)),
    )


async def _mail_server(settings: NotificationsSettings) -> SetupState:
    conversation = SmtpConversation(replace(server_of(settings), timeout_s=_PATIENCE_S))
    name = await conversation.name()
    if name is None:
        return SetupState.MISSING
    return SetupState.SHIPPED if name == MAIL_CATCHER else SetupState.READY


def _there(is_there: bool) -> SetupState:
    return SetupState.READY if is_there else SetupState.MISSING
