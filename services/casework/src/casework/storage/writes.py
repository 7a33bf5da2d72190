"""What the repositories of a transaction keep back, and the two statements that write all of it.

Cases with their grounds and deadlines are one statement, what was told of meetings and notices another. Each takes any
number of rows of each table.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import IntegrityError

from casework.storage.tables import case_record, deadline, ground
from shared.domain.errors import Conflict
from shared.runtime.batching import BatchingConnection, as_json, rows_of

Values = Mapping[str, Any]

_ONE_OPEN = "case_record_one_open"


def _inserting(table: sa.Table, parameter: str, *names: str) -> Insert:
    rows = rows_of(table, parameter)
    columns = names or tuple(table.columns.keys())
    return insert(table).from_select(columns, sa.select(*(rows.c[name] for name in columns)))


def _kept_grounds() -> Insert:
    rows = _inserting(ground, "grounds")
    values = {column.name: rows.excluded[column.name] for column in ground.columns if not column.primary_key}
    return rows.on_conflict_do_update(index_elements=[ground.c.ground_id], set_=values)


def _kept_deadlines() -> Insert:
    """A deadline that has another day than before is brought to notice again."""
    rows = _inserting(deadline, "deadlines", "case_id", "kind", "last_day", "due_at")
    return rows.on_conflict_do_update(
        index_elements=[deadline.c.case_id, deadline.c.kind],
        set_={"last_day": rows.excluded.last_day, "due_at": rows.excluded.due_at, "noticed_at": None},
        where=deadline.c.last_day != rows.excluded.last_day,
    )


def _changed_cases() -> sa.UpdateBase:
    now = rows_of(case_record, "changed")
    return (
        sa.update(case_record)
        .values({name: now.c[name] for name in now.c.keys() if name != "case_id"})  # noqa: SIM118  (no mapping)
        .where(case_record.c.case_id == now.c.case_id)
        .returning(case_record.c.case_id, sa.literal_column("old.version").label("version"))
    )


_CASES = _changed_cases().add_cte(
    _inserting(case_record, "opened").cte("opened_cases"),
    _kept_grounds().cte("kept_grounds"),
    _kept_deadlines().cte("kept_deadlines"),
)
_GONE = rows_of(deadline, "gone")
_REMOVE_DEADLINES = sa.delete(deadline).where(deadline.c.case_id == _GONE.c.case_id, deadline.c.kind == _GONE.c.kind)

# 1. A meeting is kept unless something newer was told of it. The first event that names a known case gives its cases.
# 2. A notice is kept as it was told last; the last answer stays, whatever is told after or before it.
# 3. What others told is noted `once`: not where its event brought it before. A case that ended in a merger goes on in
#    another; a merger passes on all there was, so one step is enough. What was told before the case parted again stays
#    with that other case, although it is heard only now.
#
# `LIMIT 1` has rows looked up by their index. Joined otherwise the planner, which plans once for all executions, may
# choose to read the whole table while it is small, and goes on so while it grows.
_TOLD = sa.text("""
    WITH kept_meetings AS (
        INSERT INTO meeting (
            meeting_id, status, sequence, starts_at, ends_at, place, attention_since, attention_reasons, is_session
        )
        SELECT meeting_id, status, sequence, starts_at, ends_at, place, attention_since, attention_reasons, is_session
        FROM json_populate_recordset(NULL::meeting, CAST(:meetings AS json))
        ON CONFLICT (meeting_id) DO UPDATE SET status = excluded.status, sequence = excluded.sequence,
            starts_at = excluded.starts_at, ends_at = excluded.ends_at, place = excluded.place,
            attention_since = excluded.attention_since, attention_reasons = excluded.attention_reasons
        WHERE meeting.sequence < excluded.sequence
    ), their_cases AS (
        SELECT told.meeting_id, coalesce(parted.went_on_in, case_record.merged_into, case_record.case_id) AS case_id,
            rank() OVER (PARTITION BY told.meeting_id ORDER BY told.turn) AS turn
        FROM json_to_recordset(CAST(:cases AS json)) AS told (
            turn integer, meeting_id uuid, case_ids uuid[], told_at timestamptz
        )
        JOIN case_record ON case_record.case_id = ANY (told.case_ids)
        LEFT JOIN LATERAL (
            SELECT went_on_in FROM case_parting
            WHERE case_parting.case_id = case_record.case_id AND case_parting.parted_at > told.told_at
            ORDER BY parted_at LIMIT 1
        ) AS parted ON true
        WHERE NOT EXISTS (SELECT FROM meeting_case WHERE meeting_case.meeting_id = told.meeting_id)
    ), kept_cases AS (
        INSERT INTO meeting_case (meeting_id, case_id) SELECT meeting_id, case_id FROM their_cases WHERE turn = 1
        ON CONFLICT DO NOTHING
    ), kept_notices AS (
        INSERT INTO notice (
            notification_id, case_id, meeting_id, sequence, template, recipient_role, contact_id, status, answer
        )
        SELECT told.notification_id, known.case_id, told.meeting_id,
            told.sequence, told.template, told.recipient_role, told.contact_id, told.status, told.answer
        FROM json_to_recordset(CAST(:notices AS json)) AS told (
            notification_id uuid, case_id uuid, meeting_id uuid, sequence bigint, template text, recipient_role text,
            contact_id text, status text, answer text, told_at timestamptz
        )
        LEFT JOIN LATERAL (
            SELECT coalesce((
                SELECT went_on_in FROM case_parting
                WHERE case_parting.case_id = case_record.case_id AND case_parting.parted_at > told.told_at
                ORDER BY parted_at LIMIT 1
            ), merged_into, case_id) AS case_id
            FROM case_record WHERE case_record.case_id = told.case_id LIMIT 1
        ) AS known ON true
        WHERE known.case_id IS NOT NULL OR told.meeting_id IS NOT NULL
        ON CONFLICT (notification_id) DO UPDATE SET sequence = greatest(excluded.sequence, notice.sequence),
            status = CASE WHEN excluded.sequence >= notice.sequence THEN excluded.status ELSE notice.status END,
            answer = CASE WHEN excluded.sequence >= notice.sequence THEN coalesce(excluded.answer, notice.answer)
                ELSE coalesce(notice.answer, excluded.answer) END
    )
    INSERT INTO timeline (case_id, meeting_id, at, kind, by, facts, event_id)
    SELECT known.case_id, told.meeting_id, told.at, told.kind, told.by, told.facts, told.event_id
    FROM json_to_recordset(CAST(:entries AS json)) AS told (
        turn integer, once boolean,
        case_id uuid, meeting_id uuid, at timestamptz, kind text, by text, facts jsonb, event_id text
    )
    LEFT JOIN LATERAL (
        SELECT coalesce((
            SELECT went_on_in FROM case_parting
            WHERE told.once AND case_parting.case_id = case_record.case_id AND case_parting.parted_at > told.at
            ORDER BY parted_at LIMIT 1
        ), merged_into, case_id) AS case_id
        FROM case_record WHERE case_record.case_id = told.case_id LIMIT 1
    ) AS known ON true
    LEFT JOIN LATERAL (
        SELECT true AS is_there FROM timeline
        WHERE told.once AND timeline.event_id = told.event_id AND timeline.kind = told.kind LIMIT 1
    ) AS noted ON true
    WHERE (known.case_id IS NOT NULL OR told.meeting_id IS NOT NULL) AND noted.is_there IS NULL
    ORDER BY told.turn
