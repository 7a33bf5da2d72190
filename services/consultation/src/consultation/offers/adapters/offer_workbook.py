"""Offers as a spreadsheet, with the columns that a file to take over has: days are days, and numbers numbers."""

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from consultation.offers.adapters.offer_file import COLUMNS, reads_away
from consultation.offers.adapters.offer_table import kept_cells
from consultation.offers.domain.offer import Offer

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBERS = ("age_from", "age_until", "capacity")
_WIDTHS = {"offer_id": 38, "title": 40, "booking": 40, "link": 40, "description": 60}
_WIDTH = 14


def written_workbook(offers: Iterable[Offer]) -> bytes:
    """Offers as xlsx: what `offer_file` reads again, and nothing is lost on the way.

    Text is text, whatever it begins with: no spreadsheet makes a formula, a number or a link of it.
    """
    # A service begins without what few need.
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True})
        looks = {
            datetime: workbook.add_format({"num_format": "dd/mm/yyyy"}),
            float: workbook.add_format({"num_format": "0.00"}),
        }
        sheet = workbook.add_worksheet("Aanbod")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH))
            sheet.write_string(0, place, column, bold)
        for line, offer in enumerate(offers, 1):
            for place, value in enumerate(_values(offer)):
                if isinstance(value, str):
                    sheet.write_string(line, place, value)
                elif value is not None:
                    sheet.write(line, place, value, looks.get(type(value)))
    return file.getvalue()


def _values(offer: Offer) -> list[Any]:
    """What stands in each column: text, a number or a moment; None for an empty cell."""
    cells, details = kept_cells(offer), offer.details
    values: dict[str, Any] = {name: f"'{cell}" if reads_away(cell) else cell for name, cell in cells.items() if cell}
    values |= {name: getattr(details, name) for name in _NUMBERS}
    values["from"] = datetime.combine(details.since, time())
    values["until"] = datetime.combine(details.until, time()) if details.until else None
    values["cost"] = None if details.cost is None else float(details.cost)
    return [values.get(column) for column in COLUMNS]
