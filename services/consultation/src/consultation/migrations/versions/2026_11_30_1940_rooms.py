"""Rooms with seats, and which meeting is in which room."""

from alembic import op

revision = "2026_11_30_1940_rooms"
down_revision = "2026_11_30_1930_guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Meetings of before have no room: they hold their place, as they do where a place has no rooms."""
    op.execute("""
        CREATE TABLE room (
            room_id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            site text NOT NULL,
            site_key text NOT NULL,
            seats integer NOT NULL,
            weekly jsonb NOT NULL,
            organisation_id text COLLATE "C" REFERENCES organisation,
            valid_from date,
            valid_until date,
            version integer NOT NULL,
            CONSTRAINT room_seats CHECK (seats > 0)
        )
    """)
    op.execute("CREATE INDEX room_site ON room (site_key)")
    op.execute('ALTER TABLE meeting ADD room_id text COLLATE "C" REFERENCES room, ADD room_place text')
    op.execute("""
        ALTER TABLE meeting ADD CONSTRAINT one_meeting_in_a_room_at_a_time
            EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
            WHERE (room_id IS NOT NULL AND status <> 'cancelled')
    """)


def downgrade() -> None:
    """Meetings stay as they are, without the rooms that they had."""
    op.execute("ALTER TABLE meeting DROP room_id, DROP room_place")
    op.execute("DROP TABLE room")
