"""Cases that may be one: found, and merged by hand after a look at what would move."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from casework.api.answers import CaseAnswer
from casework.api.bodies import Body, FreeText
from casework.api.case_change import Acting, answered
from casework.api.links import case_named
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import Deed
from casework.application.locked_case import locked_pair
from casework.application.merge_cases import merge_cases, preview_merger
from casework.domain.merging import WHY, Alike, Duplicate, Hindrance, MergePreview, hindrances
from casework.domain.person import Name
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnits
from shared.domain.patterns import worded
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match

_ID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_REFERENCE = "[A-Za-z]{2,4}-[0-9]{4}-[0-9]{6,9}"
_CASE = worded(f"^({_REFERENCE}|{_ID})$", "the id or the whole reference of a case")
CaseName = Annotated[str, Field(pattern=_CASE, examples=["SP-2026-000123"])]


class MergeBody(Body):
    """The case that goes on, and why the two are one."""

    into: CaseName
    """The case that goes on, by its id or its reference."""
    reason: FreeText
    """Why the cases are one; this comes in the timeline of the case that goes on."""

    @property
    def named(self) -> UUID | str:
        """The id or the reference of the case that goes on."""
        return self.into if re.match(_REFERENCE, self.into) else UUID(self.into)


class HindranceAnswer(BaseModel):
    """Something that stands in the way of a merger."""

    code: Hindrance
    """What it is."""
    why: str
    """What it is, for a person."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class DuplicateAnswer(BaseModel):
    """Another case that may be the same."""

    case_id: UUID
    """The other case."""
    reference: str
    """The reference of the other case."""
    status: Status
    """Where the other case stands."""
    person_id: UUID
    """The person of the other case."""
    given_name: str | None
    """The pupil's first name; null when it is not known."""
    family_name: str | None
    """The pupil's family name; null when it is not known."""
    school: str | None
    """The school of the other case; null for a case at no school."""
    alike: list[Alike]
    """Why the two pupils may be one child."""
    hindrances: list[HindranceAnswer]
    """What stands in the way of merging this case into the other; empty when nothing does."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class DuplicatesAnswer(BaseModel):
    """The cases that may be the same, those opened first in front."""

    items: list[DuplicateAnswer]
    """Each of them."""
    next: str | None = None
    """Always null: all come at once."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class MergePreviewAnswer(BaseModel):
    """What a merger would do. Nothing was changed."""

    into: UUID
    """The case that would go on."""
    alike: list[Alike]
    """Why the two pupils may be one child."""
    hindrances: list[HindranceAnswer]
    """What stands in the way; empty when the cases can be merged."""
    moves: dict[str, int]
    """How many of each kind of thing would move along."""

    model_config = ConfigDict(use_attribute_docstrings=True)


Expected = Annotated[IfMatch, if_match(required=False)]
DryRun = Annotated[bool, Query(description="Only say what would move and what stands in the way; change nothing")]


def merging_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET of duplicates and POST of mergers."""
    router = APIRouter(tags=["cases"])

    @router.get("/cases/{case_id}/duplicates")
    async def list_duplicates(principal: Acting, case_id: UUID) -> DuplicatesAnswer:
        """Cases of this type that may be the same.

        They are of the same person, or of a person alike. Alike are persons with the same register number, or with the
        same birth date and a similar name.
        """
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.require(Deed.MERGE, await uow.cases.get(case_id))
            duplicates = await uow.duplicates.of(case)
            shown = await shown_to(reader, uow, [duplicate.case for duplicate in duplicates])
        names = {named: item.name for named, item in shown.items()}
        return DuplicatesAnswer(
            items=[
                _duplicate(duplicate, names[duplicate.case.case_id], hindrances(case, duplicate.case, duplicate.alike))
                for duplicate in duplicates
            ]
        )

    @router.post("/cases/{case_id}/merge")
    async def merge(
        principal: Acting,
        expected: Expected,
        case_id: UUID,
        body: MergeBody,
        response: Response,
        dry_run: DryRun = False,
    ) -> CaseAnswer | MergePreviewAnswer:
        """Merge the case into another, with all that hangs on it; nobody is mailed.

        The answer is the case, which ended with outcome `merged`; with `dry_run` what would move and what stands in the
        way.
        """
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            reader.require(Deed.MERGE, await uow.cases.get(case_id))
            into_id = await case_named(uow, reader, body.named, field="into")
            case, into = await locked_pair(uow, case_id, into_id)
            expected(case.version)
            if dry_run:
                return _preview(await preview_merger(uow, case, into))
            await merge_cases(uow, case, into, reason=body.reason, by=actor(principal), clock=clock)
            return await answered(uow, case, principal=principal, response=response)

    return router


def _duplicate(duplicate: Duplicate, name: Name, in_the_way: tuple[Hindrance, ...]) -> DuplicateAnswer:
    case = duplicate.case
    return DuplicateAnswer(
        case_id=case.case_id,
        reference=case.reference,
        status=case.status,
        person_id=case.person_id,
        given_name=name.given_name,
        family_name=name.family_name,
        school=case.school,
        alike=sorted(duplicate.alike),
        hindrances=_hindrances(in_the_way),
    )


def _preview(preview: MergePreview) -> MergePreviewAnswer:
    return MergePreviewAnswer(
        into=preview.into,
        alike=sorted(preview.alike),
        hindrances=_hindrances(preview.hindrances),
        moves=dict(preview.moves),
    )


def _hindrances(in_the_way: tuple[Hindrance, ...]) -> list[HindranceAnswer]:
    return [HindranceAnswer(code=hindrance, why=WHY[hindrance]) for hindrance in in_the_way]
