"""The tables of referrals and consents."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, UUID

from casework.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# `receiver_name` is that of an organisation without a contact in the directory; `led_to` is the case that a coach got.
referral = sa.Table(
    "referral",
    metadata,
    sa.Column("referral_id", _ID, primary_key=True),
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("receiver", sa.Text, nullable=False),
    sa.Column("contact", sa.Text),
    sa.Column("receiver_name", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("asked_at", _TIME, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("decline_reason", sa.Text),
    sa.Column("led_to", _ID, sa.ForeignKey("case_record.case_id")),
    sa.Column("version", sa.BigInteger, nullable=False),
)
sa.Index("referral_case", referral.c.case_id)
sa.Index("referral_contact", referral.c.contact, referral.c.referral_id)
sa.Index("referral_led_to", referral.c.led_to)

# Either `giver` or `not_needed`. `on` is the day it was given, `until` its last day.
consent = sa.Table(
    "consent",
    metadata,
    sa.Column("consent_id", _ID, primary_key=True),
    sa.Column("case_id", _ID, sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("giver", sa.Text),
    sa.Column("instead", sa.Text),
    sa.Column("not_needed", sa.Text),
    sa.Column("until", sa.Date),
    sa.Column("recorded_at", _TIME, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("ended_at", _TIME),
    sa.Column("ended_by", sa.Text),
    sa.Column("ending", sa.Text),
    sa.CheckConstraint("num_nonnulls(giver, not_needed) = 1", name="consent_given_or_not_needed"),
)
sa.Index("consent_case", consent.c.case_id)
sa.Index("consent_until", consent.c.until, postgresql_where=consent.c.ended_at.is_(None))
