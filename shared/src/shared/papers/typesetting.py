"""Papers as PDF: each in a child process, so that no request waits for another's paper."""

import asyncio
import base64
import contextlib
import os
import sys
from pathlib import Path

import orjson

from shared.domain.errors import InvalidField
from shared.papers.exit_codes import UNPRINTABLE
from shared.papers.letterhead import Content, Letterhead
from shared.runtime.http.problems import Problem

PDF = "application/pdf"

_LAYOUT = Path(__file__).parent / "layout"
_PROGRAM = ("-I", "-m", "shared.papers.press")
_AT_ONCE = 2
_PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What a program needs of its environment on some systems; nothing of ours is passed on."""


class NotPrinted(Exception):
    """A paper came to nothing: its template does not hold. What was typed is not in the text."""


class Typesetter:
    """Prints papers as tagged PDF (PDF/UA-1)."""

    def __init__(self, letterhead: Letterhead, *, timeout_s: float) -> None:
        self._letterhead = letterhead
        self._timeout_s = timeout_s
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def pdf(self, template: Path, content: Content, *, preview: bool = False, mark: str | None = None) -> bytes:
        """The paper that a template makes of this content, as PDF.

        With a `mark` it stands in the place of each character that no font has, and `data` of the template says so.

        Raises InvalidField for a text with a character that no font has. Raises Problem (503) if it takes too long, and
        NotPrinted if its template does not hold.
        """
        order = self._order(template, content, preview=preview, mark=mark)
        async with self._places:
            printed, code = await self._printed(order)
        if code == UNPRINTABLE:
            raise InvalidField(_field_with(printed.decode(), content), "has a character that the fonts of papers lack")
        if code != 0:
            raise NotPrinted(f"the program ended with {code}")
        return printed

    def _order(self, template: Path, content: Content, *, preview: bool, mark: str | None) -> bytes:
        files = {"main.typ": template.read_bytes()}
        files |= {f"layout/{path.name}": path.read_bytes() for path in _LAYOUT.glob("*.typ")}
        logo = self._letterhead.logo
        if logo:
            files[f"logo{logo.suffix.lower()}"] = logo.read_bytes()
        data = {**content, "preview": preview, "logo": f"/logo{logo.suffix.lower()}" if logo else None, "mark": None}
        encoded = {name: base64.b64encode(text).decode() for name, text in files.items()}
        return orjson.dumps({"files": encoded, "data": orjson.dumps(data).decode(), "mark": mark})

    async def _printed(self, order: bytes) -> tuple[bytes, int]:
        """What the program writes, and what it ends with."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *_PROGRAM,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # an error may repeat what was typed
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
        try:
            async with asyncio.timeout(self._timeout_s):
                printed, _ = await process.communicate(order)
        except TimeoutError:
            raise Problem("unavailable", "The paper could not be printed in time.") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        return printed, await process.wait()


def _field_with(character: str, content: Content) -> str:
    """The part of a paper that has this character."""
    return next((name for name, value in content.items() if character in str(value)), "content")
