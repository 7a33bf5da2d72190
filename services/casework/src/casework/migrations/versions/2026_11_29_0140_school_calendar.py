"""Schools' calendars in the table that every service keeps its copy in.

Casework had no reasons of closures, and nothing of what is closed or open at one site only; a calendar that changes
brings them.
"""

from alembic import op

revision = "2026_11_29_0140_school_calendar"
down_revision = "2026_11_29_0130_grounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move all calendars. Whoever is writing one is waited for."""
    op.execute("LOCK TABLE calendar")
    op.execute("""
        CREATE TABLE school_calendar (
            school text NOT NULL,
            school_year integer NOT NULL,
            version integer NOT NULL,
            calendar jsonb NOT NULL,
            PRIMARY KEY (school, school_year)
        )
    """)
    op.execute("""
        INSERT INTO school_calendar
        SELECT school, start, version, jsonb_build_object(
            'school', school, 'school_year', jsonb_build_object('start', start), 'base', days -> 'base',
            'version', version,
            'sessions', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_object('from_', session -> 0, 'until', session -> 1) ORDER BY nth
                ), '[]')
                FROM jsonb_array_elements(days -> 'sessions') WITH ORDINALITY AS sessions (session, nth)
            ),
            'closures', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_object(
                        'date', day -> 0, 'half_day', day -> 1, 'reason', '', 'site', NULL, 'kind', NULL
                    ) ORDER BY nth
                ), '[]')
                FROM jsonb_array_elements(days -> 'closures') WITH ORDINALITY AS closures (day, nth)
            ),
            'extra', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_object('date', day -> 0, 'half_day', day -> 1, 'site', NULL) ORDER BY nth
                ), '[]')
                FROM jsonb_array_elements(days -> 'extra') WITH ORDINALITY AS extra (day, nth)
            )
        )
        FROM (SELECT *, split_part(school_year, '-', 1)::integer AS start FROM calendar) AS kept
    """)
    op.execute("DROP TABLE calendar")


def downgrade() -> None:
    """Move all calendars back, without reasons and without what is of one site only."""
    op.execute("LOCK TABLE school_calendar")
    op.execute("""
        CREATE TABLE calendar (
            school text NOT NULL,
            school_year text NOT NULL,
            version integer NOT NULL,
            days jsonb NOT NULL,
            PRIMARY KEY (school, school_year)
        )
    """)
    op.execute("""
        INSERT INTO calendar
        SELECT school, school_year || '-' || school_year + 1, version, jsonb_build_object(
            'base', calendar -> 'base',
            'sessions', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_array(session -> 'from_', session -> 'until') ORDER BY nth
                ), '[]')
                FROM jsonb_array_elements(calendar -> 'sessions') WITH ORDINALITY AS sessions (session, nth)
            ),
            'closures', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_array(day -> 'date', day -> 'half_day') ORDER BY nth
                ) FILTER (WHERE day ->> 'site' IS NULL), '[]')
                FROM jsonb_array_elements(calendar -> 'closures') WITH ORDINALITY AS closures (day, nth)
            ),
            'extra', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_array(day -> 'date', day -> 'half_day') ORDER BY nth
                ) FILTER (WHERE day ->> 'site' IS NULL), '[]')
                FROM jsonb_array_elements(calendar -> 'extra') WITH ORDINALITY AS extra (day, nth)
            )
        )
        FROM school_calendar
    """)
    op.execute("DROP TABLE school_calendar")
