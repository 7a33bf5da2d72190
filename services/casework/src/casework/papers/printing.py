"""A paper of a case as a file."""

from fastapi import Response

from casework.domain.paper import Paper
from casework.papers.definition import RegisteredPaper
from shared.papers.typesetting import PDF, Typesetter


async def pdf_answer(
    typesetter: Typesetter, registered: RegisteredPaper, paper: Paper, *, preview: bool = False
) -> Response:
    """The paper as a file to keep; its name has the reference of the case and the kind."""
    printed = await typesetter.pdf(registered.template(paper.version), paper.content, preview=preview)
    name = f"{paper.content['reference']}-{registered.kind.name}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(printed, media_type=PDF, headers=headers)
