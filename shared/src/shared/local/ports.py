"""TCP ports of the local stack: free ports, and a clear word when a port is taken."""

import os
import random
import socket
import tempfile
from functools import cache
from pathlib import Path

import psutil

from shared.local import file_locks
from shared.local.errors import PortTakenError

LOCALHOST = "127.0.0.1"

# Below the range that systems hand to outgoing connections. Otherwise a client that keeps trying the port of a stopped
# server could get that port for itself. The server could then not come back.
_CHOICE = range(20_000, 32_000)


def free_port() -> int:
    """A port that is free at this moment, and that no other running process was given."""
    while not (_is_free(port := random.choice(_CHOICE)) and _take(port)):  # noqa: S311
        continue
    return port


def require_free(port: int, part: str, setting: str) -> None:
    """Raise `PortTakenError`, which names the holder (if the system tells) and the setting of the port."""
    if not _is_free(port):
        raise PortTakenError(
            f"Port {port}, which {part} needs, is taken{_holder(port)}. "
            f"End that program, or set {setting} to another port."
        )


def _take(port: int) -> bool:
    """Whether the port is given to this process, which then has it until it ends."""
    return file_locks.lock_byte(_taken(), port)


@cache
def _taken() -> int:
    """A file of the user; each byte stands for the port of its number."""
    file_locks.require_locks()
    path = Path(tempfile.gettempdir(), f"flankerend-ports-{os.getuid()}")
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def _holder(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        return ""
    return ""
