"""The page of mails: who gets what, and which texts there are, in which versions, for whom."""

from .markdown import code, codes, table
from .pages import ROOT
from .sources import TELLINGS, TEMPLATES, Telling

_HEAD = (
    "mail",
    "to",
    "why, what for, on what ground",
    "fields",
    "name",
    "pupils",
    "when",
    "asks",
    "taken back by",
    "by agreement",
)


def who_gets_what() -> str:
    """Every row of the tables that mails are made by."""
    return table(
        _HEAD,
        (_row(row) for row in TELLINGS),
    )


def _row(row: Telling) -> tuple[str, ...]:
    return (
        code(row.template),
        code(row.role) if row.role else "any other reader",
        codes((row.why, row.purpose, row.basis)),
        codes(row.shown),
        code(row.naming.name.lower()),
        code(row.pupils),
        code(row.urgency),
        "an answer" if row.acknowledged else "",
        codes(row.corrected_by.split(", ")) if row.corrected_by else "",
        _agreement(row),
    )


def _agreement(row: Telling) -> str:
    """The agreement without which nobody is told, or by which the reader is told later."""
    if row.agreed:
        return f"only with {code(row.agreed)}"
    return f"later with {codes(row.held_by)}" if row.held_by else ""


def mails() -> str:
    """Every template with its newest version, whom it has a text for, and the languages of that."""
    texts: dict[str, dict[int, list[str]]] = {}
    languages: dict[str, set[str]] = {}
    for path in ROOT.glob(TEMPLATES):
        name, version = path.parts[-3:-1]
        text, _, language = path.name.removesuffix(".txt.j2").partition(".")
        languages.setdefault(name, {"nl"}).add(language or "nl")
        if not language:
            texts.setdefault(name, {}).setdefault(int(version), []).append(text)
    return table(
        ("template", "versions", "a text for", "in"),
        (
            (
                code(name),
                ", ".join(str(version) for version in sorted(versions)),
                codes(sorted(versions[max(versions)])),
                codes(sorted(languages[name], key=lambda code: (code != "nl", code))),
            )
            for name, versions in sorted(texts.items())
        ),
    )
