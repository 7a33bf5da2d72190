"""The same thing lies in the same place in all four services."""

import pytest

from .source import product

_AT_THE_TOP = {"app", "outgoing", "settings", "subscriptions", "tags", "unit_of_work"}


@pytest.mark.parametrize("service", ["attendance", "casework", "consultation", "notifications"])
def test_what_every_service_has_lies_at_the_top_of_its_package(service: str) -> None:
    paths = [module.path for module in product() if module.rooms[:2] == ("services", service)]
    top = {path.stem for path in paths if path.parent.name == service}
    assert _AT_THE_TOP - top == set()


def test_nothing_else_has_such_a_name() -> None:
    elsewhere = [
        str(module.path)
        for module in product()
        if module.rooms[0] == "services"
        and module.path.stem in _AT_THE_TOP
        and module.path.parent.name not in {"attendance", "casework", "consultation", "notifications"}
    ]
    assert elsewhere == []
