"""Notices that go together, what receivers prefer, addresses to which nothing goes, and calendars of schools."""

from alembic import op

revision = "2026_12_01_0400_bundles"
down_revision = "2026_12_01_0345_mailbox_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Notices that were made before go alone."""
    op.execute("ALTER TABLE notice ADD bundle_id uuid, ADD digest_at timestamptz")
    op.execute("CREATE INDEX notice_bundle ON notice (bundle_id) WHERE bundle_id IS NOT NULL")
    op.execute("""
        CREATE TABLE suppression (
            contact_id text PRIMARY KEY,
            position bigint GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
            reason text NOT NULL,
            since timestamptz NOT NULL,
            CONSTRAINT suppression_reason CHECK (reason IN ('bounced', 'asked'))
        )
    """)
    op.execute("""
        CREATE TABLE contact_preference (
            contact_id text PRIMARY KEY,
            channels text[] NOT NULL,
            opens time,
            closes time,
            digest boolean,
            digest_at time,
            version bigint NOT NULL,
            changed_at timestamptz NOT NULL
        )
    """)
    op.execute("""
        CREATE TABLE school_calendar (
            school text NOT NULL,
            school_year integer NOT NULL,
            version integer NOT NULL,
            calendar jsonb NOT NULL,
            PRIMARY KEY (school, school_year)
        )
    """)


def downgrade() -> None:
    """Forget it; what waits for a digest waits for nothing any more, and goes alone."""
    op.execute("UPDATE notice SET waiting_for = NULL, due_at = queued_at WHERE waiting_for LIKE 'digest:%'")
    op.execute("DROP TABLE school_calendar, contact_preference, suppression")
    op.execute("DROP INDEX notice_bundle")
    op.execute("ALTER TABLE notice DROP bundle_id, DROP digest_at")
