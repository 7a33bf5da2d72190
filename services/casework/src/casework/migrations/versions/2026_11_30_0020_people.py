"""Teams, the rules by which new cases are assigned, and absences with who stands in."""

from alembic import op

revision = "2026_11_30_0020_people"
down_revision = "2026_11_30_0010_links_guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the index by which the weight of somebody's open cases is read."""
    op.execute("""
        CREATE TABLE team (
            name text PRIMARY KEY,
            members text[] NOT NULL,
            schools text[] NOT NULL,
            case_types text[] NOT NULL,
            version bigint NOT NULL
        )
    """)
    op.execute("""
        CREATE TABLE assignment_rules (
            sole boolean PRIMARY KEY,
            rules jsonb NOT NULL,
            version bigint NOT NULL,
            CONSTRAINT assignment_rules_once CHECK (sole)
        )
    """)
    op.execute("""
        CREATE TABLE absence (
            worker text PRIMARY KEY,
            first_day date NOT NULL,
            last_day date NOT NULL,
            deputy text,
            version bigint NOT NULL
        )
    """)
    op.execute("CREATE INDEX absence_term ON absence (last_day)")
    op.execute("""
        CREATE INDEX case_record_open_assignee ON case_record (assignee, case_type, status)
        WHERE status NOT IN ('withdrawn', 'closed')
    """)


def downgrade() -> None:
    """Drop them, with what is in them."""
    op.execute("DROP INDEX case_record_open_assignee")
    op.execute("DROP TABLE absence, assignment_rules, team")
