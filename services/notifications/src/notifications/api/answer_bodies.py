"""What a receiver answers to a notice, as a form or as JSON."""

from urllib.parse import parse_qs

import orjson
from fastapi import Request
from pydantic import BaseModel, ConfigDict

from notifications.domain.vocabulary import NoticeAnswer
from shared.runtime.http.problems import Problem, invalid

_JSON = "application/json"


class AnswerBody(BaseModel):
    """The answer to a notice."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True)

    answer: NoticeAnswer
    """The last three are for a CLB."""


class AnsweredAnswer(BaseModel):
    """What is known of the answer now."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    notification_id: str
    """The notice."""
    answer: NoticeAnswer
    """The answer."""


async def answer_in(request: Request) -> NoticeAnswer | None:
    """The answer in the body of a link's request; None where the body says nothing. Raises Problem (422)."""
    body = await request.body()
    if not body.strip():
        return None
    is_json = request.headers.get("content-type", "").startswith(_JSON)
    said = _in_json(body) if is_json else parse_qs(body.decode("utf-8", "replace")).get("answer", [None])[0]
    if said is None:
        return None
    if not isinstance(said, str) or said not in set(NoticeAnswer):
        raise _refused()
    return NoticeAnswer(said)


def _in_json(body: bytes) -> object:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise invalid("body", "is not JSON") from error
    if not isinstance(content, dict):
        raise invalid("body", "must be an object")
    return content.get("answer")


def _refused() -> Problem:
    return invalid("answer", f"must be one of {', '.join(NoticeAnswer)}")
