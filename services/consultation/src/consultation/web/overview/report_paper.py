"""The report on several years as a paper, and as a file for a word processor."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Template

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.domain.themes import Themes
from consultation.overview.domain.report import Report
from consultation.web.overview.words.report import BASIS, TITLE
from consultation.web.overview.words.report_blocks import report_blocks
from shared.papers.letterhead import Content, Letterhead
from shared.papers.typesetting import PDF, Typesetter
from shared.runtime.clock import BRUSSELS
from shared.web.pages import templates

_TEMPLATE = Path(__file__).with_name("report_years.v1.typ")
_VERSION = 1
_MARK = "□"
"""What stands for a character that no font has, as the template says."""


@dataclass(frozen=True, slots=True)
class YearsPaper:
    """Makes papers and files of reports, with this letterhead; themes and kinds are said as people call them."""

    letterhead: Letterhead
    typesetter: Typesetter
    themes: Themes
    kinds: Mapping[str, ActivityKind]

    async def printed(self, report: Report) -> Response:
        """The report as PDF/UA-1. Raises Problem (503) if it takes too long."""
        printed = await self.typesetter.pdf(_TEMPLATE, self._content(report), mark=_MARK)
        return Response(printed, media_type=PDF, headers=_kept_as(report, "pdf"))

    def written(self, report: Report) -> Response:
        """The report as one HTML file without style or script, as word processors open it."""
        return HTMLResponse(_template().render(content=self._content(report)), headers=_kept_as(report, "html"))

    def blocks(self, report: Report) -> list[Content]:
        """The blocks of a report, in the order in which they are read."""
        return report_blocks(report, self.themes, self.kinds)

    def _content(self, report: Report) -> Content:
        years = report.years
        return {
            "title": TITLE,
            "version": _VERSION,
            "basis_text": BASIS,
            "made_on": report.known_at.astimezone(BRUSSELS).date().isoformat(),
            "made_by": None,
            "reference": str(years.first) if years.first == years.last else f"{years.first} tot en met {years.last}",
            "municipality": self.letterhead.content,
            "blocks": self.blocks(report),
        }


@cache
def _template() -> Template:
    return templates("consultation", "consultation.web").get_template("report_years.html.j2")


def _kept_as(report: Report, ending: str) -> dict[str, str]:
    name = f"meerjarenplan-{report.years.first}-{report.years.last}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
