"""Errors as ``application/problem+json`` (RFC 9457), and which problem an exception is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField, NotFound
from shared.runtime.database import is_transient
from shared.runtime.http.invalid_fields import FieldError, field_errors
from shared.runtime.http.problem_types import NAME_OF_STATUS, PROBLEMS

MEDIA_TYPE = "application/problem+json"
PROBLEM_SCOPE_KEY = "flankerend.problem"
PROBLEM_PAGE_SCOPE_KEY = "flankerend.problem_page"
"""In the scope of a request for a page: what answers a problem as a page."""

# SQLSTATE of text PostgreSQL cannot store (a NUL) and of numbers and dates beyond its range.
_UNSTORABLE = frozenset({"22021", "22P05", "22003", "22008"})


class Problem(HTTPException):
    """An answer of the given name out of ``PROBLEMS``; ``members`` are its own further members.

    A problem of status 422 has ``errors``, at least one: raises ValueError without.
    """

    def __init__(
        self,
        name: str,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] | None = None,
        headers: Mapping[str, str] | None = None,
        **members: object,
    ) -> None:
        self.name = name
        kind = PROBLEMS[name]
        if kind.status == 422 and not errors:
            raise ValueError(f"{name} has to name what is wrong")
        super().__init__(kind.status, detail or kind.meaning, headers)
        self.members = members if errors is None else {**members, "errors": list(errors)}

    def response(self, scope: Scope) -> Response:
        """This problem as the answer to the request of ``scope``: JSON, or a page to who asked for a page."""
        scope[PROBLEM_SCOPE_KEY] = self.name
        as_page: ProblemPage | None = scope.get(PROBLEM_PAGE_SCOPE_KEY)
        if as_page is not None:
            return as_page(self, scope)
        content: dict[str, object] = {
            "type": f"urn:flankerend:problem:{self.name}",
            "title": PROBLEMS[self.name].title,
            "status": self.status_code,
            "detail": self.detail,
            "instance": _instance(scope),
            **self.members,
        }
        return JSONResponse(content, self.status_code, self.headers, media_type=MEDIA_TYPE)


ProblemPage = Callable[[Problem, Scope], Response]


def invalid(field: str, reason: str) -> Problem:
    """422 for one field; ``reason`` says what was expected and never repeats the value."""
    return Problem("invalid-request", errors=[{"field": field, "reason": reason}])


def problem_of(error: Exception) -> Problem:
    """The problem that tells a caller of ``error``; 500 without any detail for any other error."""
    match error:
        case Problem():
            return error
        case HTTPException():
            return _of_status(error)
        case RequestValidationError():
            return Problem("invalid-request", errors=field_errors(error.errors()))
        case DomainError():
            return _of_domain(error)
        case DBAPIError() if getattr(error.orig, "sqlstate", None) in _UNSTORABLE:
            return invalid("request", "holds a text or number that cannot be stored")
        case _ if is_transient(error):
            return Problem("unavailable", headers={"Retry-After": "2"})
        case _:
            return Problem("internal-error")


def _of_domain(error: DomainError) -> Problem:
    match error:
        case NotFound():
            return Problem("not-found", str(error))
        case InvalidField(field=field, reason=reason):
            return invalid(field, reason)
        case IllegalTransition(state=state, allowed=allowed):
            return Problem("illegal-transition", str(error), state=state, allowed=list(allowed))
        case Conflict(ids=ids):
            named = {name: _plain(value) for name, value in ids.items()}
            return Problem("conflict", str(error), errors=None, headers=None, **named)
        case _:
            return Problem("conflict", str(error))


def _plain(value: object) -> object:
    """A number as it is, and each of several ids."""
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return value if isinstance(value, int) else str(value)


def _of_status(error: HTTPException) -> Problem:
    if error.status_code == 400:  # how FastAPI says that it could not even read the body
        return invalid("body", "cannot be read")
    if error.status_code == 422:
        return invalid("request", "cannot be read")
    name = NAME_OF_STATUS.get(error.status_code, "internal-error")
    return Problem(name, headers=error.headers)


def _instance(scope: Scope) -> str:
    raw: Any = scope.get("raw_path")
    return raw.decode("ascii", "replace") if raw else quote(scope["path"])
