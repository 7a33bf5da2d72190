"""The tables that every subject shares; a subject that keeps a story of its own adds a table to ``metadata``."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from shared.copies.calendars import calendar_table
from shared.copies.contacts import directory_table
from shared.copies.persons import person_table
from shared.copies.school_names import school_names_table
from shared.messaging.tables import messaging_tables
from shared.web.session.table import sessions_table

TIME = TIMESTAMP(timezone=True)
ID = UUID(as_uuid=True)

metadata = sa.MetaData()
messaging_tables(metadata)
directory_contact = directory_table(metadata)
directory_organisation = school_names_table(metadata)
sessions_table(metadata)
calendar_table(metadata)


def origin() -> list[sa.Column[str | None]]:
    """The columns that hold the event that gave rise to a row."""
    return [sa.Column(name, sa.Text) for name in ("correlation_id", "causation_id", "traceparent")]


# What casework.cases.v1 said of a case that matters to notices. `kind`: opened, reopened, escalated (by a newer school
# year), raised (within a school year), transferred, withdrawn, merged, closed, escalation-withdrawn, level-fallen. The
# last five have only `ended_at` and `merged_into`; the last two also `school_year`. level-fallen has the `signal_id` of
# what was escalated or raised. `level_of_education` is null in what came before 1 December 2026. `pupil` is null and
# `half_days` empty once the person is erased.
# What is kept by agreement alone: consent-given and consent-ended, of sharing the case with the youth coach; assigned,
# due and overdue, with `assignee`, or `term`, `due_on` and `escalated_to`; and meeting-held, of consultation, which
# knows no version of the case: its `sequence` is minus one, less the newest version that was known.
case_fact = sa.Table(
    "case_fact",
    metadata,
    sa.Column("case_id", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reference", sa.Text),
    sa.Column("case_type", sa.Text),
    sa.Column("person_id", ID),
    sa.Column("school", sa.Text),
    sa.Column("pupil", sa.Text),
    sa.Column("level_of_education", sa.Text),
    sa.Column("school_year", sa.Text),
    sa.Column("count", sa.Integer),
    sa.Column("half_days", JSONB),
    sa.Column("level", sa.Integer),
    sa.Column("signal_id", ID),
    sa.Column("opened_at", TIME),
    sa.Column("ended_at", TIME),
    sa.Column("merged_into", ID),
    sa.Column("assignee", sa.Text),
    sa.Column("term", sa.Text),
    sa.Column("due_on", sa.Date),
    sa.Column("escalated_to", sa.Text),
    *origin(),
    sa.CheckConstraint(
        "kind IN ('opened', 'reopened', 'escalated', 'raised', 'transferred', 'withdrawn', 'merged', 'closed', "
        "'escalation-withdrawn', 'level-fallen', 'meeting-held', 'consent-given', 'consent-ended', 'assigned', 'due', "
        "'overdue')",
        name="case_fact_kind",
    ),
)
sa.Index("case_fact_person", case_fact.c.person_id)
sa.Index("case_fact_merged_into", case_fact.c.merged_into, postgresql_where=sa.text("merged_into IS NOT NULL"))

# Copy of attendance.persons.v1: the least a mail needs. An erased person keeps its sequence only.
person = person_table(
    metadata,
    sa.Column("enrolments", JSONB, nullable=False, server_default="[]"),
    sa.Column("erased", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("erased_at", TIME),
)

# The delivery log and the send queue in one. `position` is the order in which notices were made; `due_at`,
# `lease_until` and `queued_at` are real time. `bundle_id` is of the notices that go in one message.
notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("template_version", sa.Integer, nullable=False),
    sa.Column("about_kind", sa.Text, nullable=False),
    sa.Column("about_id", ID, nullable=False),
    sa.Column("occasion", sa.BigInteger, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("contact_id", sa.Text),
    sa.Column("recipient_role", sa.Text),
    sa.Column("corrects", ARRAY(ID), nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("waiting_for", sa.Text),
    sa.Column("waiting_since", TIME),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("in_doubt", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("created_at", TIME, nullable=False),
    sa.Column("due_at", TIME, nullable=False),
    sa.Column("queued_at", TIME, nullable=False),
    sa.Column("first_tried_at", TIME),
    sa.Column("lease_until", TIME),
    sa.Column("sent_at", TIME),
    sa.Column("acknowledged_at", TIME),
    sa.Column("answer", sa.Text),
    sa.Column("answer_by", TIME),
    sa.Column("unanswered_at", TIME),
    sa.Column("bundle_id", ID),
    sa.Column("digest_at", TIME),
    sa.Column("printed_at", TIME),
    sa.Column("version", sa.BigInteger, nullable=False),
    *origin(),
    sa.UniqueConstraint("template", "about_kind", "about_id", "occasion", "slot", name="notice_once"),
    sa.CheckConstraint(
        "status IN ('queued', 'sending', 'sent', 'deferred', 'bounced', 'failed', 'cancelled')", name="notice_status"
    ),
)
sa.Index("notice_letter", notice.c.position, postgresql_where=sa.text("channel = 'letter'"))
sa.Index("notice_about", notice.c.about_id, notice.c.about_kind)
sa.Index("notice_of_contact", notice.c.contact_id, notice.c.position)
sa.Index("notice_due", notice.c.due_at, notice.c.position, postgresql_where=sa.text("status IN ('queued', 'deferred')"))
sa.Index("notice_sending", notice.c.lease_until, postgresql_where=sa.text("status = 'sending'"))
sa.Index(
    "notice_awaited",
    notice.c.answer_by,
    postgresql_where=sa.text("answer_by IS NOT NULL AND acknowledged_at IS NULL AND unanswered_at IS NULL"),
)
sa.Index("notice_bundle", notice.c.bundle_id, postgresql_where=sa.text("bundle_id IS NOT NULL"))
sa.Index("notice_waiting", notice.c.waiting_for, postgresql_where=sa.text("waiting_for IS NOT NULL"))

# Contacts to whose present address nothing goes. Another address in the directory takes the contact off the list.
suppression = sa.Table(
    "suppression",
    metadata,
    sa.Column("contact_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", TIME, nullable=False),
    sa.CheckConstraint("reason IN ('bounced', 'asked')", name="suppression_reason"),
)

# How a contact wants to get notices. What is null is left to the municipality.
contact_preference = sa.Table(
    "contact_preference",
    metadata,
    sa.Column("contact_id", sa.Text, primary_key=True),
    sa.Column("channels", ARRAY(sa.Text), nullable=False),
    sa.Column("opens", sa.Time),
    sa.Column("closes", sa.Time),
    sa.Column("digest", sa.Boolean),
    sa.Column("digest_at", sa.Time),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", TIME, nullable=False),
)

# For letters: which organisation a contact works for, and where post of an organisation goes.
employer = sa.Table(
    "employer",
    metadata,
    sa.Column("contact_id", sa.Text, primary_key=True),
    sa.Column("organisation_id", sa.Text),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)
organisation_post = sa.Table(
    "organisation_post",
    metadata,
    sa.Column("organisation_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("street", sa.Text),
    sa.Column("postcode", sa.Text),
    sa.Column("municipality", sa.Text),
    sa.Column("sequence", sa.BigInteger, nullable=False),
)

# A mail to parents, whose address is kept nowhere. Without a foreign key: a case is known by what arrived of it.
parent_mail = sa.Table(
    "parent_mail",
    metadata,
    sa.Column("mail_id", ID, primary_key=True),
    sa.Column("case_id", ID, nullable=False, index=True),
    sa.Column("sent_by", sa.Text, nullable=False),
    sa.Column("at", TIME, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
)

# Where the own system of a contact, or of the contacts of an organisation, takes notices. Both secrets are sealed with
# a key that is not in the database. `former_until` is real time.
webhook = sa.Table(
    "webhook",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("contact_id", sa.Text),
    sa.Column("organisation", sa.Text),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("purposes", ARRAY(sa.Text), nullable=False),
    sa.Column("instead_of_mail", sa.Boolean, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("former_secret", sa.Text),
    sa.Column("former_until", TIME),
    sa.Column("ended", sa.Text),
    sa.Column("created_at", TIME, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.CheckConstraint("num_nonnulls(contact_id, organisation) = 1", name="webhook_of_one"),
    sa.CheckConstraint("ended IN ('gone', 'switched-off')", name="webhook_ended"),
)
