"""What a template may do with what it is given, however often it is asked."""

from types import SimpleNamespace

import pytest
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError

from notifications.channels.email.sandbox import Sandbox


def sandbox() -> Sandbox:
    return Sandbox(undefined=StrictUndefined)


@pytest.mark.parametrize("text", ["{{ mail.points.append('more') }}", "{{ mail._kept }}", "{{ mail.points.__len__ }}"])
def test_what_is_refused_once_is_refused_again(text: str) -> None:
    template = sandbox().from_string(text)
    mail = SimpleNamespace(points=["first"], _kept="secret")
    for _ in range(3):
        with pytest.raises(SecurityError):
            template.render(mail=mail)
    assert mail.points == ["first"]


def test_what_is_allowed_of_a_value_says_nothing_of_what_is_called() -> None:
    template = sandbox().from_string("{{ mail.change }} {{ mail.change() if mail.is_called }}")
    assert template.render(mail=SimpleNamespace(change="a word", is_called=False)) == "a word "

    changed: list[str] = []

    def change() -> None:
        changed.append("it")

    change.alters_data = True  # type: ignore[attr-defined]
    with pytest.raises(SecurityError):
        template.render(mail=SimpleNamespace(change=change, is_called=True))
    assert changed == []


def test_a_field_that_is_gone_is_missed_also_when_it_was_there_before() -> None:
    template = sandbox().from_string("{{ mail.school }}")
    assert template.render(mail=SimpleNamespace(school="123456")) == "123456"
    assert template.render(mail=SimpleNamespace(school=None)) == "None"
    with pytest.raises(UndefinedError):
        template.render(mail=SimpleNamespace())


def test_a_template_cannot_change_what_all_templates_see() -> None:
    environment = sandbox()
    environment.globals["footer"] = ("Stadhuis",)
    first = environment.from_string("{% set footer = 'else' %}{{ footer }}")
    assert first.render() == "else"
    assert environment.from_string("{{ footer[0] }}").render() == "Stadhuis"
