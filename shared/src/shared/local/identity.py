"""The user that a part runs as. Only PostgreSQL cares: it refuses to run as root."""

import os
from dataclasses import dataclass
from pathlib import Path

from shared.local.errors import LocalStackError


@dataclass(frozen=True)
class Identity:
    """A system user and group; ``reach`` keeps the right to pass folders closed to that user."""

    user: int
    group: int
    reach: bool = False


AS_WE_ARE = Identity(0, 0)


def unprivileged(data: Path, program: Path) -> Identity:
    """Ourselves, or when that is root a user without rights who can nevertheless get at the data and the program.

    Data that belong to such a user already stay with that user.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return AS_WE_ARE
    reach = not (_is_open(data.parent) and _is_open(program.parent) and program.stat().st_mode & 0o001)
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Identity(owner.st_uid, owner.st_gid, reach)
    return _nobody(reach=reach)


def _nobody(*, reach: bool) -> Identity:
    import pwd  # there where there is a root, which Windows has not

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(user.pw_uid, user.pw_gid, reach)
    raise LocalStackError("Run as root, PostgreSQL needs a system user `postgres` or `nobody`, and there is neither.")


def _is_open(folder: Path) -> bool:
    """Whether all users may enter the folder and every folder on the way to it."""
    absolute = folder.absolute()
    return all(step.stat().st_mode & 0o001 for step in (absolute, *absolute.parents) if step.exists())
