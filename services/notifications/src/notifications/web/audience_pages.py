"""`/berichten/wie-krijgt-wat` and `/berichten/voorbeelden`: who is told what, and how that reads."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from notifications.api.rights import Reader, Sender, reads_names
from notifications.application.subject import Subjects
from notifications.channels.email.previews import Previews, Sample
from notifications.web.words import DIGEST_TO, channel_in_words, template_in_words
from notifications.words import audiences as audience_words
from shared.domain.roles import Role
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages
from shared.web.words import ROLES

_OTHERS = "andere lezers"
_DIGEST = "digest"
_LANGUAGES = ("nl", "en", "fr")


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
        digests = {f"{_DIGEST}/{reader or ''}": reader for reader in previews.digest_readers()}
        chosen = bericht if bericht in choices or bericht in digests else next(iter(choices))
        languages = _LANGUAGES if chosen in digests else choices[chosen].languages
        language = taal if taal in languages else "nl"
        text = (
            previews.digest(digests[chosen], language)
            if chosen in digests
            else previews.text(choices[chosen], language)
        )
        return pages.page(
            request.scope,
            "samples",
            choices=[
                *((key, _called(choice)) for key, choice in choices.items()),
                *((key, DIGEST_TO.format(reader=_reader(reader))) for key, reader in digests.items()),
            ],
            chosen=chosen,
            languages=[(code, audience_words.language_in_words(code)) for code in languages],
            language=language,
            text=text,
            blocks=previews.blocks(text.body),
            courtesy_blocks=previews.blocks(text.courtesy.body) if text.courtesy else "",
        )

    return router


def _key(sample: Sample) -> str:
    return f"{sample.row.template}/{sample.version}/{sample.row.role or ''}"


def _reader(role: Role | None) -> str:
    return ROLES[role] if role else _OTHERS


def _called(sample: Sample) -> str:
    reader = _reader(sample.row.role)
    older = "" if sample.version == sample.row.version else f", versie {sample.version}"
    return f"{template_in_words(sample.row.template)}, aan {reader}{older}"
