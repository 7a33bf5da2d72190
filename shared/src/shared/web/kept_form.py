"""A form that was sent after the session had ended: what was typed is not lost."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Fields = Sequence[tuple[str, str]]
"""The names and values of a form, in the order in which they were sent."""

_FORM = "application/x-www-form-urlencoded"
_LONGEST_BYTES = 64 * 1024
_MOST_FIELDS = 100


class KeptForm(Response):
    """Answers with a page that has the fields of the form; ``otherwise`` where they can't be read, or are too long.

    Forms have texts of up to 2,000 characters, so up to 64 KiB and 100 fields are read: the sender is nobody known.
    """

    def __init__(self, page: Callable[[Fields], Response], otherwise: Response) -> None:
        super().__init__()
        self._page = page
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the form and answer."""
        fields = await _fields(Request(scope, receive))
        response = self._page(fields) if fields else self._otherwise
        await response(scope, receive, send)


async def _fields(request: Request) -> Fields:
    """The fields of a form; none where it is not a form of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return ()
    sent = bytearray()
    try:
        async for part in request.stream():
            sent += part
            if len(sent) > _LONGEST_BYTES:
                return ()
        return parse_qsl(sent.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (ClientDisconnect, ValueError):
        return ()
