"""The tables of the guards: questions about absences with one cause, and schools that fell silent."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import DATEMULTIRANGE, INT4MULTIRANGE, TIMESTAMP, UUID

from attendance.register.storage.tables import metadata

_TIME = TIMESTAMP(timezone=True)
_ID = UUID(as_uuid=True)

# Follows from the enrolments: on which days a pupil is in which class of the school. `closed` is
# that of the pupil.
class_member = sa.Table(
    "class_member",
    metadata,
    sa.Column("pupil_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("class_name", sa.Text, primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("days", DATEMULTIRANGE, nullable=False),
    sa.Column("closed", INT4MULTIRANGE, nullable=False),
)

# One per group and half day that was ever wholly absent; without a class it is about the whole school. `answer` is the
# newest of `question_answer`.
question = sa.Table(
    "question",
    metadata,
    sa.Column("question_id", _ID, primary_key=True),
    sa.Column("school", sa.Text, nullable=False),
    sa.Column("class_name", sa.Text),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("half_day", sa.SmallInteger, nullable=False),
    sa.Column("school_year", sa.SmallInteger, nullable=False),
    sa.Column("stands", sa.Boolean, nullable=False),
    sa.Column("absent", sa.Integer, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("answer", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("asked_at", _TIME, nullable=False),
    sa.UniqueConstraint("school", "date", "half_day", "class_name"),
)

question_answer = sa.Table(
    "question_answer",
    metadata,
    sa.Column("question_id", sa.ForeignKey("question.question_id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("answered_by", sa.Text, nullable=False),
    sa.Column("answered_at", _TIME, nullable=False),
)

# Follows from marks, classes and answers: problematic half days that no rule counts.
held_half_day = sa.Table(
    "held_half_day",
    metadata,
    sa.Column("pupil_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("half_day", sa.SmallInteger, primary_key=True),
    sa.Column("question_id", sa.ForeignKey("question.question_id"), nullable=False),
    sa.Column("held_since", _TIME, nullable=False),
)


# What was held by a question once, and is held no more, or by another one.
held_history = sa.Table(
    "held_history",
    metadata,
    sa.Column("pupil_id", sa.Integer, nullable=False, index=True),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("half_day", sa.SmallInteger, nullable=False),
    sa.Column("question_id", UUID(as_uuid=True), nullable=False),
    sa.Column("held_since", _TIME, nullable=False),
    sa.Column("held_until", _TIME, nullable=False),
)
