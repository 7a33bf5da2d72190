"""The token in a link: ours, for one notice, for a time."""

from datetime import timedelta

import pytest

from notifications.domain.acknowledgement import AcknowledgementTokens
from notifications.testing.factories import NOW
from shared.domain.signed_tokens import ExpiredLinkError, InvalidLinkError
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

SECRET = "a secret of at least thirty-two bytes"


def test_a_token_names_its_notice_until_its_time_is_over() -> None:
    clock = FixedClock(NOW)
    tokens = AcknowledgementTokens(SECRET, clock.now, timedelta(days=60))
    notice_id = new_id()
    token = tokens.token(notice_id)
    clock.advance(timedelta(days=59))
    assert tokens.notice_id(token) == notice_id
    clock.advance(timedelta(days=1))
    with pytest.raises(ExpiredLinkError):
        tokens.notice_id(token)


def test_what_we_did_not_sign_is_none() -> None:
    tokens = AcknowledgementTokens(SECRET, FixedClock(NOW).now)
    other = AcknowledgementTokens(SECRET[::-1], FixedClock(NOW).now)
    token = tokens.token(new_id())
    changed = ("B" if token[0] == "A" else "A") + token[1:]
    for wrong in (other.token(new_id()), changed, token[:-4], "", "*" * 48, "é"):
        with pytest.raises(InvalidLinkError) as refused:
            tokens.notice_id(wrong)
        assert not isinstance(refused.value, ExpiredLinkError)
