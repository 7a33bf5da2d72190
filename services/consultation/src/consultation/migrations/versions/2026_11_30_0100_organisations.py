"""Organisations stand in the directory beside contacts."""

from alembic import op

revision = "2026_11_30_0100_organisations"
down_revision = "2026_11_29_0600_web_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Contacts work for no organisation of the directory until somebody says so."""
    op.execute("""
        CREATE TABLE organisation (
            organisation_id text COLLATE "C" PRIMARY KEY,
            kind text NOT NULL
                CONSTRAINT organisation_kind CHECK (kind IN ('school', 'clb', 'city-service', 'partner')),
            name text NOT NULL,
            school text CONSTRAINT one_organisation_is_a_school UNIQUE DEFERRABLE INITIALLY DEFERRED,
            board text,
            levels text[] NOT NULL,
            sites jsonb NOT NULL,
            serves text[] NOT NULL,
            email text,
            phone text,
            local boolean NOT NULL,
            version integer NOT NULL,
            file_digest bytea
        )
    """)
    op.execute("""
        ALTER TABLE contact ADD phone text, ADD organisation_id text COLLATE "C" REFERENCES organisation
    """)
    op.execute("CREATE INDEX contact_organisation ON contact (organisation_id)")


def downgrade() -> None:
    """Forget them."""
    op.execute("ALTER TABLE contact DROP organisation_id, DROP phone")
    op.execute("DROP TABLE organisation")
