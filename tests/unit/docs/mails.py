"""The page of mails: which texts there are, in which versions, for whom."""

from .markdown import code, codes, table
from .pages import ROOT
from .sources import TEMPLATES


def mails() -> str:
    """Every template with its newest version and whom it has a text for."""
    texts: dict[str, dict[int, list[str]]] = {}
    for path in ROOT.glob(TEMPLATES):
        name, version = path.parts[-3:-1]
        texts.setdefault(name, {}).setdefault(int(version), []).append(path.name.removesuffix(".txt.j2"))
    return table(
        ("template", "versions", "a text for"),
        (
            (
                code(name),
                ", ".join(str(version) for version in sorted(versions)),
                codes(sorted(versions[max(versions)])),
            )
            for name, versions in sorted(texts.items())
        ),
    )
