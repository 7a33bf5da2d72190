"""What the demo tells at its end."""

import io
import shlex

from rich.console import Console

from shared.local.demo.report import print_next


def test_what_to_try_next_can_be_typed_as_it_stands_also_in_a_folder_with_spaces() -> None:
    told = io.StringIO()
    print_next(Console(file=told, width=80), "/home/an els/var/demo", "/home/an els/var/demo/mail")
    [line] = [line for line in told.getvalue().splitlines() if "follow a case" in line]
    assert shlex.split(line)[3:] == ["FLANKEREND_HOME=/home/an els/var/demo", "flankerend", "trace", "SP-…"]
