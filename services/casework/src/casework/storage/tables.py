"""The tables of casework's database."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from casework.domain.states import ENDED
from shared.copies.calendars import calendar_table
from shared.copies.contacts import directory_table
from shared.copies.figures import published_table
from shared.copies.persons import person_table
from shared.copies.school_names import school_names_table
from shared.messaging.tables import messaging_tables
from shared.web.session.table import sessions_table

metadata = sa.MetaData()
messaging_tables(metadata)
directory_table(metadata)
school_names_table(metadata)
published_table(metadata)
sessions_table(metadata)
calendar_table(metadata)

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
TEXTS = ARRAY(sa.Text)
"""The type of a parameter that is any number of texts."""


def _of_case(*, nullable: bool = False) -> sa.Column[object]:
    return sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), nullable=nullable)


def _plain(name: str, of: str) -> sa.Column[object]:
    """A text to search in: lower case, without accents. ``plain_text`` is a function of the database."""
    return sa.Column(name, sa.Text, sa.Computed(f"plain_text({of})", persisted=True))


# A case of a type that is not at a school has neither school nor pupil. `held_from` and `proposed_from` are the states
# to go back to; `merged_into` is the case that goes on. `told_years` are the later school years for which an event told
# that a ground came. `first_school` and `first_pupil` are the register it was in before it was transferred. A case that
# a caseworker placed only follows an enrolment that began after `placed_after`.
# `checks` are the answers of the assessment; `closure` was asked and is not answered yet. `watch` is what attendance
# watches; it said on `closure_proposed_since` that all of it held. `terms` were counted for the case; `state_by` is the
# last day of the term of its state.
case_record = sa.Table(
    "case_record",
    metadata,
    sa.Column("case_id", _ID, primary_key=True),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("case_type", sa.Text, nullable=False),
    sa.Column("person_id", _ID, nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("pupil", sa.Text),
    sa.Column("school_year", sa.Text, nullable=False),
    sa.Column("level_of_education", sa.Text),
    sa.Column("opened_at", _TIME, nullable=False),
    sa.Column("respond_by", sa.Date),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("assignee", sa.Text),
    sa.Column("held_from", sa.Text),
    sa.Column("proposed_from", sa.Text),
    sa.Column("hold_until", sa.Date),
    sa.Column("outcome", sa.Text),
    sa.Column("ended_at", _TIME),
    sa.Column("merged_into", _ID, sa.ForeignKey("case_record.case_id")),
    sa.Column("merged_by_hand", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("told_years", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("first_school", sa.Text),
    sa.Column("first_pupil", sa.Text),
    sa.Column("placed_after", sa.Date),
    sa.Column("hand_over_by", sa.Date),
    sa.Column("checks", JSONB(none_as_null=True)),
    sa.Column("causes", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("closure", JSONB(none_as_null=True)),
    sa.Column("watch", JSONB(none_as_null=True)),
    sa.Column("closure_proposed_since", sa.Date),
    sa.Column("terms", JSONB, nullable=False, server_default="[]"),
    sa.Column("state_by", sa.Date),
    sa.Column("version", sa.BigInteger, nullable=False),
)


def constant(text: str) -> sa.ColumnElement[str]:
    """A word of ours that stands in a statement as it is: of a parameter, a kept plan can't tell which index fits."""
    return sa.literal_column(f"'{text}'", sa.Text)


