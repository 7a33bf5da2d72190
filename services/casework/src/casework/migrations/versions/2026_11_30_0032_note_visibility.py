"""Who reads a note, and what it said before. The notes there are stay for whoever acts on their case."""

from alembic import op

revision = "2026_11_30_0032_note_visibility"
down_revision = "2026_11_30_0031_school_matters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the table of revisions."""
    op.execute("""
        ALTER TABLE note
            ADD COLUMN visibility text NOT NULL DEFAULT 'team',
            ADD COLUMN version integer NOT NULL DEFAULT 1,
            ADD COLUMN changed_at timestamptz
    """)
    op.execute("""
        CREATE TABLE note_revision (
            note_id uuid NOT NULL REFERENCES note,
            version integer NOT NULL,
            at timestamptz NOT NULL,
            text text NOT NULL,
            visibility text NOT NULL,
            PRIMARY KEY (note_id, version)
        )
    """)


def downgrade() -> None:
    """Drop what notes said before, and who reads them."""
    op.execute("DROP TABLE note_revision")
    op.execute("ALTER TABLE note DROP COLUMN visibility, DROP COLUMN version, DROP COLUMN changed_at")
