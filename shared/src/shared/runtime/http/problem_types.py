"""The closed list of problems an answer can report (RFC 9457): name, status, title and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem. Its ``type`` URI is ``urn:flankerend:problem:<name>`` and never changes."""

    status: int
    title: str
    meaning: str


PROBLEMS: dict[str, ProblemType] = {
    "conflict": ProblemType(409, "Conflict", "The request contradicts what is there already."),
    "forbidden": ProblemType(403, "Forbidden", "The token's roles do not open this, or not for this school."),
    "idempotency-key-in-use": ProblemType(
        409, "First request still running", "A request with this Idempotency-Key is still running; ask again later."
    ),
    "idempotency-key-reused": ProblemType(
        422,
        "Idempotency-Key used before",
        "This Idempotency-Key came with another body, query or role; take a new key.",
    ),
    "illegal-transition": ProblemType(
        409, "Not possible in this state", "`allowed` names the actions that are possible in the present `state`."
    ),
    "internal-error": ProblemType(
        500, "Internal error", "A fault of the service; its log has more under the answer's X-Correlation-Id."
    ),
    "invalid-request": ProblemType(422, "Invalid request", "`errors` names each wrong field with the reason."),
    "method-not-allowed": ProblemType(405, "Method not allowed", "`Allow` names the methods of this path."),
    "not-acceptable": ProblemType(406, "Not acceptable", "`Accept` excludes every media type this path answers."),
    "not-alive": ProblemType(503, "Not alive", "The process does not make progress; restart it. See `checks`."),
    "not-found": ProblemType(404, "Not found", "It is not there, or not yours to know of."),
    "not-ready": ProblemType(503, "Not ready", "The service is starting, stopping or waiting. See `checks`."),
    "precondition-failed": ProblemType(412, "Changed meanwhile", "`If-Match` names another version; read it again."),
    "precondition-required": ProblemType(428, "If-Match required", "Send the ETag of the version you change."),
    "too-large": ProblemType(413, "Body too large", "The body is larger than `max_bytes`."),
    "unauthenticated": ProblemType(401, "No valid token", "Send `Authorization: Bearer` with a valid token."),
    "unavailable": ProblemType(503, "Unavailable", "Something the service needs is away; try again later."),
    "unsupported-media-type": ProblemType(415, "Unsupported media type", "`supported` names what this path takes."),
}

NAME_OF_STATUS: dict[int, str] = {
    400: "invalid-request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    412: "precondition-failed",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid-request",
    428: "precondition-required",
    503: "unavailable",
}
"""The problem that stands for a bare HTTP status, as the framework raises it."""
