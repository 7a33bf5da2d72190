"""Attendance's settings."""

import hmac
from decimal import Decimal
from hashlib import sha256
from typing import Annotated

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from attendance.figures.domain.allowance import AllowanceRule
from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.domain.code_table import CODE_TABLE, PACKAGES
from attendance.register.domain.codes import Code, CodeTable
from attendance.register.domain.status import Status
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.figure_settings import FigureSettings

_EXPECTED = "expected package:code=status by comma, such as smartschool:Q=justified"


class AttendanceSettings(FigureSettings):
    """What every service has, and the municipality's choices about its register."""

    http_port: int = Field(8001, ge=0, le=65535, description="Port to listen on; 0 takes a free one")

    keep_school_years: int = Field(
        5, ge=0, le=50, alias="FLANKEREND_KEEP_SCHOOL_YEARS", description="School years kept before the running one"
    )
    extra_codes: Annotated[tuple[Code, ...], NoDecode] = Field(
        (),
        alias="FLANKEREND_EXTRA_CODES",
        description="Codes the municipality adds: package:code=status by comma, such as smartschool:Q=justified",
    )
    allowance_one_year_from: Annotated[SchoolYear | None, NoDecode] = Field(
        None,
        alias="FLANKEREND_ALLOWANCE_ONE_YEAR_FROM",
        description="School year from which one year of absence warns of the school allowance; two when absent",
    )
    retain_official_codes: bool = Field(
        False,
        alias="FLANKEREND_RETAIN_OFFICIAL_CODES",
        description="Keep the official code (A M R Z H P B) of each mark from now on; rules that count codes need it",
    )
    mass_smallest_group: int | None = Field(
        None,
        ge=2,
        le=10_000,
        alias="FLANKEREND_MASS_SMALLEST_GROUP",
        description="Pupils from which a class or school that is wholly absent is asked about; off when absent",
    )
    mass_share: Decimal = Field(
        Decimal(1),
        gt=0,
        le=1,
        alias="FLANKEREND_MASS_SHARE",
        description="Share of a group that has to be problematic absent for that",
    )
    feed_grace: int = Field(
        1,
        ge=0,
        le=200,
        alias="FLANKEREND_FEED_GRACE_SCHOOL_DAYS",
        description="Whole school days after which a half day without any mark is a silence of the school",
    )
    feed_scan_s: float = Field(
        60, gt=0, le=86_400, alias="FLANKEREND_FEED_SCAN_S", description="Seconds between two looks for silent schools"
    )
    ed_fi_day_minutes: int | None = Field(
        None,
        ge=1,
        le=1440,
        alias="FLANKEREND_ED_FI_DAY_MINUTES",
        description="Minutes a school day has, to read Ed-Fi's SchoolAttendanceDuration by; unknown when absent",
    )
    early_signal_scan_s: float = Field(
        60.0, gt=0, alias="FLANKEREND_EARLY_SIGNAL_SCAN_S", description="Seconds between two looks for early signals"
    )
    watch_scan_s: float = Field(
        60.0,
        gt=0,
        le=86_400,
        alias="FLANKEREND_WATCH_SCAN_S",
        description="Seconds between two looks whether what casework watches is met or broken",
    )
    keep_watches_days: int = Field(
        400,
        ge=400,
        le=4000,
        alias="FLANKEREND_KEEP_WATCHES_DAYS",
        description="Days that a watch is kept after it ended or was told of; no fewer than casework's events are kept",
    )
    insz_secret: SecretStr | None = Field(
        None,
        alias="FLANKEREND_INSZ_SECRET",
        min_length=32,
        description="Key under which INSZ are hashed. Never change it: persons would no longer be recognised",
    )

    @field_validator("allowance_one_year_from", mode="before")
    @classmethod
    def _read_school_year(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return SchoolYear.parse(value)
        except InvalidField as error:
            raise ValueError(str(error)) from None

    @field_validator("extra_codes", mode="before")
    @classmethod
    def _read_codes(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(_code(item) for item in value.split(",") if item.strip())

    @model_validator(mode="after")
    def _insz_can_be_hashed(self) -> "AttendanceSettings":
        if not (self.insz_secret or self.token_secret):
            raise ValueError("set FLANKEREND_INSZ_SECRET")
        return self

    @property
    def codes(self) -> CodeTable:
        """The codes of the packages with those that the municipality adds."""
        codes = CODE_TABLE.with_codes(self.extra_codes)
        return codes.retaining_official_codes() if self.retain_official_codes else codes

    @property
    def allowance(self) -> AllowanceRule:
        """When to warn of the school allowance."""
        return AllowanceRule(self.allowance_one_year_from)

    @property
    def mass_cause(self) -> MassCause | None:
        """From when on absences are absences of a whole group; None if the size of a group is not set."""
        return None if self.mass_smallest_group is None else MassCause(self.mass_smallest_group, self.mass_share)

    @property
    def insz_key(self) -> bytes:
        """The key of the hashes; in a local stack it follows from the secret of the tokens."""
        if self.insz_secret is not None:
            return self.insz_secret.get_secret_value().encode()
        assert self.token_secret is not None, "one of the two is required"
        return hmac.digest(self.token_secret.get_secret_value().encode(), b"insz", sha256)


def _code(item: str) -> Code:
    package, colon, rest = item.strip().partition(":")
    code, equals, status = rest.rpartition("=")
    if not (colon and equals and code.strip()) or package not in PACKAGES or status.strip() not in set(Status):
        raise ValueError(_EXPECTED)
    return Code((package,), " ".join(code.split()).upper(), Status(status.strip()))
