"""The statements on enrolments and withdrawals."""

from sqlalchemy import TextClause, text

_OF_PUPILS = "WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))"

PUPILS = text(f"SELECT pupil_id, school, pupil FROM pupil {_OF_PUPILS}")  # noqa: S608 - constant
ENROLMENTS = text(f"SELECT * FROM enrolment {_OF_PUPILS}")  # noqa: S608 - constant
WITHDRAWALS = text(f"SELECT * FROM withdrawal {_OF_PUPILS}")  # noqa: S608 - constant
IMPLICIT = text(f"SELECT * FROM implicit_enrolment {_OF_PUPILS}")  # noqa: S608 - constant


def _then(kind: str) -> TextClause:
    """The reports of this kind that held at a time."""
    return text(f"""
        SELECT * FROM {kind} {_OF_PUPILS} AND known_since <= :at
        UNION ALL
        SELECT (jsonb_populate_record(CAST(NULL AS {kind}), report)).*
        FROM report_history {_OF_PUPILS} AND kind = '{kind}' AND known_since <= :at AND known_until > :at
    """)  # noqa: S608 - constant


ENROLMENTS_THEN = _then("enrolment")
WITHDRAWALS_THEN = _then("withdrawal")
IMPLICIT_THEN = _then("implicit_enrolment")

# Pupils with a withdrawal of the day before an enrolment that is not annulled. Either no other enrolment contains this
# day, or that other enrolment has an earlier last day too.
WAITING = text("""
    SELECT DISTINCT said.pupil_id
    FROM withdrawal AS said
    JOIN enrolment AS begun ON begun.pupil_id = said.pupil_id AND begun.valid_from = said.valid_until + 1
    WHERE begun.holds_until >= begun.valid_from
      AND NOT EXISTS (
        SELECT FROM enrolment AS other
        WHERE other.pupil_id = said.pupil_id AND said.valid_until BETWEEN other.valid_from AND other.holds_until
          AND NOT EXISTS (
            SELECT FROM withdrawal AS earlier
            WHERE earlier.pupil_id = said.pupil_id
              AND earlier.valid_until >= other.valid_from AND earlier.valid_until < said.valid_until
          )
      )
    ORDER BY pupil_id
""")

TAUGHT = text("""
    SELECT DISTINCT level, structure
    FROM pupil JOIN enrolment USING (pupil_id)
    WHERE school = :school AND valid_from <= :last AND holds_until >= greatest(CAST(:first AS date), valid_from)
""")

# Whether a report is anything but what is kept of it: the row without when the system learned it.
_CHANGED = "to_jsonb(known) - 'known_since' IS DISTINCT FROM to_jsonb(excluded) - 'known_since'"

# When a report was made, and what other reports make of it. One that differs in nothing else says the same again, as
# schools may every night.
_NOTED = "CAST('{recorded_at,event_id,holds_until}' AS text[])"
_SAYS_THE_SAME = f"to_jsonb(known) - 'known_since' - {_NOTED} = to_jsonb(excluded) - 'known_since' - {_NOTED}"

_SAID_ANEW = "(known.recorded_at, known.event_id) <> (excluded.recorded_at, excluded.event_id)"

# Whether another enrolment competes with this one: the latest report at every time has to stay known.
_RIVALLED = """(known.pupil_id, known.valid_from) IN (
    SELECT * FROM unnest(CAST(:rivalled AS integer[]), CAST(:rivalled_from AS date[]))
)"""


def _known_since(same: str) -> str:
    """From when on a report is known: from before, where this is so."""
    return f"CASE WHEN {same} THEN known.known_since ELSE excluded.known_since END"


def _keeping_replaced(kind: str, upsert: str) -> TextClause:
    """This upsert on the table of this kind of report; what is no longer known moves to the history."""
    return text(f"""
        WITH saved AS (
            {upsert}
            RETURNING old.pupil_id, to_jsonb(old) AS report, old.known_since,
                to_jsonb(old) - {_NOTED} <> to_jsonb(new) - {_NOTED} AS replaced
        )
        INSERT INTO report_history (pupil_id, kind, report, known_since, known_until)
        SELECT pupil_id, '{kind}', report, known_since, :at FROM saved WHERE replaced
    """)  # noqa: S608 - constant


