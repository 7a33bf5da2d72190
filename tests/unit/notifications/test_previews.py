"""Every text can be looked at with invented data: all of it, and as little as there can be."""

import pytest

from notifications.channels.email.previews import Previews, Sample
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.examples import example, no_examples
from notifications.subjects.case.subject import CASE as CASES
from notifications.subjects.registry import SUBJECTS, by_kind
from shared.domain.errors import NotFound
from shared.domain.roles import Role

ALL = by_kind(SUBJECTS)
WRITER = Writer(Sender("onderwijs@stad.example", "Dienst"), [entry.templates for entry in ALL.values()], None)
PREVIEWS = Previews(ALL, lambda: WRITER)
SAMPLES = list(PREVIEWS.samples())
NAMES = ("Noor", "Voorbeeld", "Sam", "Verzonnen", "Leerkracht", "7654321", "3A")


def named(sample: Sample) -> str:
    return f"{sample.row.template}-{sample.version}-{sample.row.role or 'others'}"


def test_every_row_of_every_subject_has_a_sample() -> None:
    rows = [(kind, row.template, row.role) for kind, subject in ALL.items() for row in subject.tellings]
    assert set(rows) == {(sample.kind, sample.row.template, sample.row.role) for sample in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_sample_is_written_in_each_language_and_its_subject_names_nobody(sample: Sample) -> None:
    for language in sample.languages:
        text = PREVIEWS.text(sample, language)
        assert [name for name in NAMES if name in text.subject.replace("SP-2026", "")] == []
        assert "None" not in text.whole
        assert text.subject in PREVIEWS.page(text)


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_text_can_do_without_what_may_be_missing(sample: Sample) -> None:
    for language in sample.languages:
        ready = example(sample.row, ALL[sample.kind].examples, language=language, bare=True)
        said = WRITER.said(ready, version=sample.version, link=None).whole
        assert "None" not in said
        assert "\n\n\n" not in said


def test_a_reader_without_a_row_gets_that_of_any_other_reader() -> None:
    assert PREVIEWS.sample("case-closed", 1, Role.OPERATOR).row.role is None
    assert PREVIEWS.sample("case-opened", 1, None).row.role is Role.CLB
    with pytest.raises(NotFound):
        PREVIEWS.sample("case-opened", 1, Role.OPERATOR)


def test_a_subject_without_examples_has_no_samples() -> None:
    assert no_examples(CASES.tellings.to("case-opened", Role.CLB).naming) == {}
