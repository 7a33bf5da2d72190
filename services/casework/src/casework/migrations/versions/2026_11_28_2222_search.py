"""Cases are found by a part of their reference, of the pupil's name, or of the class, which is kept from now on.

``pg_trgm`` comes with PostgreSQL, and whoever owns a database may add it.
"""

from alembic import op

revision = "2026_11_28_2222_search"
down_revision = "2026_11_28_2221_notices"
branch_labels = None
depends_on = None

# Letters that are no other letter with an accent, and that people type as the plain one.
_PLAIN_TEXT = """
    CREATE FUNCTION plain_text(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(translate(
        regexp_replace(normalize(casefold(written COLLATE pg_unicode_fast), NFD), '[\u0300-\u036f]', '', 'g'),
        '\u00f8\u0142\u0111\u00f0\u0131', 'olddi'
    ), '\u00e6', 'ae'), '\u0153', 'oe')
"""


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute(_PLAIN_TEXT)
    op.execute("""
        ALTER TABLE person
            ADD plain_given text GENERATED ALWAYS AS (plain_text(given_name)) STORED,
            ADD plain_family text GENERATED ALWAYS AS (plain_text(family_name)) STORED
    """)
    op.execute("CREATE INDEX person_plain ON person USING gin (plain_given gin_trgm_ops, plain_family gin_trgm_ops)")
    op.execute("ALTER TABLE person_enrolment ADD class_name text")
    op.execute("""
        ALTER TABLE person_enrolment ADD plain_class text GENERATED ALWAYS AS (plain_text(class_name)) STORED
    """)
    op.execute("CREATE INDEX person_enrolment_plain ON person_enrolment USING gin (plain_class gin_trgm_ops)")
    op.execute("CREATE INDEX case_record_reference_part ON case_record USING gin (reference gin_trgm_ops)")


def downgrade() -> None:
    op.execute("DROP INDEX case_record_reference_part")
    op.execute("ALTER TABLE person_enrolment DROP plain_class, DROP class_name")
    op.execute("ALTER TABLE person DROP plain_given, DROP plain_family")
    op.execute("DROP FUNCTION plain_text")
