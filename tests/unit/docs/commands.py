"""The page of the `flankerend` command, from its own help."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

from .markdown import code, codes, line, table
from .sources import command_line


def commands() -> str:
    """Every command with its arguments and options."""
    return "\n\n".join(_command(name, command) for name, command in every_command(command_line()))


def every_command(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each command by its whole name, groups followed by what is in them."""
    names = group.list_commands(None) if hasattr(group, "list_commands") else ()
    for name, command in ((name, group.get_command(None, name)) for name in names):
        yield f"{before}{name}", command
        yield from every_command(command, f"{before}{name} ")


def _command(name: str, command: Any) -> str:
    parts = [f"## flankerend {name}", *(line(text) for text in (command.help or "").split("\n\n"))]
    rows = [_parameter(parameter) for parameter in command.params if "--help" not in parameter.opts]
    if rows:
        parts.append(table(("parameter", "meaning"), rows))
    return "\n\n".join(part for part in parts if part)


def _parameter(parameter: Any) -> tuple[str, str]:
    is_option = parameter.opts[0].startswith("--")
    shown = parameter.opts[0] if is_option else (parameter.metavar or parameter.name).upper()
    if is_option and not parameter.is_flag:
        shown += f" {parameter.metavar or parameter.name.upper()}"
    sentences = [line(parameter.help or "")]
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        sentences.append(f"One of {codes(word.value for word in kind)}.")
    if is_option and parameter.required:
        sentences.append("Required.")
    elif is_option and parameter.default not in (None, False, (), []):
        sentences.append(f"Default: {code(parameter.default)}.")
    return code(re.sub(r"[{}]", "", shown)), " ".join(filter(None, sentences))
