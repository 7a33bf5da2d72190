"""Becomes another program that ends with its parent: ``launcher.py PARENT SIGNAL USER GROUP REACH COMMAND...``.

PARENT is the process whose death sends SIGNAL (Linux; elsewhere the next run ends what was left). With a USER other
than 0, root's rights are dropped first, because PostgreSQL refuses to run with them. With REACH 1 the program keeps the
right to pass folders that this user may not enter, such as a home folder of root's (Linux).

Run as a file under ``python -I -S`` and standing on nothing but the standard library, so that it costs 15 ms.
"""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_SET_NAME = 15
_PR_SET_SECUREBITS = 28
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int, more: int = 0) -> None:
    unused = ctypes.c_ulong(0)
    if _libc().prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(more), unused, unused) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}, {value})")


def _keep_rights() -> None:
    """Have rights outlive the change of user, and access() go by them, by which initdb looks for postgres."""
    try:
        _prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP)
    except PermissionError:  # a container may forbid it
        _prctl(_PR_SET_KEEPCAPS, 1)


def _keep_reach() -> None:
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    only = 1 << _CAP_DAC_OVERRIDE
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(only, only, only, 0, 0, 0)
    if _libc().capset(header, effective_permitted_inheritable) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE)


def _become(user: int, group: int, *, reach: bool) -> None:
    os.setgroups([])
    os.setgid(group)
    if reach:
        _keep_rights()
    os.setuid(user)
    if reach:
        _keep_reach()


def end_with(parent: int, signal: int) -> None:
    """Have the end of the parent send this signal. Ends at once if the parent is gone already (Linux)."""
    _prctl(_PR_SET_PDEATHSIG, signal)
    if os.getppid() != parent:
        sys.exit(0)


def call_it(name: str) -> None:
    """What `ps` and `top` show of this process (Linux, 15 letters)."""
    shown = ctypes.create_string_buffer(name.encode())
    _prctl(_PR_SET_NAME, ctypes.addressof(shown))


def launch(arguments: list[str]) -> None:
    """Never returns, unless the parent is gone already."""
    parent, signal, user, group, reach = map(int, arguments[:5])
    on_linux = sys.platform == "linux"
    if user:
        _become(user, group, reach=bool(reach) and on_linux)
    if on_linux:
        end_with(parent, signal)
    if os.getppid() == parent:
        os.execvp(arguments[5], arguments[5:])  # noqa: S606


if __name__ == "__main__":
    launch(sys.argv[1:])
