"""`/beheer/verloop`: what happened in one story, for operators."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from shared.runtime.context import may_correlate
from shared.runtime.http.routes import as_page
from shared.runtime.log_events import EVENTS
from shared.service.dead_letters import Operator
from shared.service.stories import story_in
from shared.service.web.words import NO_STORY_ID, STORES, after
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.places import STORY

_MOST = 500


class StoryBody(BaseModel):
    """Which story: the reference of a case, or a correlation id."""

    model_config = ConfigDict(str_strip_whitespace=True)

    spoor: str = Field(max_length=64)


def story_pages_router(pages: Pages, logs: Path | None) -> APIRouter:
    """The form, and the story as a timeline out of ``logs``; without logs the queries to ask a store of logs."""
    router = APIRouter(include_in_schema=False)

    @router.get(STORY)
    @as_page
    async def asked(request: Request, _: Operator) -> Response:
        """The form alone. What is looked for stands in no address."""
        return pages.page(request.scope, "story", form=Form(), wanted=None, place=STORY)

    @router.post(STORY)
    @as_page
    async def told(request: Request, _: Operator) -> Response:
        """The story, or how to find it elsewhere."""
        sent = await submitted(request, StoryBody)
        form, wanted = sent.form, sent.body.spoor if sent.body else None
        if wanted is not None and not may_correlate(wanted):
            form, wanted = form.wrong(spoor=NO_STORY_ID), None
        hops = await asyncio.to_thread(story_in, logs, wanted) if logs and wanted else None
        return pages.page(
            request.scope,
            "story",
            status=200 if wanted else 422,
            form=form,
            wanted=wanted,
            place=STORY,
            hops=None if hops is None else hops[:_MOST],
            left_out=max(0, len(hops or ()) - _MOST),
            queries=_queries(wanted) if wanted else {},
            EVENTS=EVENTS,
            after=after,
        )

    return router


def _queries(wanted: str) -> Mapping[str, str]:
    """A query for each kind of store. ``wanted`` has letters, digits, dots, hyphens and underscores alone."""
    return {
        STORES["loki"]: f'{{job="flankerend"}} |= "{wanted}" | json '
        f'| correlation_id="{wanted}" or reference="{wanted}"',
        STORES["elasticsearch"]: f'correlation_id: "{wanted}" or reference: "{wanted}"',
        STORES["files"]: "jq -cnR '[inputs | fromjson? "
        f'| select(.correlation_id == "{wanted}" or .reference == "{wanted}")] | sort_by(.timestamp)[]\' *.log',
    }
