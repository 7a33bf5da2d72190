"""The files that pages load: the stylesheet and the scripts. Their address changes with what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import ANYTHING, answers, without_token
from shared.web.places import ASSETS

_FOLDER = Path(__file__).with_name("static")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    media_type: str
    digest: str

    @property
    def version(self) -> str:
        """What its address has in it."""
        return self.digest[:12]


@cache
def assets() -> Mapping[str, Asset]:
    """All files by name, read once."""
    return {path.name: _asset(path) for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}


def address(name: str) -> str:
    """Where a file is. Raises KeyError for a file that is not there."""
    return f"{ASSETS}/{assets()[name].version}/{name}"


def assets_router() -> APIRouter:
    """The files. An older or newer version than this service has is not there: another process may have it."""
    router = APIRouter(include_in_schema=False)

    @router.get(f"{ASSETS}/{{version}}/{{name}}")
    @answers(ANYTHING)
    @without_token
    async def file(version: str, name: str) -> Response:
        asset = assets().get(name)
        if asset is None or asset.version != version:
            raise Problem("not-found")
        return Response(asset.content, media_type=asset.media_type, headers=_KEPT)

    return router


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, _TYPES[path.suffix], sha256(content).hexdigest())
