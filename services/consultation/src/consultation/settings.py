"""Consultation's settings, read once from the environment."""

from dataclasses import replace
from datetime import timedelta

from pydantic import Field, field_validator

from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.domain.weekly_hours import parse_weekly, written
from consultation.kinds.registry import meeting_kinds
from shared.contracts.fields import Line
from shared.domain.errors import InvalidField
from shared.domain.patterns import worded
from shared.runtime.settings import ServiceSettings

_CARE_MEETING = meeting_kinds()[CARE_MEETING]
SCHOOL_HOURS = written(_CARE_MEETING.hours)
_MINUTE = timedelta(minutes=1)


class ConsultationSettings(ServiceSettings):
    """When and where care meetings are, and who is in the directory."""

    http_port: int = Field(8003, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    contacts_file: str | None = Field(
        None,
        alias="FLANKEREND_CONTACTS_FILE",
        description="Directory to load at the start: a csv file, or `default` for the invented one",
    )
    school_hours: str = Field(
        SCHOOL_HOURS,
        alias="FLANKEREND_SCHOOL_HOURS",
        description="When care meetings can be: `1 08:30-12:00; 1 13:00-16:00; …`, where 1 is Monday",
    )
    meeting_minutes: int = Field(
        _CARE_MEETING.length // _MINUTE,
        ge=5,
        le=480,
        alias="FLANKEREND_MEETING_MINUTES",
        description="How long a care meeting takes",
    )
    meeting_step_minutes: int = Field(
        5, ge=1, le=60, alias="FLANKEREND_MEETING_STEP_MINUTES", description="Meetings start at multiples of this"
    )
    meeting_place: str = Field(
        _CARE_MEETING.place,
        min_length=1,
        max_length=150,
        alias="FLANKEREND_MEETING_PLACE",
        description="Where care meetings are; `{school}` is the institution number",
    )
    meeting_places: dict[str, Line] = Field(
        default_factory=dict,
        alias="FLANKEREND_MEETING_PLACES",
        description='Where care meetings are at some schools, as JSON: `{"123456": "Atheneum, lokaal 12"}`',
    )
    meeting_scan_s: float = Field(
        5.0,
        gt=0,
        alias="FLANKEREND_MEETING_SCAN_S",
        description="Seconds between two looks at whether planned meetings still fit",
    )
    mail_from: str = Field(
        "flankerend@localhost",
        alias="FLANKEREND_MAIL_FROM",
        pattern=worded(r"^[!-;=?A-~]+@[!-;=?A-~]+$", "an address such as name@example.org, in ASCII"),
        description="Organiser of the calendar entries to download: the address mails come from",
    )
    link_base: str = Field(
        "http://127.0.0.1:8003", alias="FLANKEREND_LINK_BASE", description="What the link to a meeting begins with"
    )

    @field_validator("school_hours")
    @classmethod
    def _are_weekly_hours(cls, hours: str) -> str:
        try:
            parsed = parse_weekly(hours)
        except InvalidField as error:
            raise ValueError(error.reason) from None
        if not parsed:
            raise ValueError("there are no hours")
        return hours

    @field_validator("meeting_step_minutes")
    @classmethod
    def _divides_an_hour(cls, step: int) -> int:
        if 60 % step:
            raise ValueError("does not divide an hour")
        return step

    def meeting_rules(self) -> MeetingRules:
        """The rules meetings are planned by: these settings are the care meeting's, other kinds have their own."""
        kinds = meeting_kinds()
        care_meeting = replace(
            kinds[CARE_MEETING],
            hours=parse_weekly(self.school_hours),
            length=self.meeting_minutes * _MINUTE,
            place=self.meeting_place,
            places=self.meeting_places,
        )
        return MeetingRules({**kinds, CARE_MEETING: care_meeting}, step=self.meeting_step_minutes * _MINUTE)
