"""`/berichten/wie-krijgt-wat` and `/berichten/voorbeelden`: who is told what, and how that reads."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from notifications.api.rights import Reader, Sender, reads_names
from notifications.application.subject import Subjects
from notifications.channels.email.previews import Previews, Sample
from notifications.web.words import channel_in_words, template_in_words
from notifications.words import audiences as audience_words
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages
from shared.web.words import ROLES

_OTHERS = "andere lezers"


def audience_pages_router(pages: Pages, subjects: Subjects, previews: Previews) -> APIRouter:
    """The pages of the table, and of each text with invented data."""
    router = APIRouter(include_in_schema=False)

    @router.get("/berichten/wie-krijgt-wat")
    @as_page
    async def audiences(request: Request, principal: Reader) -> Response:
        """The table that mails are written by, in plain Dutch."""
        return pages.page(
            request.scope,
            "audiences",
            tables={
                kind: [(row, f"{row.template}/{row.version}/{row.role or ''}") for row in subject.tellings]
                for kind, subject in subjects.items()
            },
            words=audience_words,
            channel_in_words=channel_in_words,
            template_in_words=template_in_words,
            others=_OTHERS,
            sees_samples=reads_names(principal),
        )

    @router.get("/berichten/voorbeelden")
    @as_page
    async def samples(request: Request, _: Sender, bericht: str = "", taal: str = "nl") -> Response:
        """A text of a mail, with invented data of a pupil who does not exist."""
        choices = {_key(sample): sample for sample in previews.samples()}
        sample = choices.get(bericht) or next(iter(choices.values()))
        language = taal if taal in sample.languages else "nl"
        text = previews.text(sample, language)
        return pages.page(
            request.scope,
            "samples",
            choices=[(key, _called(choice)) for key, choice in choices.items()],
            chosen=_key(sample),
            languages=[(code, audience_words.language_in_words(code)) for code in sample.languages],
            language=language,
            text=text,
            blocks=previews.blocks(text.body),
            courtesy_blocks=previews.blocks(text.courtesy.body) if text.courtesy else "",
        )

    return router


def _key(sample: Sample) -> str:
    return f"{sample.row.template}/{sample.version}/{sample.row.role or ''}"


def _called(sample: Sample) -> str:
    reader = ROLES[sample.row.role] if sample.row.role else _OTHERS
    older = "" if sample.version == sample.row.version else f", versie {sample.version}"
    return f"{template_in_words(sample.row.template)}, aan {reader}{older}"
