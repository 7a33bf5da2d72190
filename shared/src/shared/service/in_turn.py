"""``python -m shared.service.in_turn SERVICE COMMAND...``: commands of a service in one process, one after the other.

Importing a service takes most of its start. So a process that migrates goes on and serves.
"""

import runpy
import sys
from collections.abc import Sequence


def run(service: str, commands: Sequence[str]) -> None:
    """Run ``python -m SERVICE COMMAND`` for each command; SystemExit of the first command that fails ends it."""
    for command in commands:
        sys.argv = [service, command]
        try:
            runpy.run_module(service, run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            if ended.code:
                raise


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
