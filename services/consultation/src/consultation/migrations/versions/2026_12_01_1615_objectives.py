"""Objectives of the education policy, and the actions under them."""

from alembic import op

revision = "2026_12_01_1615_objectives"
down_revision = "2026_12_01_1610_offer_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE objective (
            objective_id uuid PRIMARY KEY,
            title text NOT NULL,
            why text NOT NULL,
            for_the_learner text NOT NULL,
            first_year text NOT NULL,
            last_year text NOT NULL,
            stances jsonb NOT NULL,
            status text NOT NULL,
            agreement jsonb,
            ended_why text NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            version integer NOT NULL
        )
    """)
    op.execute("""
        CREATE TABLE policy_action (
            action_id uuid PRIMARY KEY,
            objective_id uuid NOT NULL REFERENCES objective,
            title text NOT NULL,
            theme text NOT NULL,
            what text NOT NULL,
            owner text COLLATE "C" REFERENCES contact,
            partners text[] NOT NULL,
            since date NOT NULL,
            until date,
            budget jsonb NOT NULL,
            target_group jsonb NOT NULL,
            status text NOT NULL,
            not_done_why text NOT NULL,
            indicators jsonb NOT NULL,
            evaluations jsonb NOT NULL,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            version integer NOT NULL
        )
    """)
    op.execute("CREATE INDEX policy_action_objective ON policy_action (objective_id)")


def downgrade() -> None:
    """Forget objectives and actions."""
    op.execute("DROP TABLE policy_action")
    op.execute("DROP TABLE objective")
