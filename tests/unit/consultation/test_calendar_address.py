"""The private address of somebody's calendar: which tokens open it, and until when."""

from datetime import timedelta

import pytest

from consultation.meetings.domain.calendar_address import CalendarAddress, CalendarTokens
from consultation.testing.factories import NOW
from shared.domain.signed_tokens import InvalidLinkError

TOKENS = CalendarTokens("a secret of a municipality, for tests")
ADDRESS = CalendarAddress("counsellor-1", 1, NOW)


def test_the_token_is_the_same_each_time_and_says_whose_address_it_is():
    token = TOKENS.token(ADDRESS)
    assert token == TOKENS.token(ADDRESS)
    assert TOKENS.address_of(token, NOW + timedelta(days=3650)) == ("counsellor-1", 1)


def test_a_new_address_has_another_token_and_the_one_before_stops_working():
    anew = ADDRESS.made_anew(NOW + timedelta(days=1))
    assert TOKENS.address_of(TOKENS.token(anew), NOW) == ("counsellor-1", 2)
    assert (anew.is_of(1), anew.is_of(2), anew.made_at) == (False, True, NOW + timedelta(days=1))


def test_a_revoked_address_has_no_token_and_an_address_made_later_has_the_next_generation():
    revoked = ADDRESS.revoked()
    assert (TOKENS.token(revoked), revoked.is_of(1)) == (None, False)
    assert revoked.made_anew(NOW) == CalendarAddress("counsellor-1", 2, NOW)


def test_a_token_of_another_secret_is_refused():
    other = CalendarTokens("the secret of another municipality").token(ADDRESS)
    with pytest.raises(InvalidLinkError):
        TOKENS.address_of(other, NOW)


def test_a_token_that_names_nobody_is_refused():
    nobody = TOKENS.token(CalendarAddress("", 1, NOW))
    with pytest.raises(InvalidLinkError):
        TOKENS.address_of(nobody, NOW)
