"""The tables of offers, of requests for them, and of surveys."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from consultation.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
_NAME = sa.Text(collation="C")

# What is offered to schools. `plain_title` is what titles are sorted and compared by.
offer = sa.Table(
    "offer",
    metadata,
    sa.Column("offer_id", _ID, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("plain_title", _NAME, sa.Computed("lower(title)", persisted=True), nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("provider", _NAME, sa.ForeignKey("organisation.organisation_id"), nullable=False),
    sa.Column("theme", sa.Text, nullable=False),
    sa.Column("levels", ARRAY(sa.Text), nullable=False),
    sa.Column("age_from", sa.Integer),
    sa.Column("age_until", sa.Integer),
    sa.Column("schools", ARRAY(sa.Text), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("cost", sa.Numeric(12, 2)),
    sa.Column("cost_per", sa.Text),
    sa.Column("capacity", sa.Integer),
    sa.Column("email", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("contact_id", _NAME, sa.ForeignKey("contact.contact_id")),
    sa.Column("shows_contact", sa.Boolean, nullable=False),
    sa.Column("booking", sa.Text, nullable=False),
    sa.Column("link", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("counted", sa.Integer, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.UniqueConstraint("provider", "title", "since", name="offer_is_there_once"),
)
# Offers of one theme with titles alike. What waits to be put into such an index is read by every search: nothing waits.
sa.Index(
    "offer_alike",
    offer.c.theme,
    offer.c.plain_title,
    postgresql_using="gin",
    postgresql_ops={"plain_title": "gin_trgm_ops"},
    postgresql_with={"fastupdate": "off"},
)
sa.Index("offer_order", offer.c.plain_title, offer.c.offer_id)

# What schools ask for. `wished_group` is what a school calls a class or group.
offer_request = sa.Table(
    "offer_request",
    metadata,
    sa.Column("request_id", _ID, primary_key=True),
    sa.Column("offer_id", _ID, sa.ForeignKey("offer.offer_id"), nullable=False),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("level", sa.Text),
    sa.Column("wished_group", sa.Text),
    sa.Column("participants", sa.Integer),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("remark", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("planned_on", sa.Date),
    sa.Column("reason", sa.Text),
    sa.Column("alternative", _ID, sa.ForeignKey("offer.offer_id")),
    sa.Column("took_part", sa.Integer),
    sa.Column("asked_at", _TIME, nullable=False),
    sa.Column("answered_at", _TIME),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("offer_request_offer", offer_request.c.offer_id)
sa.Index(
    "offer_request_open",
    offer_request.c.school,
    offer_request.c.offer_id,
    unique=True,
    postgresql_where=sa.text("status IN ('asked', 'planned')"),
)

# What a person said of two offers that may overlap. It holds while both are counted as often as they were then.
offer_judgement = sa.Table(
    "offer_judgement",
    metadata,
    sa.Column("first", _ID, sa.ForeignKey("offer.offer_id"), primary_key=True),
    sa.Column("second", _ID, sa.ForeignKey("offer.offer_id"), primary_key=True),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("judged_at", _TIME, nullable=False),
    sa.Column("judged_by", sa.Text, nullable=False),
    sa.Column("first_counted", sa.Integer, nullable=False),
    sa.Column("second_counted", sa.Integer, nullable=False),
)

# Surveys of schools, about schools and never about pupils.
survey = sa.Table(
    "survey",
    metadata,
    sa.Column("survey_id", _ID, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("service", _NAME, sa.ForeignKey("organisation.organisation_id"), nullable=False),
    sa.Column("questions", JSONB, nullable=False),
    sa.Column("schools", ARRAY(sa.Text), nullable=False),
    sa.Column("answer_by", sa.Date, nullable=False),
    sa.Column("shares_answers", sa.Boolean, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("sent_at", _TIME),
    sa.Column("version", sa.Integer, nullable=False),
)

# What a school answered, once: a value for each question, in their order.
survey_answers = sa.Table(
    "survey_answers",
    metadata,
    sa.Column("survey_id", _ID, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("school", sa.Text, primary_key=True),
    sa.Column("values", JSONB, nullable=False),
    sa.Column("answered_at", _TIME, nullable=False),
)
