"""Webhooks: where the own systems of receivers take notices."""

from alembic import op

revision = "2026_12_01_0445_webhooks"
down_revision = "2026_12_01_0440_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. Both secrets are sealed with a key that is not in the database."""
    op.execute("""
        CREATE TABLE webhook (
            id uuid PRIMARY KEY,
            position bigint GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
            contact_id text,
            organisation text,
            url text NOT NULL,
            purposes text[] NOT NULL,
            instead_of_mail boolean NOT NULL,
            secret text NOT NULL,
            former_secret text,
            former_until timestamptz,
            ended text,
            created_at timestamptz NOT NULL,
            version bigint NOT NULL,
            CONSTRAINT webhook_of_one CHECK (num_nonnulls(contact_id, organisation) = 1),
            CONSTRAINT webhook_ended CHECK (ended IN ('gone', 'switched-off'))
        )
    """)


def downgrade() -> None:
    """Forget webhooks; notices that still wait for one go by mail."""
    op.execute("UPDATE notice SET channel = 'email' WHERE channel = 'webhook' AND status IN ('queued', 'deferred')")
    op.execute("DROP TABLE webhook")
