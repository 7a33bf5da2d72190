"""A place has one meeting at a time, and a meeting may ask for somebody."""

from alembic import op

revision = "2026_11_28_2150_meeting_places"
down_revision = "2026_11_23_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of meetings that are at one place at one time already, the one made first holds it; the others say so."""
    op.execute("""
        ALTER TABLE meeting
            ADD place_key text,
            ADD holds_place boolean NOT NULL DEFAULT false,
            ADD attention_since timestamptz,
            ADD attention_reasons text[]
    """)
    op.execute("UPDATE meeting SET place_key = lower(btrim(regexp_replace(place, '\\s+', ' ', 'g')))")
    op.execute("""
        UPDATE meeting AS later SET holds_place = NOT EXISTS (
            SELECT FROM meeting AS earlier
            WHERE earlier.place_key = later.place_key
                AND earlier.status <> 'cancelled'
                AND tstzrange(earlier.starts_at, earlier.ends_at) && tstzrange(later.starts_at, later.ends_at)
                AND (earlier.created_at, earlier.meeting_id) < (later.created_at, later.meeting_id)
        )
        WHERE status <> 'cancelled' AND starts_at IS NOT NULL AND place_key IS NOT NULL
    """)
    op.execute("ALTER TABLE meeting ALTER holds_place DROP DEFAULT")
    op.execute("""
        ALTER TABLE meeting ADD CONSTRAINT one_meeting_at_a_place_at_a_time
            EXCLUDE USING gist (place_key WITH =, tstzrange(starts_at, ends_at) WITH &&)
            WHERE (holds_place)
    """)
    op.execute("CREATE INDEX meeting_awaited ON meeting (ends_at) WHERE status IN ('scheduled', 'under-review')")


def downgrade() -> None:
    """Forget both."""
    op.execute("DROP INDEX meeting_awaited")
    op.execute("ALTER TABLE meeting DROP CONSTRAINT one_meeting_at_a_place_at_a_time")
    op.execute("""
        ALTER TABLE meeting DROP place_key, DROP holds_place, DROP attention_since, DROP attention_reasons
    """)
