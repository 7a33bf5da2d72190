"""Consultation bodies and their members."""

from alembic import op

revision = "2026_12_01_0510_policy_bodies"
down_revision = "2026_12_01_0450_refused_address"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE policy_body (
            body_id uuid PRIMARY KEY,
            kind text NOT NULL,
            form text NOT NULL,
            name text NOT NULL,
            purpose text NOT NULL,
            expectations jsonb NOT NULL,
            money text NOT NULL,
            rooms text NOT NULL,
            deciding text NOT NULL,
            quorum integer,
            times_a_year integer,
            lop text NOT NULL,
            lok text NOT NULL,
            pupils jsonb NOT NULL,
            since date NOT NULL,
            until date,
            version integer NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL
        )
    """)
    op.execute("""
        CREATE TABLE body_member (
            member_id uuid PRIMARY KEY,
            body_id uuid NOT NULL REFERENCES policy_body ON DELETE CASCADE,
            position integer NOT NULL,
            contact_id text COLLATE "C" REFERENCES contact,
            organisation_id text COLLATE "C" REFERENCES organisation,
            since date NOT NULL,
            until date,
            mandate text,
            mandate_until date,
            CONSTRAINT body_member_is_one CHECK ((contact_id IS NULL) <> (organisation_id IS NULL))
        )
    """)
    op.execute("CREATE INDEX body_member_body ON body_member (body_id)")
    op.execute("CREATE INDEX body_member_contact ON body_member (contact_id)")
    op.execute("CREATE INDEX body_member_organisation ON body_member (organisation_id)")


def downgrade() -> None:
    """Forget the bodies."""
    op.execute("DROP TABLE body_member")
    op.execute("DROP TABLE policy_body")
