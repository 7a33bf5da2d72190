"""HTTP as every service speaks it.

A router of a service::

    @router.get("/cases", response_model=Listing[CaseAnswer])
    async def cases(principal: Annotated[Principal, allow(Role.CASEWORKER, Role.CLB)], page: Paged) -> ...:

    @router.put("/cases/{case_id}")
    async def change(expected: Annotated[IfMatch, if_match(required=True)], response: Response, ...) -> ...:
        # expected(version) in the change's own transaction: 412, 428
        set_etag(response, version)

    @router.post("/imports")
    @takes(ANYTHING, max_bytes=IMPORT_LIMIT)  # read with request.stream()

Three decorators are for what differs:

1. ``@answers("text/calendar")`` for what is not JSON (``preferred(accept, answers)`` where there is a choice);
2. ``@without_token`` for an open endpoint;
3. ``@any_query`` for a page or a link in a mail.

Errors of ``shared.domain.errors`` become problems by themselves; ``Problem("forbidden")`` and ``invalid(field,
reason)`` are for what only HTTP knows.
"""

from shared.runtime.http.authentication import allow
from shared.runtime.http.bodies import BodyForm, takes_forms
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.media import preferred
from shared.runtime.http.paging import Listing, Page, Paged, decode_cursor, encode_cursor, listing, page
from shared.runtime.http.principal import Principal
from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.problems import Problem, invalid
from shared.runtime.http.routes import ANYTHING, IMPORT_LIMIT, answers, any_query, takes, without_token

__all__ = [
    "ANYTHING",
    "IMPORT_LIMIT",
    "PROBLEMS",
    "BodyForm",
    "IfMatch",
    "Listing",
    "Page",
    "Paged",
    "Principal",
    "Problem",
    "allow",
    "answers",
    "any_query",
    "decode_cursor",
    "encode_cursor",
    "if_match",
    "invalid",
    "listing",
    "page",
    "preferred",
    "set_etag",
    "takes",
    "takes_forms",
    "without_token",
]
