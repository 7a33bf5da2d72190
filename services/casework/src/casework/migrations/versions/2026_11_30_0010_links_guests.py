"""Links between cases, and the guests of cases."""

from alembic import op

revision = "2026_11_30_0010_links_guests"
down_revision = "2026_11_29_2020_seen_persons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE case_link (
            link_id uuid PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES case_record,
            other_id uuid NOT NULL REFERENCES case_record,
            relation text NOT NULL,
            reason text NOT NULL,
            at timestamptz NOT NULL,
            by text NOT NULL
        )
    """)
    op.execute("CREATE INDEX case_link_case ON case_link (case_id)")
    op.execute("CREATE INDEX case_link_other ON case_link (other_id)")
    op.execute("""
        CREATE TABLE case_guest (
            guest_id uuid PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES case_record,
            role text NOT NULL,
            name text NOT NULL,
            phone text,
            at timestamptz NOT NULL,
            by text NOT NULL,
            version bigint NOT NULL
        )
    """)
    op.execute("CREATE INDEX case_guest_case ON case_guest (case_id)")


def downgrade() -> None:
    """Drop the tables with the links and guests in them."""
    op.execute("DROP TABLE case_guest")
    op.execute("DROP TABLE case_link")
