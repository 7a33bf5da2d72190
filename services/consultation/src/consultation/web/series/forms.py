"""What is typed about series and agendas: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from consultation.series.api.series_bodies import SeriesBody, SeriesChangeBody
from consultation.series.domain.series import Series
from consultation.web.move_forms import in_brussels
from consultation.web.series.words import MONTHLY
from shared.contracts.fields import Reference
from shared.contracts.moments import IsoDate

_SCHOOL, _CONTACT = "school-", "contact-"
_CHOSEN, _START = "kies-", "moment-"
_MINUTES, _PLACE = "minuten-", "plaats-"
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True)


def ticked(values: Mapping[str, Any], prefix: str) -> list[str]:
    """What is ticked of boxes whose names begin with this."""
    return [name.removeprefix(prefix) for name in values if name.startswith(prefix)]


class NewSeriesForm(SeriesBody):
    """A standing meeting to set up."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        often = values.get("every_weeks", "0")
        minutes = values.get("minutes", "")
        return {
            **values,
            "minutes": int(minutes) if str(minutes).isdecimal() else minutes,
            "every_weeks": None if often == MONTHLY else int(often) if str(often).isdecimal() else often,
            "other_schools": ticked(values, _SCHOOL),
        }


class SeriesForm(SeriesChangeBody):
    """What changes of a standing meeting; an empty last day is no end."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"until": None, **values, "contacts": ticked(values, _CONTACT)}


class ProposeForm(BaseModel):
    """The term for which sessions are proposed."""

    model_config = _OF_FORM

    version: int
    first: IsoDate
    until: IsoDate


class FixForm(BaseModel):
    """The sessions that are chosen, by their day by the rhythm, each with another start where one is typed."""

    model_config = _OF_FORM

    version: int
    sessions: dict[date, Annotated[datetime | None, BeforeValidator(in_brussels)]]

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        chosen = ticked(values, _CHOSEN)
        return {**values, "sessions": {day: values.get(f"{_START}{day}") for day in chosen}}


class AgendaForm(BaseModel):
    """The agenda: the minutes and the place of each case, and the reference of a case to add.

    A case without minutes leaves.
    """

    model_config = _OF_FORM

    version: int
    minutes: dict[UUID, Annotated[int, Field(ge=1, le=480)]]
    places: dict[UUID, Annotated[int, Field(ge=1, le=99)]]
    reference: Reference | None = None
    more_minutes: Annotated[int, Field(ge=1, le=480)] = 15

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        kept = ticked(values, _MINUTES)
        return {
            **values,
            "minutes": {case_id: values[f"{_MINUTES}{case_id}"] for case_id in kept},
            "places": {case_id: values.get(f"{_PLACE}{case_id}", 99) for case_id in kept},
        }

    def chosen(self) -> list[tuple[UUID, int]]:
        """The cases that stay, in their order, with their minutes."""
        return sorted(self.minutes.items(), key=lambda item: self.places[item[0]])


def values_of_series(series: Series) -> dict[str, str]:
    """What stands in the form of a series."""
    details = series.details
    return {
        "version": str(series.version),
        "title": details.title,
        "place": details.place,
        "until": details.until.isoformat() if details.until else "",
        **{f"{_CONTACT}{contact_id}": "ja" for contact_id in details.contacts},
    }
