"""The settings of meetings."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.weekly_hours import parse_weekly
from consultation.settings import SCHOOL_HOURS, ConsultationSettings

REQUIRED = {
    "database_url": "postgresql://consultation@127.0.0.1/consultation",
    "FLANKEREND_TOKEN_SECRET": "a secret of at least thirty-two bytes",
}


def settings(**others: object) -> ConsultationSettings:
    return ConsultationSettings.model_validate({**REQUIRED, **others})


def test_meetings_take_45_minutes_in_the_usual_school_hours():
    kind = settings().meeting_rules().kind(CARE_MEETING)
    assert kind.length == timedelta(minutes=45)
    assert kind.hours == parse_weekly(SCHOOL_HOURS)
    assert SCHOOL_HOURS.startswith("1 08:30-12:00; 1 13:00-16:00; 2")
    assert "3 13:00" not in SCHOOL_HOURS


def test_hours_length_and_step_can_be_set():
    rules = settings(
        FLANKEREND_SCHOOL_HOURS="1 09:00-11:00", FLANKEREND_MEETING_MINUTES=30, FLANKEREND_MEETING_STEP_MINUTES=15
    ).meeting_rules()
    kind = rules.kind(CARE_MEETING)
    assert (kind.hours, kind.length, rules.step) == (
        parse_weekly("1 09:00-11:00"),
        timedelta(minutes=30),
        timedelta(minutes=15),
    )


def test_the_place_can_be_set_for_all_schools_and_for_one():
    place_at = (
        settings(FLANKEREND_MEETING_PLACE="Lokaal {school}", FLANKEREND_MEETING_PLACES={"125001": "Lokaal 12"})
        .meeting_rules()
        .kind(CARE_MEETING)
        .place_at
    )
    assert (place_at("125001"), place_at("125002")) == ("Lokaal 12", "Lokaal 125002")


@pytest.mark.parametrize(
    "wrong",
    [
        {"FLANKEREND_SCHOOL_HOURS": "from nine to five"},
        {"FLANKEREND_SCHOOL_HOURS": ""},
        {"FLANKEREND_MEETING_STEP_MINUTES": 7},
        {"FLANKEREND_MEETING_PLACES": {"125001": ""}},
    ],
)
def test_a_setting_that_cannot_be_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValidationError):
        settings(**wrong)
