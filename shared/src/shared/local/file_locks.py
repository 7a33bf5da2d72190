"""Locks on files. The system lets a lock go when its holder dies, however it dies."""

from typing import IO

from shared.local.errors import UnsupportedSystemError

try:
    import fcntl
except ImportError:  # Windows has other locks
    _HAS_LOCKS = False
else:
    _HAS_LOCKS = True

_INSTEAD = (
    "The local stack needs Linux or macOS: this system has no POSIX file locks. On Windows run it in WSL 2, or run "
    "the services with `python -m <service> serve` and a Kafka and a PostgreSQL of your own."
)


def lock(file: IO[str], *, wait: bool) -> None:
    """Hold a lock on the file until it is closed. Raises BlockingIOError where another holds it and ``wait`` is false.

    Raises UnsupportedSystemError on a system without such locks.
    """
    require_locks()
    fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def lock_byte(descriptor: int, place: int) -> bool:
    """Whether this process holds the lock on one byte of a file from now on; it holds it until it ends.

    Raises UnsupportedSystemError on a system without such locks.
    """
    require_locks()
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except OSError:
        return False
    return True


def require_locks() -> None:
    """Raise UnsupportedSystemError on a system without POSIX file locks."""
    if not _HAS_LOCKS:
        raise UnsupportedSystemError(_INSTEAD)
