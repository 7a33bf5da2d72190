"""What the pages explain can be said in a municipality's own words, and what is wrong there is said at the start."""

from pathlib import Path

import pytest

from shared.runtime.settings import UnusableSetting
from shared.web.texts import page_texts


def put(folder: Path, text: str) -> Path:
    (folder / "pages.toml").write_text(text, encoding="utf-8")
    return folder


def test_what_is_not_said_otherwise_stays_ours(tmp_path):
    own = page_texts(put(tmp_path, '[help.termijn]\nsource = "afspraak van 1 september 2026"\n'))

    assert own.help["termijn"].source == "afspraak van 1 september 2026"
    assert own.help["termijn"].text == page_texts().help["termijn"].text
    assert own.page == page_texts().page


def test_a_folder_without_words_of_pages_leaves_them_ours(tmp_path):
    assert page_texts(tmp_path) == page_texts()


def test_an_entry_of_the_navigation_gets_another_name(tmp_path):
    own = page_texts(put(tmp_path, '[navigation]\nWerklijst = "Mijn dag"\n'))

    assert (own.label("Werklijst"), own.label("Dossiers")) == ("Mijn dag", "Dossiers")


def test_every_explanation_says_where_it_comes_from():
    assert all(item.address or item.source.startswith("lokale afspraak") for item in page_texts().help.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[page]\nnaam = 'Stad'\n", "'page.naam': Extra inputs are not permitted"),
        ("[page]\nname = ''\n", "'page.name': String should have at least 1 character"),
        ("[page]\nname = 3\n", "'page.name': Input should be a valid string"),
        ("page = 3\n", "'page'"),
        ("[help.termijn]\ntext = []\n", "'help.termijn.text': Tuple should have at least 1 item"),
        ("[help.termen]\ntitle = 'Wat?'\n", "'help.termen': is not explained on any page; those are halve-dag, "),
        ("[help.termijn]\naddress = 'naar huis'\n", "'help.termijn.address': Value error, expected an address"),
        ("[navigation]\nWerk = 'A'\n", "'navigation': Value error, 'Werk' is none of the labels "),
        ("[page\n", "can't be read: "),
    ],
)
def test_what_is_wrong_is_named_by_file_and_field(tmp_path, text, says):
    with pytest.raises(UnusableSetting) as refused:
        page_texts(put(tmp_path, text))

    assert "FLANKEREND_TEXTS: " in str(refused.value)
    assert "pages.toml: " in str(refused.value)
    assert says in str(refused.value)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnusableSetting, match="is no folder that can be read"):
        page_texts(tmp_path / "nowhere")
