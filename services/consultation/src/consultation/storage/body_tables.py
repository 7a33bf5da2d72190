"""The tables of consultation bodies."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from consultation.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
_NAME = sa.Text(collation="C")

# What people agreed on about a body. `pupils` are numbers of a school, never who they are.
policy_body = sa.Table(
    "policy_body",
    metadata,
    sa.Column("body_id", _ID, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("expectations", JSONB, nullable=False),
    sa.Column("money", sa.Text, nullable=False),
    sa.Column("rooms", sa.Text, nullable=False),
    sa.Column("deciding", sa.Text, nullable=False),
    sa.Column("quorum", sa.Integer),
    sa.Column("times_a_year", sa.Integer),
    sa.Column("lop", sa.Text, nullable=False),
    sa.Column("lok", sa.Text, nullable=False),
    sa.Column("pupils", JSONB, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
)

# Who sits in a body, in the order of `position`: a contact or an organisation.
body_member = sa.Table(
    "body_member",
    metadata,
    sa.Column("member_id", _ID, primary_key=True),
    sa.Column("body_id", _ID, sa.ForeignKey("policy_body.body_id", ondelete="CASCADE"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("contact_id", _NAME, sa.ForeignKey("contact.contact_id")),
    sa.Column("organisation_id", _NAME, sa.ForeignKey("organisation.organisation_id")),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("mandate", sa.Text),
    sa.Column("mandate_until", sa.Date),
    sa.Column("represented_by", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.CheckConstraint("(contact_id IS NULL) <> (organisation_id IS NULL)", name="body_member_is_one"),
)
sa.Index("body_member_body", body_member.c.body_id)
sa.Index("body_member_contact", body_member.c.contact_id)
sa.Index("body_member_organisation", body_member.c.organisation_id)

# Sessions of bodies. Who is `invited` and was `present` are the ids of contacts and organisations; `called` are the
# contacts who are invited for themselves or for an organisation, with their roles.
body_session = sa.Table(
    "body_session",
    metadata,
    sa.Column("session_id", _ID, primary_key=True),
    sa.Column("body_id", _ID, sa.ForeignKey("policy_body.body_id", ondelete="CASCADE"), nullable=False),
    sa.Column("starts_at", _TIME, nullable=False),
    sa.Column("ends_at", _TIME, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("invited", JSONB, nullable=False),
    sa.Column("called", JSONB, nullable=False, server_default="[]"),
    sa.Column("replies", JSONB, nullable=False, server_default="[]"),
    sa.Column("ical_sequence", sa.Integer, nullable=False, server_default="0"),
    sa.Column("moved_in", sa.Integer, nullable=False, server_default="0"),
    sa.Column("present", JSONB, nullable=False),
    sa.Column("agenda", JSONB, nullable=False),
    sa.Column("documents", JSONB, nullable=False),
    sa.Column("decisions", JSONB, nullable=False),
    sa.Column("actions", JSONB, nullable=False),
    sa.Column("minutes", sa.Text, nullable=False),
    sa.Column("approved_in", _ID, sa.ForeignKey("body_session.session_id", ondelete="SET NULL")),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("body_session_body", body_session.c.body_id, body_session.c.starts_at)
