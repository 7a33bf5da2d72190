"""Consultation's settings, read once from the environment."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from consultation.activity_settings import ActivitySettings
from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.domain.planning_rules import PlanningRules
from consultation.domain.reply_rules import ReplyRules
from consultation.domain.urgency import AgendaRules, EmptySession
from consultation.domain.weekly_hours import parse_weekly, written
from consultation.kinds.definition import DefinitionError
from consultation.kinds.registry import meeting_kinds
from consultation.kinds.urgencies import SHIPPED_URGENCIES, read_urgencies
from consultation.kinds.weights import SHIPPED_WEIGHTS, read_weights
from consultation.offer_settings import OfferSettings
from consultation.overview_settings import OverviewSettings
from consultation.policy_settings import PolicySettings
from shared.contracts.fields import Line
from shared.domain.errors import InvalidField
from shared.domain.patterns import worded
from shared.domain.roles import Role
from shared.papers.settings import PaperSettings

_CARE_MEETING = meeting_kinds()[CARE_MEETING]
SCHOOL_HOURS = written(_CARE_MEETING.hours)
SHIPPED = "default"
"""What names the invented directory, where a path is expected."""
_MINUTE = timedelta(minutes=1)
_ADDRESS = worded(r"^[!-;=?A-~]+@[!-;=?A-~]+$", "an address such as name@example.org, in ASCII")


class ConsultationSettings(PolicySettings, PaperSettings, OverviewSettings, ActivitySettings, OfferSettings):
    """When and where care meetings are, and who is in the directory."""

    http_port: int = Field(8003, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    contacts_file: str | None = Field(
        None,
        alias="FLANKEREND_CONTACTS_FILE",
        description="Directory to load at the start: a csv file, or `default` for the invented one",
    )
    organisations_file: str | None = Field(
        None,
        alias="FLANKEREND_ORGANISATIONS_FILE",
        description="Organisations to load at the start: a csv file, or `default` for the invented ones; "
        "without it those that go with the contacts, if these are invented",
    )
    contact_ends_soon_days: int = Field(
        30,
        ge=0,
        le=3660,
        alias="FLANKEREND_CONTACT_ENDS_SOON_DAYS",
        description="How many days ahead a contact that ends is a gap of the directory; a local agreement",
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
    weights_file: Path | None = Field(
        None,
        alias="FLANKEREND_WEIGHTS_FILE",
        description="TOML file of what is weighed when meetings are planned; without it the one that comes along",
    )
    meeting_notice_school_days: int = Field(
        0,
        ge=0,
        le=60,
        alias="FLANKEREND_MEETING_NOTICE_SCHOOL_DAYS",
        description="School days that people have at least between now and a meeting that plans itself; "
        "a local agreement",
    )
    travel_minutes: int = Field(
        0,
        ge=0,
        le=240,
        alias="FLANKEREND_TRAVEL_MINUTES",
        description="Minutes between meetings of somebody at different places, unless their availability says so; "
        "a local agreement",
    )
    caseworker_meetings_a_day: int | None = Field(
        None,
        ge=1,
        le=20,
        alias="FLANKEREND_CASEWORKER_MEETINGS_A_DAY",
        description="Most meetings a day of a caseworker whose availability says no number; a local agreement",
    )
    room_seats_beside: int = Field(
        0,
        ge=0,
        le=100,
        alias="FLANKEREND_ROOM_SEATS_BESIDE",
        description="Seats of a room beside those of the participants, such as for pupil and parents; "
        "a local agreement",
    )
    plan_s: float = Field(
        300.0,
        ge=1,
        le=1800,
        alias="FLANKEREND_PLAN_S",
        description="Seconds that planning a term takes at most; after that there is no plan",
    )
    meeting_scan_s: float = Field(
        5.0,
        gt=0,
        alias="FLANKEREND_MEETING_SCAN_S",
        description="Seconds between two looks at whether planned meetings still fit",
    )
    replan_declined: bool = Field(
        True,
        alias="FLANKEREND_REPLAN_DECLINED",
        description="`false` to leave it to people what becomes of a meeting that somebody it needs declined",
    )
    reply_reminder_school_days: int | None = Field(
        None,
        ge=1,
        le=60,
        alias="FLANKEREND_REPLY_REMINDER_SCHOOL_DAYS",
        description="School days after the invitation at which who has to be there and did not answer is reminded; "
        "a local agreement, never without it",
    )
    reply_deputy_school_days: int | None = Field(
        None,
        ge=1,
        le=60,
        alias="FLANKEREND_REPLY_DEPUTY_SCHOOL_DAYS",
        description="School days after the reminder at which a deputy is asked instead; likewise",
    )
    reply_asked_days: int = Field(
        28,
        ge=1,
        le=366,
        alias="FLANKEREND_REPLY_ASKED_DAYS",
        description="Days before a meeting from which on who did not answer is reminded; a local agreement",
    )
    busy_days: int = Field(
        366,
        ge=1,
        le=1100,
        alias="FLANKEREND_BUSY_DAYS",
        description="How many days ahead it is kept when contacts' own calendars are busy",
    )
    busy_kept_days: int = Field(
        30,
        ge=0,
        le=3660,
        alias="FLANKEREND_BUSY_KEPT_DAYS",
        description="Days that busy times are kept after the last of them, when no calendar was sent since",
    )
    replies_kept_days: int = Field(
        90,
        ge=1,
        le=3650,
        alias="FLANKEREND_REPLIES_KEPT_DAYS",
        description="Days that the answers to invitations, and the reminders, are kept after the meeting; "
        "a local agreement",
    )
    actions_kept_days: int = Field(
        400,
        ge=1,
        le=3650,
        alias="FLANKEREND_ACTIONS_KEPT_DAYS",
        description="Days that actions agreed at a meeting are kept after the day by which they were to be done; "
        "a local agreement",
    )
    case_minutes_kept_days: int = Field(
        400,
        ge=1,
        le=3650,
        alias="FLANKEREND_CASE_MINUTES_KEPT_DAYS",
        description="Days that the minutes of a case, and what was decided before it was put right, are kept after "
        "the meeting; a local agreement",
    )
    sessions_kept_days: int = Field(
        1100,
        ge=1,
        le=3650,
        alias="FLANKEREND_SESSIONS_KEPT_DAYS",
        description="Days that a session of a standing meeting is kept after it, with all that was noted of it; "
        "a series that is over goes with its last session; a local agreement",
    )
    bodies_kept_days: int = Field(
        2200,
        ge=1,
        le=36500,
        alias="FLANKEREND_BODIES_KEPT_DAYS",
        description="Days that a session of a consultation body is kept after it, with all that was noted of it, and "
        "a membership after its last day; a local agreement",
    )
    meeting_guests_kept_days: int = Field(
        30,
        ge=0,
        le=3650,
        alias="FLANKEREND_MEETING_GUESTS_KEPT_DAYS",
        description="Days that the guests of a meeting are kept after it, with their names; a local agreement",
    )
    urgencies_file: Path | None = Field(
        None,
        alias="FLANKEREND_URGENCIES_FILE",
        description="TOML file that says which cases wait for a session of a standing meeting, how urgent they are and "
        "for how long they are talked about; without it the one that comes along",
    )
    agenda_school_days: int = Field(
        3,
        ge=0,
        le=20,
        alias="FLANKEREND_AGENDA_SCHOOL_DAYS",
        description="School days before a session on which its agenda is told; from then on no case is put on it by "
        "itself",
    )
    empty_sessions: EmptySession = Field(
        EmptySession.KEEP,
        alias="FLANKEREND_EMPTY_SESSIONS",
        description="What becomes of a session without cases when its agenda is to be told: `keep` or `cancel`",
    )
    mail_from: str = Field(
        "flankerend@localhost",
        alias="FLANKEREND_MAIL_FROM",
        pattern=_ADDRESS,
        description="Organiser of the calendar entries to download: the address mails come from",
    )
    reply_address: str | None = Field(
        None,
        alias="FLANKEREND_REPLY_ADDRESS",
        pattern=_ADDRESS,
        description="Address that is read, and then the organiser of calendar entries",
    )
    reply_secret: SecretStr | None = Field(
        None,
        alias="FLANKEREND_REPLY_SECRET",
        min_length=32,
        description="Checks the links in mails by which people answer; the token secret when absent",
    )
    link_base: str | None = Field(
        None,
        alias="FLANKEREND_LINK_BASE",
        description="What the link to a meeting in the API begins with; without it links lead to the page for people",
    )

    @field_validator("urgencies_file")
    @classmethod
    def _is_well_formed(cls, file: Path | None) -> Path | None:
        if file is not None:
            try:
                read_urgencies(file)
            except DefinitionError as error:
                raise ValueError(str(error)) from None
        return file

    @field_validator("weights_file")
    @classmethod
    def _has_weights(cls, file: Path | None) -> Path | None:
        if file is not None:
            try:
                read_weights(file)
            except DefinitionError as error:
                raise ValueError(str(error)) from None
        return file

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

    @property
    def link_secret(self) -> str | None:
        """What links by which people answer are signed with; None where there are no such links."""
        secret = self.reply_secret or self.token_secret
        return secret.get_secret_value() if secret else None

    @property
    def organiser(self) -> str:
        """The address that calendars show for who invites."""
        return self.reply_address or self.mail_from

    @property
    def organisations(self) -> str | None:
        """What to load organisations from: those that go with invented contacts where nothing is said."""
        invented = self.contacts_file if self.contacts_file == SHIPPED else None
        return self.organisations_file or invented

    def agenda_rules(self) -> AgendaRules:
        """How cases come on the agendas of sessions."""
        return AgendaRules(
            urgencies=read_urgencies(self.urgencies_file or SHIPPED_URGENCIES),
            told_before=self.agenda_school_days,
            empty=self.empty_sessions,
        )

    def meeting_rules(self) -> MeetingRules:
        """The rules meetings are planned by: these settings are the care meeting's, other kinds have their own."""
        kinds = meeting_kinds()
        replies = ReplyRules(
            replan=self.replan_declined,
            remind_after=self.reply_reminder_school_days,
            deputy_after=self.reply_deputy_school_days,
            ask_ahead=timedelta(days=self.reply_asked_days),
        )
        care_meeting = replace(
            kinds[CARE_MEETING],
            hours=parse_weekly(self.school_hours),
            length=self.meeting_minutes * _MINUTE,
            place=self.meeting_place,
            places=self.meeting_places,
        )
        return MeetingRules(
            {**kinds, CARE_MEETING: care_meeting},
            step=self.meeting_step_minutes * _MINUTE,
            replies=replies,
            planning=self.planning_rules(),
        )

    def planning_rules(self) -> PlanningRules:
        """What holds for planning meetings of all kinds."""
        weights, most = read_weights(self.weights_file or SHIPPED_WEIGHTS), self.caseworker_meetings_a_day
        return PlanningRules(
            notice=self.meeting_notice_school_days,
            travel=self.travel_minutes * _MINUTE,
            most_a_day={} if most is None else {Role.CASEWORKER: most},
            seats_beside=self.room_seats_beside,
            weights=weights.slot,
            term_weights=weights.term,
        )
