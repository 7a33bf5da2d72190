"""The text of a mail as blocks, so that its HTML part says word for word what its text part says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# A label begins with a capital, or with a letter of a script that has no capitals.
_ROW = re.compile(r"^([^\W\d_][^:]{0,60}): (.+)$")
_LINK = re.compile(r"^https?://\S+$")
_BULLET = "- "
_BETWEEN = re.compile(r"\n\s*\n")
UNDERLINE = "="
_UNDERLINED = re.compile(r"={3,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more, perhaps with the link it leads to."""

    lines: tuple[str, ...]
    link: str | None = None

    def as_data(self) -> Mapping[str, object]:
        """As plain data."""
        return {"kind": "paragraph", "lines": self.lines, "link": self.link}


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels with their values."""

    rows: tuple[tuple[str, str], ...]

    def as_data(self) -> Mapping[str, object]:
        """As plain data."""
        return {"kind": "rows", "rows": self.rows}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a part of a digest is about: in the text part a line with a line of signs below."""

    heading: str

    def as_data(self) -> Mapping[str, object]:
        """As plain data."""
        return {"kind": "heading", "heading": self.heading}


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    points: tuple[str, ...]

    def as_data(self) -> Mapping[str, object]:
        """As plain data."""
        return {"kind": "points", "points": self.points}


Block = Paragraph | Rows | Bullets | Heading


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text, which empty lines separate."""
    return [block_of(part) for part in parts_of(text)]


def parts_of(text: str) -> list[str]:
    """The text of each block."""
    return [part for part in _BETWEEN.split(text.strip()) if part.strip()]


def block_of(part: str) -> Block:
    """The block that the text of a block makes."""
    lines = [line.strip() for line in part.splitlines()]
    if all(line.startswith(_BULLET) for line in lines):
        return Bullets(tuple(line.removeprefix(_BULLET) for line in lines))
    if len(lines) == 2 and _UNDERLINED.fullmatch(lines[1]):
        return Heading(lines[0])
    rows = [_ROW.match(line) for line in lines if not line[0].islower()]
    if len(rows) == len(lines) and all(rows):
        return Rows(tuple((row[1].rstrip(), row[2]) for row in rows if row))
    if _LINK.match(lines[-1]):
        return Paragraph(tuple(lines[:-1]), link=lines[-1])
    return Paragraph(tuple(lines))
