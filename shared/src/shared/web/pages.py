"""Makes pages out of templates: the service's own, in the layout that all services have."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from shared.runtime.http.authentication import PRINCIPAL_SCOPE_KEY, FormFromElsewhere
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem
from shared.runtime.settings import ServiceSettings
from shared.web import assets, words
from shared.web.kept_form import Fields, KeptForm
from shared.web.places import ACCESSIBILITY, FOOT, HELP, NAVIGATION, SIGN_IN, SIGN_OUT, Entry, folded
from shared.web.plots import number
from shared.web.sent_forms import new_key
from shared.web.texts import PageTexts, page_texts

_SOURCES = (
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
_AFTER_SIGN_IN = "flankerend-terug-{service}"
_KEPT_S = 600
_FRAGMENT = "x-fragment"
_FILTERS: Mapping[str, Callable[..., str]] = {
    "day": words.day,
    "short_day": words.short_day,
    "moment": words.moment,
    "short_moment": words.short_moment,
    "clock_time": words.clock_time,
    "month": words.month,
    "role_name": words.role,
    "school": words.school,
}


class Pages:
    """The pages of one service. ``package`` has its templates in ``templates``; without a package the frame's alone."""

    def __init__(self, service: str, settings: ServiceSettings, *, package: str | None = None) -> None:
        self._service = service
        self.headers = page_headers(settings.sign_in_issuer)
        self._is_secure = settings.is_behind_tls
        self.texts = page_texts(settings.texts)
        self._templates = templates(service, package, self.texts)

    def page(self, scope: Scope, template: str, *, status: int = 200, **fields: Any) -> HTMLResponse:
        """The page of this name, for who is signed in in the request of ``scope``.

        Raises where the template reaches a field that is not there.
        """
        principal: Principal | None = scope.get(PRINCIPAL_SCOPE_KEY)
        text = self._templates.get_template(f"{template}.html.j2").render(
            principal=principal,
            navigation=_navigation(principal),
            foot=[entry for entry in FOOT if principal and principal.is_any(*entry.roles)],
            path=scope["path"],
            sign_out=f"{SIGN_OUT}/{self._service}",
            sign_in=f"{SIGN_IN}/{self._service}",
            **fields,
        )
        return HTMLResponse(text, status, headers=self.headers)

    def problem(self, problem: Problem, scope: Scope) -> Response:
        """A problem as a page: to sign in, or what is wrong and what can be done. A part of a page gets a sentence.

        A form that was sent without a session is kept in the page that says so.
        """
        wants_part = is_part(Request(scope))
        if problem.name == "unauthenticated" and not wants_part:
            to_sign_in = self._to_sign_in(scope)
            return KeptForm(partial(self._send_again, scope), to_sign_in) if scope["method"] == "POST" else to_sign_in
        template = "problem_part" if wants_part else "problem"
        response = self.page(scope, template, status=problem.status_code, problem=_called(problem, scope))
        response.headers.update(problem.headers or {})
        return response

    def _send_again(self, scope: Scope, fields: Fields) -> Response:
        return self.page(scope, "send_again", status=401, fields=fields)

    def _to_sign_in(self, scope: Scope) -> Response:
        """Leads to sign-in, and from there back to the page that was asked for, which no address names meanwhile."""
        response = RedirectResponse(f"{SIGN_IN}/{self._service}", 303, headers={"Cache-Control": "no-store"})
        back = asked_for(scope) if scope["method"] == "GET" else "/"
        keep_way_back(response, self._service, back, secure=self._is_secure)
        return response


def _navigation(principal: Principal | None) -> list[Entry]:
    """The lines of the navigation for somebody; none for who is not signed in."""
    if principal is None:
        return []
    return [entry.of(principal.school) for entry in NAVIGATION if principal.is_any(*entry.roles)]


def _called(problem: Problem, scope: Scope) -> str:
    """What the page of a problem calls it."""
    if isinstance(problem, FormFromElsewhere):
        return "form-from-elsewhere"
    is_of_form = problem.name == "invalid-request" and scope["method"] == "POST"
    return "invalid-form" if is_of_form else problem.name


def is_part(request: Request) -> bool:
    """Whether the browser asks for a part to put into a page, and not for a page."""
    return _FRAGMENT in request.headers


def keep_way_back(response: Response, service: str, path: str, *, secure: bool) -> None:
    """Have the browser know for ten minutes which page to go to after sign-in."""
    response.set_cookie(
        _AFTER_SIGN_IN.format(service=service),
        quote(path, safe=""),
        max_age=_KEPT_S,
        path=SIGN_IN,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def way_back(request: Request, service: str) -> str:
    """The page to go to after sign-in: a path of ours, whatever the cookie says."""
    path = unquote(request.cookies.get(_AFTER_SIGN_IN.format(service=service), ""))
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def asked_for(scope: Scope) -> str:
    """The path of a request with its query."""
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def templates(service: str, package: str | None = None, texts: PageTexts | None = None) -> Environment:
    """The templates of ``package`` and of the frame, with the words and the addresses that they use; ours, if none."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (package, "shared.web") if name]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(_FILTERS)
    environment.globals.update(
        asset=assets.address,
        count=words.count,
        HALF_DAYS=words.HALF_DAYS,
        MEETING_STATUSES=words.MEETING_STATUSES,
        ROLES=words.ROLES,
        new_key=new_key,
        plot_number=number,
        service=service,
        texts=texts or page_texts(),
        folded=folded,
        HELP=HELP,
        ACCESSIBILITY=ACCESSIBILITY,
    )
    return environment


def page_headers(issuer: str | None) -> dict[str, str]:
    """The headers of every page. A form may lead on to the issuer, which ends the sign-in there."""
    parts = urlsplit(issuer or "")
    to_issuer = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "; ".join((*_SOURCES, f"form-action 'self'{to_issuer}")),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }
