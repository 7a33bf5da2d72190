"""Referrals of cases, and consents on them."""

from alembic import op

revision = "2026_11_30_0025_referrals"
down_revision = "2026_11_30_0021_watches"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("""
        CREATE TABLE referral (
            referral_id uuid PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES case_record,
            receiver text NOT NULL,
            contact text,
            receiver_name text,
            reason text NOT NULL,
            asked_at timestamptz NOT NULL,
            asked_by text NOT NULL,
            status text NOT NULL,
            changed_at timestamptz NOT NULL,
            decline_reason text,
            led_to uuid REFERENCES case_record,
            version bigint NOT NULL
        )
    """)
    op.execute("CREATE INDEX referral_case ON referral (case_id)")
    op.execute("CREATE INDEX referral_contact ON referral (contact, referral_id)")
    op.execute("CREATE INDEX referral_led_to ON referral (led_to)")
    op.execute("""
        CREATE TABLE consent (
            consent_id uuid PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES case_record,
            purpose text NOT NULL,
            "on" date NOT NULL,
            giver text,
            instead text,
            not_needed text,
            until date,
            recorded_at timestamptz NOT NULL,
            recorded_by text NOT NULL,
            ended_at timestamptz,
            ended_by text,
            ending text,
            CONSTRAINT consent_given_or_not_needed CHECK (num_nonnulls(giver, not_needed) = 1)
        )
    """)
    op.execute("CREATE INDEX consent_case ON consent (case_id)")
    op.execute("CREATE INDEX consent_until ON consent (until) WHERE ended_at IS NULL")


def downgrade() -> None:
    """Drop the tables with what is in them."""
    op.execute("DROP TABLE consent")
    op.execute("DROP TABLE referral")
