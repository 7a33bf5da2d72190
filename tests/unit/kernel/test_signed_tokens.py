"""Tokens in links: ours, for one purpose, for a time."""

from datetime import timedelta

import pytest

from shared.domain.reply_tokens import ReplyTokens
from shared.domain.signed_tokens import ExpiredLinkError, InvalidLinkError, Signer
from shared.runtime.clock import SystemClock
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

SECRET = "a secret of at least thirty-two bytes"
NOW = SystemClock().now()


def test_a_token_holds_its_content_until_its_time_is_over() -> None:
    clock = FixedClock(NOW)
    signer = Signer(SECRET, "a purpose", clock.now)
    token = signer.token(b"content", timedelta(days=2))
    clock.advance(timedelta(days=1))
    assert signer.content(token) == b"content"
    clock.advance(timedelta(days=1))
    with pytest.raises(ExpiredLinkError):
        signer.content(token)


def test_a_token_of_another_purpose_is_none() -> None:
    token = Signer(SECRET, "a purpose", lambda: NOW).token(b"content", timedelta(days=2))
    with pytest.raises(InvalidLinkError):
        Signer(SECRET, "another", lambda: NOW).content(token)


@pytest.mark.parametrize("contact_id", ["clb-1", "x" * 64])
def test_a_reply_token_holds_who_is_invited_to_what_in_a_path_of_at_most_200(contact_id: str) -> None:
    tokens, meeting_id = ReplyTokens(SECRET, lambda: NOW), new_id()
    token = tokens.token(meeting_id, contact_id)
    assert tokens.invited_to(token) == (meeting_id, contact_id)
    assert len(token) <= 200


@pytest.mark.parametrize("content", [b"", b"x" * 16])
def test_a_reply_token_names_somebody(content: bytes) -> None:
    token = Signer(SECRET, "flankerend reply v1", lambda: NOW).token(content, timedelta(days=1))
    with pytest.raises(InvalidLinkError):
        ReplyTokens(SECRET, lambda: NOW).invited_to(token)
