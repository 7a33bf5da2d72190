"""The tables of notes. A note has its newest text, with the words it is found by; its revisions the texts of before."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TIMESTAMP, TSVECTOR, UUID

from casework.storage.tables import metadata

note = sa.Table(
    "note",
    metadata,
    sa.Column("note_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("case_id", UUID(as_uuid=True), sa.ForeignKey("case_record.case_id"), nullable=False),
    sa.Column("at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("visibility", sa.Text, nullable=False, server_default="team"),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("changed_at", TIMESTAMP(timezone=True)),
    sa.Column("words", TSVECTOR, sa.Computed("to_tsvector('dutch'::regconfig, text)", persisted=True)),
)
sa.Index("note_case", note.c.case_id)
sa.Index("note_words", note.c.words, postgresql_using="gin")

note_revision = sa.Table(
    "note_revision",
    metadata,
    sa.Column("note_id", UUID(as_uuid=True), sa.ForeignKey("note.note_id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", TIMESTAMP(timezone=True), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("visibility", sa.Text, nullable=False),
)
