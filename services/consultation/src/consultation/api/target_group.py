"""The target group of something of the education policy, as it is sent and answered."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, EXACT
from consultation.domain.target_group import MOST_PEOPLE, OLDEST, TargetGroup
from shared.contracts.fields import SchoolNumber

_Age = Annotated[int, Field(ge=0, le=OLDEST, strict=True)]


class TargetGroupBody(BaseModel):
    """The target group of something: who it is for."""

    model_config = EXACT

    levels: Annotated[list[Literal["kleuter", "lager", "secundair"]], Field(max_length=3)] = Field(default_factory=list)
    """The levels of education; all of them when absent."""
    age_from: _Age | None = None
    """Youngest age in years."""
    age_until: _Age | None = None
    """Oldest age in years."""
    schools: Annotated[list[SchoolNumber], Field(max_length=500)] = Field(default_factory=list)
    """Institution numbers of the schools; all of them when absent."""
    people: Annotated[int, Field(ge=0, le=MOST_PEOPLE, strict=True)] | None = None
    """How many it is to reach."""

    def group(self) -> TargetGroup:
        """Raises InvalidField."""
        return TargetGroup(
            levels=tuple(self.levels),
            age_from=self.age_from,
            age_until=self.age_until,
            schools=tuple(self.schools),
            people=self.people,
        )


class TargetGroupAnswer(BaseModel):
    """The target group of something: who it is for."""

    model_config = DESCRIBED

    levels: list[str]
    """The levels of education; empty for all of them."""
    age_from: int | None
    """Youngest age in years; null for nothing agreed on."""
    age_until: int | None
    """Oldest age in years; null for nothing agreed on."""
    schools: list[str]
    """Institution numbers of the schools; empty for all of them."""
    people: int | None
    """How many it is to reach; null for nothing agreed on."""

    @classmethod
    def of(cls, group: TargetGroup) -> Self:
        return cls(
            levels=list(group.levels),
            age_from=group.age_from,
            age_until=group.age_until,
            schools=list(group.schools),
            people=group.people,
        )
