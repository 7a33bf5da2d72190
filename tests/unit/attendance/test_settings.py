"""The municipality's choices, from the environment."""

import pytest
from pydantic import ValidationError

from attendance.register.domain.status import Status
from attendance.settings import AttendanceSettings
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import SystemClock

SECRET = "a secret of at least thirty-two bytes"


def settings(monkeypatch: pytest.MonkeyPatch, **environment: str) -> AttendanceSettings:
    for name, value in {"DATABASE_URL": "postgresql://u:p@localhost/db", **environment}.items():
        monkeypatch.setenv(name, value)
    return AttendanceSettings()


def test_codes_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    own = "smartschool:Q=justified, wisa:te laat=late"
    read = settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET, FLANKEREND_EXTRA_CODES=own)
    table = read.codes
    day = SystemClock().today()
    assert table.read("smartschool", "q", day).status is Status.JUSTIFIED
    assert table.read("wisa", "TE LAAT", day).status is Status.LATE


@pytest.mark.parametrize("wrong", ["Q=justified", "smartschool:Q", "bingel:Q=late", "wisa:Q=ill", "wisa: =late"])
def test_codes_that_make_no_sense_are_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    with pytest.raises(ValidationError):
        settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET, FLANKEREND_EXTRA_CODES=wrong)


def test_an_insz_can_always_be_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError):
        settings(monkeypatch, FLANKEREND_OIDC_JWKS_URL="https://issuer.example/keys")
    own = settings(monkeypatch, FLANKEREND_INSZ_SECRET=SECRET[::-1])
    assert own.insz_key == SECRET[::-1].encode()


def test_in_a_local_stack_the_key_follows_from_the_tokens_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    read = settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET)
    assert read.insz_key != SECRET.encode()
    assert read.insz_key == settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET).insz_key


def test_kept_school_years(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET).keep_school_years == 5
    assert settings(monkeypatch, FLANKEREND_KEEP_SCHOOL_YEARS="2").keep_school_years == 2


def test_official_codes_are_retained_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    without = settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET)
    assert not without.codes.retains_official_codes
    retaining = settings(monkeypatch, FLANKEREND_RETAIN_OFFICIAL_CODES="true")
    assert retaining.codes.official_code("smartschool", "D") == "Z"


def test_two_years_of_absence_warn_of_the_allowance_unless_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    this_year = SchoolYear(2026)
    usual = settings(monkeypatch, FLANKEREND_TOKEN_SECRET=SECRET)
    assert usual.allowance.years(this_year) == 2
    one = settings(monkeypatch, FLANKEREND_ALLOWANCE_ONE_YEAR_FROM="2026-2027")
    assert one.allowance.years(this_year) == 1
    with pytest.raises(ValidationError, match="two years in a row"):
        settings(monkeypatch, FLANKEREND_ALLOWANCE_ONE_YEAR_FROM="2026")
