"""Who has a case, which contact of a CLB was told of it, and whom a meeting leaves out."""

from alembic import op

revision = "2026_11_30_2000_right_people"
down_revision = "2026_11_30_1950_reply_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who has a case is known from its next assignment on."""
    op.execute("ALTER TABLE known_case ADD assignee text, ADD assigned bigint NOT NULL DEFAULT 0")
    op.execute("""
        CREATE TABLE told_contact (
            case_id uuid PRIMARY KEY,
            contact_id text COLLATE "C" NOT NULL,
            told_at timestamptz NOT NULL
        )
    """)
    op.execute("ALTER TABLE meeting ADD told text[] NOT NULL DEFAULT '{}', ADD left_out text[] NOT NULL DEFAULT '{}'")


def downgrade() -> None:
    """Forget it."""
    op.execute("ALTER TABLE meeting DROP told, DROP left_out")
    op.execute("DROP TABLE told_contact")
    op.execute("ALTER TABLE known_case DROP assignee, DROP assigned")
