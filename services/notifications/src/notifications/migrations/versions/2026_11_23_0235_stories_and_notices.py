"""What arrived about cases and meetings, copies of names and addresses, and the notices with their delivery."""

from alembic import op

from shared.copies.contacts import create_directory_table, drop_directory_table
from shared.messaging.migrations import create_messaging_tables, drop_messaging_tables

revision = "2026_11_23_stories_and_notices"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE case_fact (
        case_id uuid,
        sequence bigint,
        kind text NOT NULL CONSTRAINT case_fact_kind
            CHECK (kind IN ('opened', 'reopened', 'withdrawn', 'merged')),
        reference text,
        case_type text,
        person_id uuid,
        school text,
        pupil text,
        school_year text,
        count integer,
        half_days jsonb,
        opened_at timestamptz,
        correlation_id text,
        causation_id text,
        traceparent text,
        PRIMARY KEY (case_id, sequence)
    )
    """,
    "CREATE INDEX case_fact_person ON case_fact (person_id)",
    """
    CREATE TABLE meeting_version (
        meeting_id uuid,
        sequence bigint,
        state text NOT NULL,
        school text NOT NULL,
        case_ids uuid[] NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        place text,
        participants jsonb NOT NULL,
        ical_uid text NOT NULL,
        ical_sequence integer NOT NULL,
        correlation_id text,
        causation_id text,
        traceparent text,
        PRIMARY KEY (meeting_id, sequence)
    )
    """,
    """
    CREATE TABLE person (
        person_id uuid PRIMARY KEY,
        sequence bigint NOT NULL,
        given_name text,
        family_name text,
        enrolments jsonb NOT NULL DEFAULT '[]',
        merged_into uuid,
        erased boolean NOT NULL DEFAULT false
    )
    """,
    """
    CREATE TABLE notice (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY NOT NULL UNIQUE,
        template text NOT NULL,
        template_version integer NOT NULL,
        about_kind text NOT NULL,
        about_id uuid NOT NULL,
        occasion bigint NOT NULL,
        slot text NOT NULL,
        role text NOT NULL,
        contact_id text,
        recipient_role text,
        corrects uuid[] NOT NULL,
        channel text NOT NULL,
        status text NOT NULL CONSTRAINT notice_status
            CHECK (status IN ('queued', 'sending', 'sent', 'deferred', 'bounced', 'failed', 'cancelled')),
        waiting_for text,
        waiting_since timestamptz,
        attempt integer NOT NULL,
        in_doubt boolean NOT NULL,
        reason text,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        queued_at timestamptz NOT NULL,
        first_tried_at timestamptz,
        lease_until timestamptz,
        sent_at timestamptz,
        acknowledged_at timestamptz,
        version bigint NOT NULL,
        correlation_id text,
        causation_id text,
        traceparent text,
        CONSTRAINT notice_once UNIQUE (template, about_kind, about_id, occasion, slot)
    )
    """,
    "CREATE INDEX notice_about ON notice (about_id, about_kind)",
    "CREATE INDEX notice_contact ON notice (contact_id)",
    "CREATE INDEX notice_due ON notice (due_at, position) WHERE status IN ('queued', 'deferred')",
    "CREATE INDEX notice_sending ON notice (lease_until) WHERE status = 'sending'",
    "CREATE INDEX notice_waiting ON notice (waiting_for) WHERE waiting_for IS NOT NULL",
)


def upgrade() -> None:
    """Create everything in an empty database."""
    create_messaging_tables(op)
    create_directory_table(op)
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    for table in ("notice", "person", "meeting_version", "case_fact"):
        op.drop_table(table)
    drop_directory_table(op)
    drop_messaging_tables(op)
