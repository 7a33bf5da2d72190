"""The tables of consultation."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, TSTZRANGE, UUID, ExcludeConstraint

from shared.copies.calendars import calendar_table
from shared.messaging.tables import messaging_tables
from shared.web.session.table import sessions_table

metadata = sa.MetaData()

sessions_table(metadata)
messaging_tables(metadata)

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# The directory. `file_digest` is that of the row it was last loaded from.
organisation = sa.Table(
    "organisation",
    metadata,
    sa.Column("organisation_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("board", sa.Text),
    sa.Column("levels", ARRAY(sa.Text), nullable=False),
    sa.Column("sites", JSONB, nullable=False),
    sa.Column("serves", ARRAY(sa.Text), nullable=False),
    sa.Column("email", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("local", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("file_digest", sa.LargeBinary),
    sa.Column("closures", JSONB, nullable=False, server_default="[]"),
    sa.Column("street", sa.Text),
    sa.Column("postcode", sa.Text),
    sa.Column("municipality", sa.Text),
    sa.CheckConstraint("kind IN ('school', 'clb', 'city-service', 'partner')", name="organisation_kind"),
    sa.UniqueConstraint("school", name="one_organisation_is_a_school", deferrable=True, initially="DEFERRED"),
)

# Rooms in which meetings can be. `site_key` is the site as it is compared with the places of meetings.
room = sa.Table(
    "room",
    metadata,
    sa.Column("room_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("site", sa.Text, nullable=False),
    sa.Column("site_key", sa.Text, nullable=False),
    sa.Column("seats", sa.Integer, nullable=False),
    sa.Column("weekly", JSONB, nullable=False),
    sa.Column("organisation_id", sa.Text(collation="C"), sa.ForeignKey("organisation.organisation_id")),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.CheckConstraint("seats > 0", name="room_seats"),
)
sa.Index("room_site", room.c.site_key)

contact = sa.Table(
    "contact",
    metadata,
    sa.Column("contact_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("organisation", sa.Text),
    sa.Column("schools", ARRAY(sa.Text), nullable=False),
    sa.Column("email", sa.Text),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("deputy_of", sa.Text),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("availability", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("file_digest", sa.LargeBinary),
    sa.Column("phone", sa.Text),
    sa.Column("organisation_id", sa.Text(collation="C"), sa.ForeignKey("organisation.organisation_id")),
)
sa.Index("contact_role", contact.c.role)
sa.Index("contact_organisation", contact.c.organisation_id)

# When a contact's own calendar is busy: minutes since 1970 in UTC, begin and end by turns, and nothing else of it.
contact_busy = sa.Table(
    "contact_busy",
    metadata,
    sa.Column(
        "contact_id",
        sa.Text(collation="C"),
        sa.ForeignKey("contact.contact_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("minutes", ARRAY(sa.Integer), nullable=False),
    sa.Column("received_at", _TIME, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

# The address of a contact that no mail reaches, as a mail server said. It counts until the contact has another.
refused_address = sa.Table(
    "refused_address",
    metadata,
    sa.Column(
        "contact_id",
        sa.Text(collation="C"),
        sa.ForeignKey("contact.contact_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("since", _TIME, nullable=False),
)

# `starts_at` and `ends_at` are null until there is a slot. `place_key` is the place as it is compared. A session of a
# series has the columns from `series_id` on; `agenda` is its cases with what they ask for, in order. While a row
# `holds_place` no other meeting, of any school, can be at its place at that time. A meeting with a room holds the room
# instead, until it is cancelled. The constraints hold also when two transactions plan at once.
meeting = sa.Table(
    "meeting",
    metadata,
    sa.Column("meeting_id", _ID, primary_key=True),
    sa.Column("meeting_type", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("case_ids", ARRAY(_ID), nullable=False),
    sa.Column("required_roles", ARRAY(sa.Text), nullable=False),
    sa.Column("optional_roles", ARRAY(sa.Text), nullable=False),
    sa.Column("not_before", sa.Date, nullable=False),
    sa.Column("hold_by", sa.Date, nullable=False),
    sa.Column("preferred", sa.Text),
    sa.Column("starts_at", _TIME),
    sa.Column("ends_at", _TIME),
    sa.Column("place", sa.Text),
    sa.Column("place_key", sa.Text),
    sa.Column("holds_place", sa.Boolean, nullable=False),
    sa.Column("attention_since", _TIME),
    sa.Column("attention_reasons", ARRAY(sa.Text)),
    sa.Column("reasons", ARRAY(sa.Text)),
    sa.Column("relax", ARRAY(sa.Text)),
    sa.Column("relax_starts", ARRAY(_TIME)),
    sa.Column("cancel_reason", sa.Text),
    sa.Column("ical_sequence", sa.Integer, nullable=False),
    sa.Column("time_sequence", sa.Integer, nullable=False),
    sa.Column("declined", ARRAY(sa.Text), nullable=False),
    sa.Column("silent", ARRAY(sa.Text), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("series_id", _ID),
    sa.Column("fixed_for", _TIME),
    sa.Column("other_schools", ARRAY(sa.Text)),
    sa.Column("agenda", JSONB),
    sa.Column("agenda_told_at", _TIME),
    sa.Column("present", ARRAY(sa.Text)),
    sa.Column("decisions", JSONB),
    sa.Column("room_id", sa.Text(collation="C"), sa.ForeignKey("room.room_id")),
    sa.Column("room_place", sa.Text),
    sa.Column("told", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("left_out", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("named", JSONB, nullable=False, server_default="[]"),
    sa.CheckConstraint(
        "status IN ('proposed', 'scheduled', 'under-review', 'held', 'cancelled')", name="meeting_status"
    ),
    ExcludeConstraint(
        ("place_key", "="),
        (sa.literal_column("tstzrange(starts_at, ends_at)"), "&&"),
        where=sa.text("holds_place"),
        using="gist",
        name="one_meeting_at_a_place_at_a_time",
    ),
    ExcludeConstraint(
        ("room_id", "="),
        (sa.literal_column("tstzrange(starts_at, ends_at)"), "&&"),
        where=sa.text("room_id IS NOT NULL AND status <> 'cancelled'"),
        using="gist",
        name="one_meeting_in_a_room_at_a_time",
    ),
)
sa.Index("meeting_school", meeting.c.school)
sa.Index("meeting_cases", meeting.c.case_ids, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
sa.Index("meeting_awaited", meeting.c.ends_at, postgresql_where=sa.text("status IN ('scheduled', 'under-review')"))
sa.Index("meeting_series", meeting.c.series_id, meeting.c.fixed_for, postgresql_where=meeting.c.series_id.is_not(None))

# Standing meetings. `proposal` is what was proposed last, until it is fixed.
series = sa.Table(
    "series",
    metadata,
    sa.Column("series_id", _ID, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("meeting_type", sa.Text, nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("other_schools", ARRAY(sa.Text), nullable=False),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("at", sa.Time, nullable=False),
    sa.Column("every_weeks", sa.Integer),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("required_roles", ARRAY(sa.Text), nullable=False),
    sa.Column("optional_roles", ARRAY(sa.Text), nullable=False),
    sa.Column("contacts", ARRAY(sa.Text), nullable=False),
    sa.Column("proposal", JSONB),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
)

# Who takes part, in the order in which they were asked; `invited_at` is since when they are asked for that time. While
# a row is `active` its contact can be in no other meeting then, also when two transactions plan at once.
participant = sa.Table(
    "meeting_participant",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("contact_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("required", sa.Boolean, nullable=False),
    sa.Column("slot", TSTZRANGE, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("invited_at", _TIME, nullable=False),
    ExcludeConstraint(
        ("contact_id", "="),
        ("slot", "&&"),
        where=sa.text("active"),
        using="gist",
        name="contact_in_one_meeting_at_a_time",
    ),
)

# What participants answered, one row per participant and time of the meeting: the newest answer about that time.
reply = sa.Table(
    "meeting_reply",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("contact_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("starts_at", _TIME, primary_key=True),
    sa.Column("ends_at", _TIME, primary_key=True),
    sa.Column("ical_sequence", sa.Integer, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("proposed_starts_at", _TIME),
    sa.Column("proposed_ends_at", _TIME),
    sa.Column("delegate", sa.Text),
    sa.Column("came_by", sa.Text, nullable=False),
    sa.Column("replied_at", _TIME, nullable=False),
)
sa.Index("meeting_reply_ends_at", reply.c.ends_at)

# Who was reminded of an invitation without an answer: one row per invitation.
reminder = sa.Table(
    "meeting_reminder",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("contact_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("invited_at", _TIME, primary_key=True),
    sa.Column("starts_at", _TIME, nullable=False),
    sa.Column("ends_at", _TIME, nullable=False),
    sa.Column("reminded_at", _TIME, nullable=False),
)
sa.Index("meeting_reminder_ends_at", reminder.c.ends_at)

# The private address of a contact's calendar; `made_at` is null once it is revoked. The address itself is not stored.
calendar_address = sa.Table(
    "calendar_address",
    metadata,
    sa.Column("contact_id", sa.Text(collation="C"), primary_key=True),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("made_at", _TIME),
)

minutes = sa.Table(
    "meeting_minutes",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("actions", JSONB, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("written_at", _TIME, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

# The minutes of one case at a meeting, a row for each revision. When cases merge, revisions are numbered anew.
case_minutes = sa.Table(
    "meeting_case_minutes",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), nullable=False),
    sa.Column("case_id", _ID, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("written_at", _TIME, nullable=False),
    sa.PrimaryKeyConstraint("meeting_id", "case_id", "revision", deferrable=True, initially="IMMEDIATE"),
)
sa.Index("meeting_case_minutes_case", case_minutes.c.case_id)

# What was said of a meeting that was held, a row for each revision; what was said before this was kept has no author.
outcome = sa.Table(
    "meeting_outcome",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("present", ARRAY(sa.Text)),
    sa.Column("decisions", JSONB, nullable=False),
    sa.Column("noted_by", sa.Text),
    sa.Column("noted_at", _TIME),
)
sa.Index("meeting_outcome_decisions", outcome.c.decisions, postgresql_using="gin")

# Who comes to a meeting and does not work with the system: names, in this table alone. Removed with its term.
guests = sa.Table(
    "meeting_guests",
    metadata,
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("guests", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("noted_by", sa.Text, nullable=False),
    sa.Column("noted_at", _TIME, nullable=False),
)

# What participants agreed at a meeting to do; `what` stays here, the rest is told to casework.
agreed_action = sa.Table(
    "meeting_action",
    metadata,
    sa.Column("action_id", _ID, primary_key=True),
    sa.Column("meeting_id", _ID, sa.ForeignKey("meeting.meeting_id", ondelete="CASCADE"), nullable=False),
    sa.Column("case_id", _ID, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("owner", sa.Text(collation="C"), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("agreed_by", sa.Text, nullable=False),
    sa.Column("agreed_at", _TIME, nullable=False),
    sa.Column("done_on", sa.Date),
)
sa.Index("meeting_action_meeting", agreed_action.c.meeting_id)
sa.Index("meeting_action_case", agreed_action.c.case_id)
sa.Index("meeting_action_due", agreed_action.c.due_on)

# What the newest event said of a case; `sequence` is that event's, `requests` are those that asked for a meeting, and
# `assigned` is that of the event that said who has the case.
known_case = sa.Table(
    "known_case",
    metadata,
    sa.Column("case_id", _ID, primary_key=True),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("merged_into", _ID),
    sa.Column("case_type", sa.Text, nullable=False, server_default="truancy"),
    sa.Column("rule", sa.Text),
    sa.Column("level", sa.Integer),
    sa.Column("requests", ARRAY(sa.BigInteger), nullable=False, server_default="{}"),
    sa.Column("assignee", sa.Text),
    sa.Column("assigned", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("is_erased", sa.Boolean, nullable=False, server_default="false"),
)

# Which contact of a CLB heard of a case last. It may be heard of before the case is.
told_contact = sa.Table(
    "told_contact",
    metadata,
    sa.Column("case_id", _ID, primary_key=True),
    sa.Column("contact_id", sa.Text(collation="C"), nullable=False),
    sa.Column("told_at", _TIME, nullable=False),
)

# Who changes the meetings of a contact or of a place has the row of its agenda, locked and with the next version, until
# the transaction ends. So the version tells whether a copy of the agenda is still right. The row `directory` does so
# for all contacts.
agenda = sa.Table(
    "agenda",
    metadata,
    sa.Column("name", sa.Text(collation="C"), primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
)

# The copy of the schools' own calendars.
school_calendar = calendar_table(metadata)
