"""``python -m shared.local.compose_secrets FOLDER``: the secrets of a stack of containers, made once, at random.

One folder per service holds a file per setting (``FLANKEREND_SECRETS_DIR``); ``postgres`` holds the administrator's
password and the SQL that makes the services' roles and databases. Files that are there stay as they are.
"""

import os
import secrets
import sys
from pathlib import Path

SERVICES = ("attendance", "casework", "consultation", "notifications")
_SERVICE_USER = 10001


def make(folder: Path) -> None:
    """Make what is missing. ``folder`` has a subfolder per service and one named ``postgres``."""
    done = folder / "postgres" / "password"
    if done.exists():
        return
    token = secrets.token_hex(32)
    statements = []
    for service in SERVICES:
        password = secrets.token_hex(24)
        _write(folder / service / "database_url", f"postgresql://{service}:{password}@postgres:5432/{service}")
        _write(folder / service / "flankerend_token_secret", token)
        statements += [
            f"CREATE ROLE {service} LOGIN PASSWORD '{password}';",
            f"CREATE DATABASE {service} OWNER {service};",
            f"REVOKE CONNECT ON DATABASE {service} FROM PUBLIC;",
        ]
    _write(folder / "attendance" / "flankerend_insz_secret", secrets.token_hex(32))
    _write(folder / "notifications" / "flankerend_acknowledgement_secret", secrets.token_hex(32))
    reply = secrets.token_hex(32)
    for service in ("consultation", "notifications"):
        _write(folder / service / "flankerend_reply_secret", reply)
    sql = folder / "postgres" / "10-services.sql"
    sql.write_text("\n".join([*statements, ""]))
    done.write_text(secrets.token_hex(24))
    for file in (sql, done):
        file.chmod(0o444)  # read by the database's own user, whose number differs between images


def _write(path: Path, secret: str) -> None:
    path.write_text(secret)
    path.chmod(0o400)
    os.chown(path, _SERVICE_USER, -1)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
