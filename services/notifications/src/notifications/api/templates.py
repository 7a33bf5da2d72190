"""The texts of mails, with invented data, and the table of who is told what."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import HTMLResponse, Response

from notifications.api.rights import Reader, Sender
from notifications.api.template_answers import (
    AudienceAnswer,
    PreviewAnswer,
    TemplateAnswer,
    audience_answer,
    preview_answer,
    template_answer,
)
from notifications.application.subject import Subjects
from notifications.channels.email.previews import Previews
from shared.domain.patterns import worded
from shared.domain.roles import Role
from shared.runtime.http.paging import Listing, listing
from shared.runtime.http.routes import HTML, JSON, answers

ISOLATED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""A mail as a page runs nothing and loads nothing."""

_CODE = worded("^[a-z]{2,3}$", "a language code such as fr")
_AS_HTML: dict[int | str, dict[str, Any]] = {
    200: {"description": "The mail, or with `part=html` its HTML part", "content": {JSON: {}, HTML: {}}}
}

Template = Annotated[str, Path(max_length=64, description="What is told, such as `case-opened`")]
Version = Annotated[int, Path(ge=1, le=1000, description="The version of its text")]
Language = Annotated[
    str, Query(pattern=_CODE, description="The language of a courtesy translation below the Dutch text")
]


def templates_router(previews: Previews, subjects: Subjects) -> APIRouter:
    """``/templates`` and ``/audiences``: nothing in them is about anybody."""
    router = APIRouter(tags=["templates"])

    @router.get("/templates")
    async def templates(_: Sender) -> Listing[TemplateAnswer]:
        """All texts of mails, with their versions, readers and languages."""
        return listing([template_answer(sample) for sample in previews.samples()], None)

    @router.get("/templates/{template}/{version}/preview", response_model=PreviewAnswer, responses=_AS_HTML)
    @answers(JSON, HTML)
    async def preview(
        _: Sender,
        template: Template,
        version: Version,
        role: Annotated[Role | None, Query(description="For this reader; without it for the first")] = None,
        language: Language = "nl",
        part: Annotated[Literal["text", "html"], Query(description="The text part, or the HTML part")] = "text",
    ) -> PreviewAnswer | Response:
        """A mail of invented data, of a pupil who does not exist; `part=html` answers the HTML part as a page."""
        sample = previews.sample(template, version, role)
        text = previews.text(sample, language)
        if part == "html":
            return HTMLResponse(previews.page(text), headers=ISOLATED)
        return preview_answer(sample, text)

    @router.get("/audiences")
    async def audiences(_: Reader) -> Listing[AudienceAnswer]:
        """Who is told what, why, on what ground and with which fields: the table that mails are written by."""
        rows = [(kind, row) for kind, subject in subjects.items() for row in subject.tellings]
        return listing([audience_answer(kind, row) for kind, row in rows], None)

    return router