IS_OPEN = case_record.c.status.not_in([constant(status) for status in sorted(ENDED)])
sa.Index(
    "case_record_one_open",
    case_record.c.person_id,
    case_record.c.case_type,
    unique=True,
    postgresql_where=sa.text("status NOT IN ('withdrawn', 'closed')"),
)
sa.Index("case_record_person", case_record.c.person_id)
sa.Index("case_record_pupil", case_record.c.school, case_record.c.pupil)
sa.Index(
    "case_record_first_pupil",
    case_record.c.first_school,
    case_record.c.first_pupil,
    postgresql_where=case_record.c.first_school.is_not(None),
)
sa.Index("case_record_assignee", case_record.c.assignee, case_record.c.case_id)
sa.Index("case_record_work", case_record.c.assignee, postgresql_where=sa.text("status NOT IN ('withdrawn', 'closed')"))
sa.Index(
    "case_record_ended",
    case_record.c.assignee,
    case_record.c.case_id,
    postgresql_where=sa.text("status IN ('withdrawn', 'closed')"),
)
sa.Index("case_record_closure", case_record.c.case_id, postgresql_where=case_record.c.closure.is_not(None))
sa.Index(
    "case_record_open_assignee",
    case_record.c.assignee,
    case_record.c.case_type,
    case_record.c.status,
    postgresql_where=sa.text("status NOT IN ('withdrawn', 'closed')"),
)
sa.Index(
    "case_record_reference_part",
    case_record.c.reference,
    postgresql_using="gin",
    postgresql_ops={"reference": "gin_trgm_ops"},
)

# A case that ended in a merger and went on by itself again: what was told of it before `parted_at` goes on in
# `went_on_in`, also where it is heard later.
case_parting = sa.Table(
    "case_parting",
    metadata,
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), primary_key=True),
    sa.Column("parted_at", _TIME, primary_key=True),
    sa.Column("went_on_in", _ID, sa.ForeignKey("case_record.case_id"), nullable=False),
)
sa.Index("case_parting_went_on_in", case_parting.c.went_on_in)

