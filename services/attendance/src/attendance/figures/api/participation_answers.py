"""What the endpoints about participation, social mix and school allowance answer."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, Field

from attendance.figures.domain.allowance import AllowanceWarnings
from attendance.figures.domain.participation import AgeGroup, Participation
from attendance.figures.domain.social_mix import Mix
from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.enrolment import EducationLevel
from shared.domain.school_year import SchoolYear


class ToddlersOfSchoolAnswer(BaseModel):
    """Toddlers of one school and age. A number that is small, or that would give a small one away, is null."""

    model_config = DESCRIBED

    school: str | None
    """School of the newest enrolment that holds, else of the enrolment that ended last; null for the municipality."""
    age: AgeGroup
    """Age on 31 December of the school year."""
    minimum: int | None
    """Half days to be present; null if no minimum holds."""
    most_unjustified: int | None
    """From six years on: the unjustified half days that are borne."""
    toddlers: int | None
    """Toddlers who are or were enrolled in nursery school in the school year."""
    reached: int | None
    """With the minimum by now, by presence alone; from six years on, with no more unjustified half days than are borne.
    Of the five-year-olds also those who enter primary school without the class council (290 half days).
    """
    if_accepted: int | None
    """Five-year-olds who have it only with their justified half days. For the allowance justified half days that the
    head accepted count too, but it is not kept which these are."""
    not_reached: int | None
    """Neither, by now."""
    mean_present: float | None
    """Half days present so far, on average: planned half days without an absence or an unknown mark."""

    @classmethod
    def of(cls, figures: Participation, school_year: SchoolYear) -> Self:
        return cls(
            school=figures.school,
            age=figures.age,
            minimum=figures.age.minimum(school_year),
            most_unjustified=figures.age.most_unjustified,
            toddlers=figures.toddlers,
            reached=figures.reached,
            if_accepted=figures.if_accepted,
            not_reached=figures.not_reached,
            mean_present=figures.mean_present,
        )


class ToddlerFiguresAnswer(BaseModel):
    """Participation of toddlers in a school year by what is known now."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    known_at: datetime
    """When this was added up; a correction changes it."""
    smallest_cell: int
    """Numbers of fewer pupils are left out."""
    items: list[ToddlersOfSchoolAnswer]
    """By school and age, the municipality last."""


class MixOfSchoolAnswer(BaseModel):
    """Pupils of a school by the SES characteristic. A number that is small, or would give one away, is null."""

    model_config = DESCRIBED

    school: str | None
    """Institution number; null for the municipality."""
    pupils: int | None
    """Pupils enrolled on that day; one at two schools counts at both."""
    with_ses: int | None
    """With the SES characteristic."""
    without_ses: int | None
    """Without it."""
    unknown: int | None
    """Pupils for which the school does not say it."""
    share: float | None
    """With the characteristic, among pupils whose characteristic is known."""

    @classmethod
    def of(cls, mix: Mix) -> Self:
        return cls(
            school=mix.school,
            pupils=mix.pupils,
            with_ses=mix.with_ses,
            without_ses=mix.without_ses,
            unknown=mix.unknown,
            share=mix.share,
        )


class SocialMixAnswer(BaseModel):
    """Social mix of the schools on a day."""

    model_config = DESCRIBED

    on: date
    """The day."""
    level_of_education: EducationLevel | None
    """The level of education; null for all."""
    known_at: datetime
    """When this was added up."""
    smallest_cell: int
    """Numbers of fewer pupils are left out."""
    dissimilarity: float | None
    """Index of dissimilarity, 0 (even) to 1 (apart), of the pupils whose characteristic is known. Schools with a number
    left out count as one together, so it is rather too low; null when one group is empty or left out."""
    items: list[MixOfSchoolAnswer]
    """By school, the municipality last."""


class AllowanceOfSchoolAnswer(BaseModel):
    """Pupils of a school and level who risk the school allowance. A small number is null, and so is a number that gives
    it away.
    """

    model_config = DESCRIBED

    school: str | None
    """School of the newest enrolment that holds, else of the enrolment that ended last; null for the municipality."""
    level_of_education: Literal[EducationLevel.LAGER, EducationLevel.SECUNDAIR]
    """Level of education."""
    pupils: int | None
    """Pupils who are or were enrolled in the school year."""
    too_often_unjustified: int | None
    """With 30 problematic half days or more, over all schools, in as many school years in a row as `years`."""
    unenrolled: int | None
    """Without an enrolment that is known here on more than 14 calendar days of compulsory age."""

    @classmethod
    def of(cls, warnings: AllowanceWarnings) -> Self:
        return cls.model_validate(
            {
                "school": warnings.school,
                "level_of_education": warnings.level_of_education,
                "pupils": warnings.pupils,
                "too_often_unjustified": warnings.too_often_unjustified,
                "unenrolled": warnings.unenrolled,
            }
        )


class AllowanceAnswer(BaseModel):
    """Warnings about the school allowance. The payer decides; this is what the municipality can see coming."""

    model_config = DESCRIBED

    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    years: Literal[1, 2]
    """School years in a row that count for this school year."""
    known_at: datetime
    """When this was added up; a correction changes it."""
    smallest_cell: int
    """Numbers of fewer pupils are left out."""
    items: list[AllowanceOfSchoolAnswer]
    """By school and level, the municipality last."""
