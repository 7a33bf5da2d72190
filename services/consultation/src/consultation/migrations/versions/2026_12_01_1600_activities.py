"""Activities of the education policy, and who registers for them."""

from alembic import op

revision = "2026_12_01_1600_activities"
down_revision = "2026_12_01_1540_session_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE activity (
            activity_id uuid PRIMARY KEY,
            kind text NOT NULL,
            title text NOT NULL,
            provider text COLLATE "C" NOT NULL REFERENCES organisation,
            since date NOT NULL,
            until date NOT NULL,
            action_id uuid,
            theme text NOT NULL,
            target_group text NOT NULL,
            place text NOT NULL,
            capacity integer,
            least integer,
            budget numeric(12, 2),
            cost numeric(12, 2),
            confirmed_by text COLLATE "C" REFERENCES organisation,
            status text NOT NULL,
            sessions jsonb NOT NULL,
            stock jsonb NOT NULL,
            attachments jsonb NOT NULL,
            why_cancelled text NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            version integer NOT NULL
        )
    """)
    op.execute("CREATE INDEX activity_provider ON activity (provider)")
    op.execute("CREATE INDEX activity_action ON activity (action_id)")
    op.execute("CREATE INDEX activity_until ON activity (until)")
    op.execute("""
        CREATE TABLE activity_registration (
            registration_id uuid PRIMARY KEY,
            activity_id uuid NOT NULL REFERENCES activity ON DELETE CASCADE,
            number integer NOT NULL,
            organisation_id text COLLATE "C" NOT NULL REFERENCES organisation,
            label text NOT NULL,
            name text,
            class_name text NOT NULL,
            places integer NOT NULL,
            status text NOT NULL,
            mentor text NOT NULL,
            certificates integer,
            registered_at timestamptz NOT NULL,
            placed_at timestamptz,
            confirmed_at timestamptz,
            ended_at timestamptz,
            CONSTRAINT activity_registration_in_order UNIQUE (activity_id, number)
        )
    """)
    op.execute("CREATE INDEX activity_registration_organisation ON activity_registration (organisation_id)")


def downgrade() -> None:
    """Forget the activities."""
    op.execute("DROP TABLE activity_registration")
    op.execute("DROP TABLE activity")
