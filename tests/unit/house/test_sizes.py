"""Files and functions are short enough to be read at once."""

from statistics import median, quantiles

import pytest

from .source import Function, Module, of_tests, product


def length(function: Function) -> int:
    """Lines of a function without its docstring and decorators."""
    first = function.body[0]
    documented = hasattr(first, "value") and isinstance(getattr(first.value, "value", None), str)
    begin = (first.end_lineno or 0) + 1 if documented and len(function.body) > 1 else function.lineno
    return (function.end_lineno or begin) - begin + 1


def test_half_of_the_files_are_below_100_lines() -> None:
    assert median(module.lines for module in product()) < 100


@pytest.mark.parametrize(
    "modules",
    [pytest.param(product(), id="product"), pytest.param(of_tests(), id="tests")],
)
def test_no_file_is_above_400_lines(modules: tuple[Module, ...]) -> None:
    assert [str(module.path) for module in modules if module.lines > 400] == []


def test_nine_functions_in_ten_have_at_most_20_lines() -> None:
    lengths = [length(function) for module in product() for function in module.functions()]
    assert quantiles(lengths, n=10)[8] <= 20


def test_no_file_is_named_by_what_it_is_not() -> None:
    vague = {"utils", "helpers", "base", "common", "misc", "manager"}
    assert [str(module.path) for module in product() if module.path.stem in vague] == []
