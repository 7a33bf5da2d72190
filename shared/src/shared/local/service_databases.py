"""One database and one role per service on a PostgreSQL server."""

from urllib.parse import quote, urlsplit

import asyncpg


async def ensure_database(admin_url: str, name: str, password: str) -> str:
    """URL of the database ``name``, owned by the role of that name; both are made when missing.

    Where the administrator may not make roles, the database is the administrator's own.
    """
    admin = await asyncpg.connect(admin_url)
    try:
        login = await _ensure_role(admin, name, password)
        if not await admin.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
            owner = f' OWNER "{name}"' if login else ""
            await admin.execute(f'CREATE DATABASE "{name}"{owner} TEMPLATE template0 ENCODING UTF8')
            await admin.execute(f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC')
    finally:
        await admin.close()
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    netloc = f"{quote(name)}:{quote(password)}@{place}" if login else parts.netloc
    return parts._replace(netloc=netloc, path=f"/{name}").geturl()


def without_password(url: str) -> str:
    """The address of a database as it may be shown."""
    parts = urlsplit(url)
    login, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{login.partition(':')[0]}@{place}").geturl()


async def _ensure_role(admin: asyncpg.Connection, name: str, password: str) -> bool:
    exists = await admin.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", name)
    verb = "ALTER" if exists else "CREATE"
    try:
        await admin.execute(f"{verb} ROLE \"{name}\" LOGIN PASSWORD '{password}'")
    except asyncpg.InsufficientPrivilegeError:
        return False
    return True
