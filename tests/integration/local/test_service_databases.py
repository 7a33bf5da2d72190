from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest

from shared.local.service_databases import ensure_database


@pytest.fixture
async def name(postgres):
    """A name for databases and roles, which are dropped afterwards."""
    prefix = f"toy_{uuid4().hex[:8]}"
    yield prefix
    admin = await asyncpg.connect(postgres)
    for row in await admin.fetch("SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)", prefix):
        await admin.execute(f'DROP DATABASE IF EXISTS "{row["rolname"]}" WITH (FORCE)')
    for row in await admin.fetch("SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)", prefix):
        await admin.execute(f'DROP OWNED BY "{row["rolname"]}"')
        await admin.execute(f'DROP ROLE "{row["rolname"]}"')
    await admin.close()


async def test_a_service_owns_its_database_and_reaches_no_other(postgres, name):
    own = await ensure_database(postgres, f"{name}_a", "secret")
    other = await ensure_database(postgres, f"{name}_b", "secret")

    connection = await asyncpg.connect(own)
    await connection.execute("CREATE TABLE mine ()")
    await connection.close()
    stranger = urlsplit(own)._replace(path=urlsplit(other).path).geturl()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(stranger)


async def test_a_database_that_is_there_is_left_as_it_is(postgres, name):
    url = await ensure_database(postgres, name, "secret")
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE mine ()")
    await connection.close()

    assert await ensure_database(postgres, name, "secret") == url

    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT to_regclass('mine')") == "mine"
    await connection.close()


async def test_an_administrator_without_roles_shares_its_own(postgres, name):
    admin = await asyncpg.connect(postgres)
    await admin.execute(f"CREATE ROLE \"{name}\" LOGIN CREATEDB PASSWORD 'secret'")
    await admin.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
    limited = (
        urlsplit(postgres)._replace(netloc=f"{name}:secret@{urlsplit(postgres).netloc.rpartition('@')[2]}").geturl()
    )

    url = await ensure_database(limited, f"{name}_a", "other")

    assert urlsplit(url).username == name
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE mine ()")
    await connection.close()
    await admin.execute(f'DROP DATABASE "{name}_a"')
    await admin.close()
