"""What participants answer to invitations."""

from alembic import op

revision = "2026_11_30_0620_replies"
down_revision = "2026_11_30_0610_series"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. Of meetings there are, an answer to an earlier invitation is taken as one to another time."""
    op.execute("ALTER TABLE meeting ADD COLUMN time_sequence integer, ADD COLUMN declined text[] NOT NULL DEFAULT '{}'")
    op.execute("UPDATE meeting SET time_sequence = ical_sequence")
    op.execute("ALTER TABLE meeting ALTER COLUMN time_sequence SET NOT NULL, ALTER COLUMN declined DROP DEFAULT")
    op.execute("""
        CREATE TABLE meeting_reply (
            meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
            contact_id text COLLATE "C" NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL,
            ical_sequence integer NOT NULL,
            answer text NOT NULL,
            reason text,
            proposed_starts_at timestamptz,
            proposed_ends_at timestamptz,
            delegate text,
            came_by text NOT NULL,
            replied_at timestamptz NOT NULL,
            PRIMARY KEY (meeting_id, contact_id, starts_at, ends_at)
        )
    """)
    op.execute("CREATE INDEX meeting_reply_ends_at ON meeting_reply (ends_at)")


def downgrade() -> None:
    """Forget the answers."""
    op.execute("DROP TABLE meeting_reply")
    op.execute("ALTER TABLE meeting DROP COLUMN time_sequence, DROP COLUMN declined")
