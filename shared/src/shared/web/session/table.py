"""The table of sessions, the same in every service's database."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP

from shared.runtime.database import Operations

_TIME = TIMESTAMP(timezone=True)
_metadata = sa.MetaData()

# A browser has a random token; here is its hash alone. `issuer_session` is the issuer's name of the sign-in, and
# `id_token` what the issuer wants back at sign-out.
web_session = sa.Table(
    "web_session",
    _metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("roles", ARRAY(sa.Text), nullable=False),
    sa.Column("school", sa.Text),
    sa.Column("contact", sa.Text),
    sa.Column("organisation", sa.Text),
    sa.Column("issuer_session", sa.Text),
    sa.Column("id_token", sa.Text, nullable=False),
    sa.Column("began_at", _TIME, nullable=False, server_default=sa.func.now()),
    sa.Column("seen_at", _TIME, nullable=False, server_default=sa.func.now()),
)
sa.Index("web_session_subject", web_session.c.subject)
sa.Index("web_session_issuer_session", web_session.c.issuer_session)


def sessions_table(metadata: sa.MetaData) -> sa.Table:
    """The table as part of ``metadata``, so that a service's migrations know of it."""
    return web_session.to_metadata(metadata)


def create_sessions_table(op: Operations) -> None:
    """Create the table in the database being migrated."""
    _metadata.create_all(op.get_bind())


def add_organisation_of_sessions(op: Operations) -> None:
    """Add the organisation of a partner to a table of before; a new table has it already."""
    op.execute("ALTER TABLE web_session ADD COLUMN IF NOT EXISTS organisation text")


def drop_sessions_table(op: Operations) -> None:
    """Drop it; everybody has to sign in again."""
    _metadata.drop_all(op.get_bind())
