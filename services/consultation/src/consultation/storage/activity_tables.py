"""The tables of activities."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from consultation.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
_NAME = sa.Text(collation="C")

# Activities, with their sessions, what points handed out, and the addresses of documents. `sessions` names who leads.
activity = sa.Table(
    "activity",
    metadata,
    sa.Column("activity_id", _ID, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("provider", _NAME, sa.ForeignKey("organisation.organisation_id"), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("action_id", _ID),
    sa.Column("theme", sa.Text, nullable=False),
    sa.Column("target_group", sa.Text, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("capacity", sa.Integer),
    sa.Column("least", sa.Integer),
    sa.Column("budget", sa.Numeric(12, 2)),
    sa.Column("cost", sa.Numeric(12, 2)),
    sa.Column("confirmed_by", _NAME, sa.ForeignKey("organisation.organisation_id")),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("sessions", JSONB, nullable=False),
    sa.Column("stock", JSONB, nullable=False),
    sa.Column("attachments", JSONB, nullable=False),
    sa.Column("why_cancelled", sa.Text, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("activity_provider", activity.c.provider)
sa.Index("activity_action", activity.c.action_id)
sa.Index("activity_until", activity.c.until)

# Registrations for an activity, in the order of `number`, which is taken with the activity locked. `name`, `class_name`
# and `mentor` are of people, and are emptied after the term of names.
activity_registration = sa.Table(
    "activity_registration",
    metadata,
    sa.Column("registration_id", _ID, primary_key=True),
    sa.Column("activity_id", _ID, sa.ForeignKey("activity.activity_id", ondelete="CASCADE"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("organisation_id", _NAME, sa.ForeignKey("organisation.organisation_id"), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("class_name", sa.Text, nullable=False),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("mentor", sa.Text, nullable=False),
    sa.Column("certificates", sa.Integer),
    sa.Column("registered_at", _TIME, nullable=False),
    sa.Column("placed_at", _TIME),
    sa.Column("confirmed_at", _TIME),
    sa.Column("ended_at", _TIME),
    sa.UniqueConstraint("activity_id", "number", name="activity_registration_in_order"),
)
sa.Index("activity_registration_organisation", activity_registration.c.organisation_id)
