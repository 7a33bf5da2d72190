"""The terminal of a command that runs for long: it may go away, and the work goes on."""

import os
import sys
from typing import Any

from rich.console import Console


class Terminal(Console):
    """Says things as long as there is somebody to say them to.

    A window that is closed, or a pipe that nobody reads any more, ends no command and keeps none from ending in good
    order.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as Rich does; nothing where the terminal is gone."""
        try:
            super().print(*objects, **options)
        except OSError:
            self.on_broken_pipe()

    def on_broken_pipe(self) -> None:
        """Say nothing from now on."""
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
