"""Text of a file in one of the two encodings that school packages write, in lines that are never huge or in pieces."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from shared.domain.errors import InvalidField

_CHUNK = 1024 * 1024
_PIECE = 64 * 1024
_LONGEST_LINE = 64 * 1024
_ENCODINGS = ("utf-8-sig", "cp1252")


def text_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of the file with their line ends, read as UTF-8 (with or without byte order mark), else Windows-1252.

    The whole file is read once before the first line, to know the encoding. Raises InvalidField (of `body`) for
    text in neither encoding and for a line above 64 KiB.
    """
    encoding = _encoding_of(stream)
    stream.seek(0)
    number = 0
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
            refuse(f"has a line above {_LONGEST_LINE // 1024} KiB", number)
        yield raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))


def text_pieces(stream: BinaryIO) -> Iterator[str]:
    """The text of the file in pieces of up to 64 Ki characters, wherever they end; encodings and errors as above."""
    encoding = _encoding_of(stream)
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while chunk := stream.read(_PIECE):
        yield decoder.decode(chunk)


def refuse(reason: str, line: int) -> NoReturn:
    """Refuse the file as a whole for what is wrong with this line."""
    raise InvalidField("body", f"{reason} (line {line})")


def _encoding_of(stream: BinaryIO) -> str:
    for encoding in _ENCODINGS:
        stream.seek(0)
        if _decodes(stream, encoding):
            return encoding
    raise InvalidField("body", "is not text in UTF-8 or Windows-1252")


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
