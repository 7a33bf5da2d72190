"""What a list of notices can be asked for."""

import re
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from notifications.application.subject import Subjects
from notifications.domain.vocabulary import Channel, Status
from notifications.storage.notice_log import LogFilter
from shared.contracts.moments import IsoDate
from shared.domain.patterns import worded
from shared.runtime.http.problems import invalid

_ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ABOUT = re.compile(r"(?:([a-z-]+):)?([0-9a-fA-F-]{36})")


def log_filter(subjects: Subjects) -> Callable[..., Coroutine[Any, Any, LogFilter]]:
    """A dependency that reads the filter out of the query, by the kinds and templates of the subjects."""
    words = _words(subjects)
    templates = [template for subject in subjects.values() for template in subject.tellings.templates]
    pattern = worded(f"^(({'|'.join(subjects)}):)?{_ID}$", words)

    async def asked_for(
        *,
        status: Annotated[Status | None, Query(description="Only in this state")] = None,
        about: Annotated[
            str | None,
            Query(
                description="Id of a case or meeting, or `case:<id>`, `meeting:<id>`",
                json_schema_extra={"pattern": pattern},
            ),
        ] = None,
        contact: Annotated[str | None, Query(max_length=64, description="Only to this contact")] = None,
        template: Annotated[
            str | None, Query(description="Only of this template", json_schema_extra={"enum": templates})
        ] = None,
        channel: Annotated[Channel | None, Query(description="Only by this channel")] = None,
        first: Annotated[
            IsoDate | None, Query(alias="from", description="First day on which it was made, included")
        ] = None,
        until: Annotated[IsoDate | None, Query(description="Last day on which it was made, included")] = None,
    ) -> LogFilter:
        """What is asked for. Raises Problem (422) for a malformed id, an unknown template, and days turned round."""
        if template is not None and template not in templates:
            raise invalid("template", f"must be one of {', '.join(templates)}")
        if first is not None and until is not None and until < first:
            raise invalid("until", "must not be before `from`")
        kind, about_id = _about(about, subjects, words) if about else (None, None)
        return LogFilter(
            status=status,
            about_kind=kind,
            about_id=about_id,
            contact_id=contact,
            template=template,
            channel=channel,
            first_day=first,
            last_day=until,
        )

    return asked_for


def _words(subjects: Subjects) -> str:
    return f"the id of a {' or '.join(subjects)}, or {', '.join(f'{kind}:<id>' for kind in subjects)}"


def _about(text: str, subjects: Subjects, words: str) -> tuple[str | None, UUID]:
    match = _ABOUT.fullmatch(text)
    try:
        if match and (match[1] is None or match[1] in subjects):
            return match[1], UUID(match[2])
    except ValueError:
        pass
    raise invalid("about", f"must be {words}")
