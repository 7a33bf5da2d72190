"""What the settings of notifications refuse."""

from datetime import date, time

import pytest
from pydantic import ValidationError
from tests.tokens import SECRET

from notifications.settings import NotificationsSettings
from shared.runtime.http.invalid_fields import settings_errors


def settings(**given: str) -> NotificationsSettings:
    needed = {"database_url": "postgresql://nobody@127.0.0.1/none", "FLANKEREND_TOKEN_SECRET": SECRET}
    return NotificationsSettings.model_validate({**needed, **given})


@pytest.mark.parametrize("address", ["leerplicht@één.example", "leerplicht", "a@b@c.example", "a <a@b.example>"])
def test_an_address_that_no_mail_server_is_told_is_refused_as_the_sender(address: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(FLANKEREND_MAIL_FROM=address)
    assert settings_errors(refused.value) == [
        "FLANKEREND_MAIL_FROM: must be an address such as name@example.org, in ASCII"
    ]


@pytest.mark.parametrize("address", ["leerplicht@stad.example", "no-reply+plicht@xn--n-cgab.example"])
def test_an_ascii_address_is_taken_as_the_sender(address: str) -> None:
    assert settings(FLANKEREND_MAIL_FROM=address).mail_from == address


def test_a_mailbox_on_a_server_without_a_login_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        settings(FLANKEREND_IMAP_HOST="imap.stad.example", FLANKEREND_IMAP_USERNAME="overleg")
    assert "FLANKEREND_IMAP_PASSWORD" in str(settings_errors(refused.value))


def test_out_of_the_box_everything_goes_at_once() -> None:
    plain = settings()
    assert (plain.hours, plain.digest, plain.closed_days.periods) == (None, False, ())


def test_when_notices_go_is_read_from_the_settings() -> None:
    agreed = settings(
        FLANKEREND_DIGEST="true",
        FLANKEREND_DIGEST_AT="07:30",
        FLANKEREND_CLB_CLOSED="2026-12-24/2027-01-03, 2027-05-14",
    )
    assert (agreed.digest, agreed.digest_at) == (True, time(7, 30))
    assert date(2027, 5, 14) in agreed.closed_days
    with pytest.raises(ValidationError) as refused:
        settings(FLANKEREND_CLB_CLOSED="kerstvakantie")
    assert settings_errors(refused.value) == [
        "FLANKEREND_CLB_CLOSED: must be days and periods such as 2026-12-24/2027-01-03, 2027-05-14"
    ]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("FLANKEREND_NOTICE_HOURS", "16:00-08:30", "hours end after they begin"),
        ("FLANKEREND_DIGEST_AT", "08:00+01:00", "must be an hour by the clock in Brussels, without a time zone"),
        ("FLANKEREND_CLB_CLOSED", "2027-01-03/2026-12-24", "a period ends before it begins"),
    ],
)
def test_a_moment_that_no_notice_can_wait_for_is_refused_by_the_name_of_its_setting(
    name: str, text: str, reason: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(**{name: text})
    assert settings_errors(refused.value) == [f"{name}: {reason}"]
