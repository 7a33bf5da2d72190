"""Offers to schools; titles are found by how similar they are.

``pg_trgm`` comes with PostgreSQL, and whoever owns a database may add it.
"""

from alembic import op

revision = "2026_12_01_1600_offers"
down_revision = "2026_12_01_1600_activities"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("""
        CREATE TABLE offer (
            offer_id uuid PRIMARY KEY,
            title text NOT NULL,
            plain_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(title)) STORED,
            description text NOT NULL,
            provider text COLLATE "C" NOT NULL REFERENCES organisation,
            theme text NOT NULL,
            levels text[] NOT NULL,
            age_from integer,
            age_until integer,
            schools text[] NOT NULL,
            since date NOT NULL,
            until date,
            cost numeric(12, 2),
            cost_per text,
            capacity integer,
            email text,
            phone text,
            contact_id text COLLATE "C" REFERENCES contact,
            shows_contact boolean NOT NULL,
            booking text NOT NULL,
            link text,
            status text NOT NULL,
            version integer NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            CONSTRAINT offer_is_there_once UNIQUE (provider, title, since)
        )
    """)
    op.execute("CREATE INDEX offer_title ON offer USING gin (plain_title gin_trgm_ops)")
    op.execute("CREATE INDEX offer_order ON offer (plain_title, offer_id)")


def downgrade() -> None:
    """Forget the offers."""
    op.execute("DROP TABLE offer")
