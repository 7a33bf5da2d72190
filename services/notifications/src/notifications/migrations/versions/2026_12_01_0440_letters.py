"""Where letters go, and which of them are printed."""

from alembic import op

revision = "2026_12_01_0440_letters"
down_revision = "2026_12_01_0430_early_signals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known of addresses yet: the directory tells who works where again as it says where their post goes."""
    op.execute("ALTER TABLE notice ADD printed_at timestamptz")
    op.execute("CREATE INDEX notice_letter ON notice (position) WHERE channel = 'letter'")
    op.execute("CREATE TABLE employer (contact_id text PRIMARY KEY, organisation_id text, sequence bigint NOT NULL)")
    op.execute("""
        CREATE TABLE organisation_post (
            organisation_id text PRIMARY KEY,
            name text NOT NULL,
            street text,
            postcode text,
            municipality text,
            sequence bigint NOT NULL
        )
    """)


def downgrade() -> None:
    """Forget the addresses; the notices that were to go by letter have failed."""
    op.execute("DROP TABLE organisation_post")
    op.execute("DROP TABLE employer")
    op.execute("""
        UPDATE notice SET status = 'failed', lease_until = NULL
        WHERE channel = 'letter' AND status IN ('queued', 'deferred', 'sending')
    """)
    op.execute("DROP INDEX notice_letter")
    op.execute("ALTER TABLE notice DROP printed_at")
