"""The statements about watches. A row without a person is of a watch that casework ended."""

from sqlalchemy import text

CURRENT_PERSON = text("""
    WITH RECURSIVE became AS (
        SELECT person_id, merged_into FROM person WHERE person_id = :person_id
        UNION
        SELECT person.person_id, person.merged_into FROM person JOIN became ON person.person_id = became.merged_into
    )
    SELECT person_id FROM became WHERE merged_into IS NULL
""")

ASK = text("""
    INSERT INTO watch AS known (case_id, version, person_id, asked_on, criteria)
    VALUES (:case_id, :version, :person_id, :asked_on, CAST(:criteria AS jsonb))
    ON CONFLICT (case_id) DO UPDATE SET
        version = excluded.version, person_id = excluded.person_id, asked_on = excluded.asked_on,
        criteria = excluded.criteria, met_at = NULL, broken_at = NULL, ended_at = NULL
    WHERE known.version < excluded.version
    RETURNING case_id
""")

END = text("""
    INSERT INTO watch AS known (case_id, version, ended_at) VALUES (:case_id, :version, :at)
    ON CONFLICT (case_id) DO UPDATE SET
        version = excluded.version, ended_at = excluded.ended_at,
        person_id = NULL, asked_on = NULL, criteria = NULL, met_at = NULL, broken_at = NULL
    WHERE known.version < excluded.version
    RETURNING case_id
""")

_STANDING = "person_id IS NOT NULL AND broken_at IS NULL"

PERSONS = text(f"SELECT DISTINCT person_id FROM watch WHERE {_STANDING}")  # noqa: S608 - constant

CASES = text(f"SELECT case_id FROM watch WHERE {_STANDING} ORDER BY case_id")  # noqa: S608 - constant

# In one order, so that nobody deadlocks. A case's watch may be replaced or ended meanwhile: what was is gone then.
LOCK = text(f"""
    SELECT case_id, version, person_id, asked_on, criteria, met_at, broken_at
    FROM watch
    WHERE {_STANDING} AND (case_id = ANY(CAST(:cases AS uuid[])) OR person_id = ANY(CAST(:persons AS uuid[])))
    ORDER BY case_id
    FOR NO KEY UPDATE
""")  # noqa: S608 - constant

NOTE_MET = text("UPDATE watch SET met_at = :at WHERE case_id = :case_id")
NOTE_BROKEN = text("UPDATE watch SET broken_at = :at WHERE case_id = :case_id")

FOLLOW_MERGES = text("""
    UPDATE watch SET person_id = person.merged_into FROM person
    WHERE person.person_id = watch.person_id AND person.merged_into IS NOT NULL
""")

FORGET = text("DELETE FROM watch WHERE coalesce(ended_at, broken_at, met_at) < :before")

OF_PERSON = text("""
    SELECT case_id, version, person_id, asked_on, criteria, met_at, broken_at
    FROM watch WHERE person_id = :person_id ORDER BY asked_on, case_id
""")
