"""Patterns of texts, each with the words for it: who sent something else reads words, never a regular expression."""

_WORDS: dict[str, str] = {}


def worded(pattern: str, words: str) -> str:
    """The pattern itself, after noting the words that an error says for it, such as `six digits`.

    Raises ValueError for a pattern that has other words already.
    """
    if _WORDS.setdefault(pattern, words) != words:
        raise ValueError(f"the pattern for {words} is already called {_WORDS[pattern]}")
    return pattern


def in_words(pattern: str) -> str | None:
    """What a text of this pattern is; None for a pattern that has no words."""
    return _WORDS.get(pattern)
