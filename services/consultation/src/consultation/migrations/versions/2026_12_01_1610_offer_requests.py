"""Requests of schools for offers; a school has one that is open for an offer."""

from alembic import op

revision = "2026_12_01_1610_offer_requests"
down_revision = "2026_12_01_1600_offers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("""
        CREATE TABLE offer_request (
            request_id uuid PRIMARY KEY,
            offer_id uuid NOT NULL REFERENCES offer,
            school text NOT NULL,
            level text,
            wished_group text,
            participants integer,
            since date NOT NULL,
            until date,
            remark text NOT NULL,
            status text NOT NULL,
            planned_on date,
            reason text,
            alternative uuid REFERENCES offer,
            took_part integer,
            asked_at timestamptz NOT NULL,
            answered_at timestamptz,
            version integer NOT NULL
        )
    """)
    op.execute("CREATE INDEX offer_request_offer ON offer_request (offer_id)")
    op.execute("""
        CREATE UNIQUE INDEX offer_request_open ON offer_request (school, offer_id)
            WHERE status IN ('asked', 'planned')
    """)


def downgrade() -> None:
    """Forget the requests."""
    op.execute("DROP TABLE offer_request")