""")


class Writes:
    """Rows that are kept back, each as it is to be in the end.

    ``opened`` are new cases and ``changed`` known ones, by id; ``stored_versions`` are the versions that the changed
    cases have in the database. ``gone`` are deadlines that no longer count. ``cases`` name the cases of meetings.
    """

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self.opened: dict[UUID, Values] = {}
        self.changed: dict[UUID, Values] = {}
        self.stored_versions: dict[UUID, int] = {}
        self.grounds: dict[UUID, Values] = {}
        self.deadlines: dict[tuple[UUID, str], Values] = {}
        self.gone: dict[tuple[UUID, str], Values] = {}
        self.meetings: dict[UUID, Values] = {}
        self.cases: list[Values] = []
        self.notices: dict[UUID, Values] = {}
        self.entries: list[Values] = []
        connection.keeps_back(self._write_cases)
        connection.keeps_back(self._write_told)

    async def _write_cases(self) -> None:
        """Raises Conflict if a person has another open case; nothing more can be done in this transaction then."""
        if self.gone:
            await self._connection.execute(_REMOVE_DEADLINES, {"gone": _taken(self.gone)})
        if not (self.opened or self.changed or self.grounds or self.deadlines):
            return
        versions = dict(self.stored_versions)
        self.stored_versions.clear()
        rows = {
            "opened": _taken(self.opened),
            "changed": _taken(self.changed),
            "grounds": _taken(self.grounds),
            "deadlines": _taken(self.deadlines),
        }
        try:
            changed = await self._connection.execute(_CASES, rows)
        except IntegrityError as error:
            if _ONE_OPEN in str(error.orig):
                raise Conflict("the person has an open case") from None
            raise
        if {row.case_id: row.version for row in changed} != versions:
            raise RuntimeError("a case was written without being locked")

    async def _write_told(self) -> None:
        if not (self.meetings or self.cases or self.notices or self.entries):
            return
        rows = {"cases": _numbered(self.cases), "entries": _numbered(self.entries)}
        self.cases.clear()
        self.entries.clear()
        await self._connection.execute(
            _TOLD, rows | {"meetings": _taken(self.meetings), "notices": _taken(self.notices)}
        )


def _taken(rows: dict[Any, Values]) -> str:
    """These rows, and no longer kept back. They are sorted, so that two transactions never deadlock."""
    ordered = [values for _, values in sorted(rows.items(), key=itemgetter(0))]
    rows.clear()
    return as_json(ordered)


def _numbered(rows: Iterable[Values]) -> str:
    return as_json({**values, "turn": turn} for turn, values in enumerate(rows))
