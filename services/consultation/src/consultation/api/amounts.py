"""Amounts in euro and other numbers that people enter, as they are sent: text, so that nothing is rounded."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from consultation.domain.amounts import MOST

Amount = Annotated[Decimal, Field(ge=0, le=MOST, decimal_places=2, examples=["1250.00"])]
"""A number of 0 to 1,000,000,000 with at most two decimals."""