SAVE_ENROLMENTS = _keeping_replaced(
    "enrolment",
    f"""
    INSERT INTO enrolment AS known
        (pupil_id, valid_from, level, class_name, structure, given_name, family_name, birth_date, insz_key,
         transferred_problematic, transferred_until, recorded_at, event_id, ses, site, registered_on, holds_until,
         known_since)
    SELECT *, :at FROM unnest(
        CAST(:pupil_id AS integer[]), CAST(:valid_from AS date[]), CAST(:level AS text[]), CAST(:class_name AS text[]),
        CAST(:structure AS text[]), CAST(:given_name AS text[]), CAST(:family_name AS text[]),
        CAST(:birth_date AS date[]), CAST(:insz_key AS bytea[]), CAST(:transferred_problematic AS integer[]),
        CAST(:transferred_until AS date[]), CAST(:recorded_at AS timestamptz[]), CAST(:event_id AS text[]),
        CAST(:ses AS boolean[]), CAST(:site AS text[]), CAST(:registered_on AS date[]), CAST(:holds_until AS date[])
    )
    ON CONFLICT (pupil_id, valid_from) DO UPDATE SET
        level = excluded.level,
        class_name = excluded.class_name,
        structure = excluded.structure,
        given_name = excluded.given_name,
        family_name = excluded.family_name,
        birth_date = excluded.birth_date,
        insz_key = excluded.insz_key,
        transferred_problematic = excluded.transferred_problematic,
        transferred_until = excluded.transferred_until,
        recorded_at = excluded.recorded_at,
        event_id = excluded.event_id,
        ses = excluded.ses,
        site = excluded.site,
        registered_on = excluded.registered_on,
        holds_until = excluded.holds_until,
        known_since = {_known_since(f"{_SAYS_THE_SAME} AND NOT ({_SAID_ANEW} AND {_RIVALLED})")}
    WHERE {_CHANGED}
    """,  # noqa: S608 - constant
)

SAVE_WITHDRAWALS = _keeping_replaced(
    "withdrawal",
    f"""
    INSERT INTO withdrawal AS known (pupil_id, recorded_at, event_id, valid_until, known_since)
    SELECT *, :at FROM unnest(
        CAST(:pupil_id AS integer[]), CAST(:recorded_at AS timestamptz[]), CAST(:event_id AS text[]),
        CAST(:until AS date[])
    )
    ON CONFLICT (pupil_id, recorded_at, event_id) DO UPDATE
    SET valid_until = excluded.valid_until, known_since = excluded.known_since
    WHERE {_CHANGED}
    """,  # noqa: S608 - constant
)

SAVE_IMPLICIT = _keeping_replaced(
    "implicit_enrolment",
    f"""
    INSERT INTO implicit_enrolment AS known (pupil_id, first, last, level, recorded_at, known_since)
    SELECT *, :at FROM unnest(
        CAST(:pupil_id AS integer[]), CAST(:first AS date[]), CAST(:last AS date[]), CAST(:level AS text[]),
        CAST(:recorded_at AS timestamptz[])
    )
    ON CONFLICT (pupil_id, first) DO UPDATE SET
        last = excluded.last,
        level = excluded.level,
        recorded_at = excluded.recorded_at,
        known_since = {_known_since(_SAYS_THE_SAME)}
    WHERE {_CHANGED}
    """,  # noqa: S608 - constant
)

SAVE_ENROLLED_DAYS = text("""
    UPDATE pupil SET enrolled = days.enrolled
    FROM (
        SELECT pupil_id, coalesce(range_agg(daterange(first, last, '[]')) FILTER (WHERE of_pupil IS NOT NULL), '{}')
            AS enrolled
        FROM unnest(CAST(:pupil_ids AS integer[])) AS saved (pupil_id)
        LEFT JOIN unnest(CAST(:of_pupil AS integer[]), CAST(:firsts AS date[]), CAST(:lasts AS date[]))
            AS period (of_pupil, first, last) ON of_pupil = pupil_id
        GROUP BY pupil_id
    ) AS days
    WHERE pupil.pupil_id = days.pupil_id AND pupil.enrolled <> days.enrolled
""")

DROP_TRANSFERRED = text(f"DELETE FROM transferred_count {_OF_PUPILS}")  # noqa: S608 - constant

SAVE_TRANSFERRED = text("""
    INSERT INTO transferred_count (pupil_id, until, problematic, school_year)
    SELECT * FROM unnest(
        CAST(:pupil_id AS integer[]), CAST(:until AS date[]), CAST(:problematic AS integer[]),
        CAST(:school_year AS smallint[])
    )
""")
