"""What is typed about organisations and contacts: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from pydantic import ConfigDict, model_validator

from consultation.directory.api.contact_bodies import ContactBody, ContactChangeBody
from consultation.directory.api.organisation_bodies import OrganisationBody, OrganisationChangeBody
from consultation.domain.contact import ChangedDetails, Contact
from consultation.domain.organisation import LEVELS, ChangedOrganisation, Organisation, OrganisationSite

_SCHOOL, _LEVEL = "school-", "level-"
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True)
_MAY_BE_EMPTY = ("organisation", "email", "phone")
_OF_ORGANISATION = ("board", "email", "phone", "street", "postcode", "municipality")
OWN = ("name", "organisation", "email", "phone", "language")
"""What somebody changes of the own contact."""


def _ticked(values: Mapping[str, Any], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in values if name.startswith(prefix)]


def _of_organisation(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **values,
        "levels": _ticked(values, _LEVEL),
        "serves": str(values.get("serves", "")).replace(",", " ").split(),
        "sites": [_site(line) for line in str(values.get("sites", "")).splitlines() if line.strip()],
        "local": "local" in values,
    }


def _site(line: str) -> dict[str, str | None]:
    site, name, address, *_ = (*(part.strip() for part in line.split("|", 2)), "", "")
    return {"site": site, "name": name or None, "address": address or None}


class NewOrganisationForm(OrganisationBody):
    """An organisation to add."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _of_organisation(values)


class OrganisationForm(OrganisationChangeBody):
    """All that can change of an organisation; an empty field takes a value away."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**dict.fromkeys(("school", *_OF_ORGANISATION)), **_of_organisation(values)}


class NewContactForm(ContactBody):
    """A contact to add."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "schools": _ticked(values, _SCHOOL)}


class ContactForm(ContactChangeBody):
    """All that can change of a contact; an empty field takes a value away."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        empty = dict.fromkeys((*_MAY_BE_EMPTY, "organisation_id", "deputy_of", "valid_from", "valid_until"))
        return {**empty, **values, "schools": _ticked(values, _SCHOOL)}


class OwnContactForm(ContactChangeBody):
    """What somebody changes of the own contact; an empty field takes a value away."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        typed = {name: value for name, value in values.items() if name in {*OWN, "version"}}
        return {**dict.fromkeys(_MAY_BE_EMPTY), **typed}


def contact_changes(form: ContactForm | OwnContactForm, *, has_employer: bool) -> ChangedDetails:
    """What the form changes. The name of an organisation of the directory is not the contact's to change."""
    left_out = {"version", "organisation"} if has_employer else {"version"}
    return cast("ChangedDetails", {name: value for name, value in form.changes().items() if name not in left_out})


def organisation_changes(form: OrganisationForm) -> ChangedOrganisation:
    """What the form changes."""
    return cast("ChangedOrganisation", {name: value for name, value in form.changes().items() if name != "version"})


def values_of_organisation(organisation: Organisation) -> dict[str, str]:
    """What stands in the form of an organisation."""
    details = organisation.details
    return {
        "name": details.name,
        "school": details.school or "",
        **{name: getattr(details, name) or "" for name in _OF_ORGANISATION},
        "serves": " ".join(details.serves),
        "sites": _lines(details.sites),
        "version": str(organisation.version),
        **({"local": "ja"} if details.local else {}),
        **{f"{_LEVEL}{level}": "ja" for level in LEVELS if level in details.levels},
    }


def values_of_contact(contact: Contact) -> dict[str, str]:
    """What stands in the form of a contact."""
    details = contact.details
    plain = {
        name: str(value)
        for name in (*OWN, "role", "organisation_id", "deputy_of", "valid_from", "valid_until")
        if (value := getattr(details, name)) is not None
    }
    schools = {f"{_SCHOOL}{school}": "ja" for school in details.schools}
    return {**plain, **schools, "version": str(contact.version)}


def _lines(sites: Iterable[OrganisationSite]) -> str:
    return "\n".join(" | ".join(part or "" for part in (at.site, at.name, at.address)).rstrip(" |") for at in sites)