# The last number given out to a type of case in a school year, by the year it starts in.
reference_number = sa.Table(
    "reference_number",
    metadata,
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_type", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

# What cases rest on. A row without `said` was taken back first; a row without case opened none. `since` is by the kind;
# `details` is what the kind has of its own.
ground = sa.Table(
    "ground",
    metadata,
    sa.Column("ground_id", _ID, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    _of_case(nullable=True),
    sa.Column("person_id", _ID, nullable=False),
    sa.Column("school_year", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("pupil", sa.Text),
    sa.Column("level_of_education", sa.Text),
    sa.Column("said", sa.Boolean, nullable=False),
    sa.Column("taken_back", sa.Boolean, nullable=False),
    sa.Column("settled", sa.Boolean, nullable=False),
    sa.Column("details", JSONB, nullable=False),
)
sa.Index("ground_case", ground.c.case_id)
sa.Index("ground_pupil", ground.c.school, ground.c.pupil)

# Copy of attendance.persons.v1. An erased person keeps only its sequence and `erased_at`, for a term, so that nothing
# that is told late brings it back.
person = person_table(
    metadata,
    sa.Column("parted_from", _ID),
    sa.Column("erased_at", _TIME),
    sa.Column("birth_date", sa.Date),
    _plain("plain_given", "given_name"),
    _plain("plain_family", "family_name"),
)
sa.Index(
    "person_plain",
    person.c.plain_given,
    person.c.plain_family,
    postgresql_using="gin",
    postgresql_ops={"plain_given": "gin_trgm_ops", "plain_family": "gin_trgm_ops"},
)
sa.Index("person_birth_date", person.c.birth_date)
sa.Index("person_erased", person.c.erased_at, postgresql_where=person.c.erased_at.is_not(None))
person_enrolment = sa.Table(
    "person_enrolment",
    metadata,
    sa.Column("person_id", _ID, sa.ForeignKey("person.person_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("pupil", sa.Text, nullable=False),
    sa.Column("level_of_education", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_until", sa.Date),
    sa.Column("class_name", sa.Text),
    _plain("plain_class", "class_name"),
)
sa.Index("person_enrolment_pupil", person_enrolment.c.school, person_enrolment.c.pupil)
sa.Index(
    "person_enrolment_plain",
    person_enrolment.c.plain_class,
    postgresql_using="gin",
    postgresql_ops={"plain_class": "gin_trgm_ops"},
)

# Copy of consultation.meetings.v1.
meeting = sa.Table(
    "meeting",
    metadata,
    sa.Column("meeting_id", _ID, primary_key=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("starts_at", _TIME),
    sa.Column("ends_at", _TIME),
    sa.Column("place", sa.Text),
    sa.Column("attention_since", _TIME),
    sa.Column("attention_reasons", ARRAY(sa.Text)),
    sa.Column("is_session", sa.Boolean, nullable=False, server_default=sa.false()),
)
sa.Index("meeting_attention", meeting.c.meeting_id, postgresql_where=meeting.c.attention_since.is_not(None))
meeting_case = sa.Table(
    "meeting_case",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id"), primary_key=True),
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), primary_key=True),
)
sa.Index("meeting_case_case", meeting_case.c.case_id)

# Only added to. An entry about a meeting belongs to the timeline of each case of that meeting.
timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    _of_case(nullable=True),
    sa.Column("meeting_id", _ID),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("facts", JSONB, nullable=False),
    sa.Column("event_id", sa.Text),
    sa.CheckConstraint("num_nonnulls(case_id, meeting_id) = 1", name="timeline_about_one_thing"),
)
sa.Index("timeline_case", timeline.c.case_id, timeline.c.at, timeline.c.position)
sa.Index("timeline_meeting", timeline.c.meeting_id)
sa.Index("timeline_event", timeline.c.event_id)
sa.Index(
    "timeline_hold_ended",
    timeline.c.case_id,
    postgresql_where=sa.text("by = 'casework' AND kind IN ('resumed', 'hold-ended')"),
)

# What became of notices, as it was told last. About a case, or about a meeting of cases.
notice = sa.Table(
    "notice",
    metadata,
    sa.Column("notification_id", _ID, primary_key=True),
    _of_case(nullable=True),
    sa.Column("meeting_id", _ID),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("recipient_role", sa.Text, nullable=False),
    sa.Column("contact_id", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("answer", sa.Text),
    sa.CheckConstraint("num_nonnulls(case_id, meeting_id) = 1", name="notice_about_one_thing"),
)
sa.Index("notice_case", notice.c.case_id)
sa.Index("notice_meeting", notice.c.meeting_id)

task = sa.Table(
    "task",
    metadata,
    sa.Column("task_id", _ID, primary_key=True),
    _of_case(),
    sa.Column("text", sa.Text),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("done_at", _TIME),
    sa.Column("dropped_at", _TIME),
    sa.Column("origin", sa.Text, nullable=False, server_default="hand"),
    sa.Column("meeting_id", _ID),
    sa.Column("action_id", _ID),
)
IS_TO_DO = sa.and_(task.c.done_at.is_(None), task.c.dropped_at.is_(None))
sa.Index("task_case", task.c.case_id)
sa.Index("task_owner", task.c.owner, postgresql_where=IS_TO_DO)
sa.Index("task_to_do", task.c.case_id, task.c.due, postgresql_where=IS_TO_DO)
sa.Index("task_action", task.c.action_id, unique=True, postgresql_where=task.c.action_id.is_not(None))

case_contact = sa.Table(
    "case_contact",
    metadata,
    sa.Column("case_contact_id", _ID, primary_key=True),
    _of_case(),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("party", sa.Text, nullable=False),
    sa.Column("means", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("reached", sa.Boolean, nullable=False, server_default=sa.true()),
)
sa.Index("case_contact_case", case_contact.c.case_id)

# A letter with an address that was typed, in its content alone. Removed with its term, and when its person is erased.
letter = sa.Table(
    "letter",
    metadata,
    sa.Column("paper_id", _ID, primary_key=True),
    _of_case(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("content", JSONB, nullable=False),
    sa.Column("keep_until", sa.Date, nullable=False),
)
sa.Index("letter_case", letter.c.case_id)
sa.Index("letter_term", letter.c.keep_until)

# Due from `due_at` on, which is the end of `last_day`; brought to notice once.
deadline = sa.Table(
    "deadline",
    metadata,
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("due_at", _TIME, nullable=False),
    sa.Column("noticed_at", _TIME),
)
sa.Index("deadline_unnoticed", deadline.c.due_at, postgresql_where=deadline.c.noticed_at.is_(None))

# Who used casework with which role, and on which day last: work can be given to them. `contact` is the contact id of
# the token, and `name` what the issuer calls who signed in.
seen_subject = sa.Table(
    "seen_subject",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("last_seen", sa.Date, nullable=False),
    sa.Column("contact", sa.Text),
    sa.Column("name", sa.Text),
)
