"""`/docs`: the OpenAPI document as a page. All of it comes from the service itself; a browser may ask no other server.

Swagger UI lies in an installed package; that package's own pages are not used, for their script stands in the page.
"""

from html import escape
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, Response

from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import ANYTHING, answers, any_query, without_token

_POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="docs/favicon.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script type="module" src="docs/start.js"></script>
</body>
</html>
"""
_START = """\
const url = "openapi.json";
const spec = await (await fetch(url)).json();
spec.servers[0].url = new URL(".", document.baseURI).pathname.replace(/\\/$/, "") || "/";
SwaggerUIBundle({
  spec,
  dom_id: "#swagger-ui",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
"""
_KINDS = {
    "favicon.png": "image/png",
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
}


def docs_router(title: str) -> APIRouter:
    """``/docs`` and the files it loads. Everything is named relative to it, so a proxy may put a path before it."""
    router = APIRouter(include_in_schema=False)
    folder = Path(str(files("fastapi_offline"))) / "static"

    @router.get("/docs")
    @answers(ANYTHING)
    @without_token
    @any_query
    async def page() -> Response:
        return Response(_PAGE.format(title=escape(title)), media_type="text/html", headers=_HEADERS)

    @router.get("/docs/start.js")
    @answers(ANYTHING)
    @without_token
    async def start() -> Response:
        return Response(_START, media_type="text/javascript", headers=_HEADERS)

    @router.get("/docs/{name}")
    @answers(ANYTHING)
    @without_token
    async def file(name: str) -> Response:
        if name not in _KINDS:
            raise Problem("not-found")
        return FileResponse(folder / name, media_type=_KINDS[name], headers=_HEADERS)

    return router
