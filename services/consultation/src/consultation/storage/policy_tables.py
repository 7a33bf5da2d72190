"""The tables of objectives, actions and questions to the coordinator."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, UUID

from consultation.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)
_NAME = sa.Text(collation="C")

# Objectives: `stances` are the organisations that support one and those that do not, `agreement` where it was decided.
objective = sa.Table(
    "objective",
    metadata,
    sa.Column("objective_id", _ID, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("for_the_learner", sa.Text, nullable=False),
    sa.Column("first_year", sa.Text, nullable=False),
    sa.Column("last_year", sa.Text, nullable=False),
    sa.Column("stances", JSONB, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("agreement", JSONB(none_as_null=True)),
    sa.Column("ended_why", sa.Text, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

# Actions under an objective, with indicators, the values that were entered for them, and evaluations.
policy_action = sa.Table(
    "policy_action",
    metadata,
    sa.Column("action_id", _ID, primary_key=True),
    sa.Column("objective_id", _ID, sa.ForeignKey("objective.objective_id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("theme", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("owner", _NAME, sa.ForeignKey("contact.contact_id")),
    sa.Column("partners", ARRAY(sa.Text), nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("budget", JSONB, nullable=False),
    sa.Column("target_group", JSONB, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("not_done_why", sa.Text, nullable=False),
    sa.Column("indicators", JSONB, nullable=False),
    sa.Column("evaluations", JSONB, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("changed_at", _TIME, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("policy_action_objective", policy_action.c.objective_id)

# Questions of partners to who coordinates the policy: `asked_by` is a contact or the `sub` of a token.
coordinator_question = sa.Table(
    "coordinator_question",
    metadata,
    sa.Column("question_id", _ID, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("theme", sa.Text),
    sa.Column("action_id", _ID, sa.ForeignKey("policy_action.action_id")),
    sa.Column("body_id", _ID, sa.ForeignKey("policy_body.body_id")),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("organisation_id", _NAME, sa.ForeignKey("organisation.organisation_id")),
    sa.Column("asked_at", _TIME, nullable=False),
    sa.Column("asked_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_at", _TIME),
    sa.Column("answered_on", sa.Date),
    sa.Column("closed_at", _TIME),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("coordinator_question_status", coordinator_question.c.status)
