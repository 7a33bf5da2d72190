"""Amounts of money in euro, and other numbers that people enter: exact, with at most two decimals."""

from decimal import Decimal

from consultation.domain.well_formed import require

MOST = Decimal(1_000_000_000)
"""The highest amount, and the highest number."""
_DECIMALS = 2


def require_number(field: str, value: Decimal) -> None:
    """Raises InvalidField for what is not 0 to 1,000,000,000 with at most two decimals."""
    require(value.is_finite() and 0 <= value <= MOST, field, f"is not 0 to {MOST}")
    exponent = value.as_tuple().exponent
    require(isinstance(exponent, int) and exponent >= -_DECIMALS, field, f"has more than {_DECIMALS} decimals")
