"""Arithmetic on stretches of whole steps, each from its first step up to, not including, its last; sorted, apart."""

from collections.abc import Iterable

Stretches = tuple[tuple[int, int], ...]


def common(first: Stretches, second: Stretches) -> Stretches:
    """The steps in both."""
    shared, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        begin, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if begin < end:
            shared.append((begin, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return tuple(shared)


def together(many: Iterable[Stretches]) -> Stretches:
    """The steps in any of these."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(stretch for stretches in many for stretch in stretches):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return tuple(merged)


def without(stretches: Stretches, taken: Iterable[tuple[int, int]]) -> Stretches:
    """The steps that are left."""
    left = list(stretches)
    for begin, end in taken:
        left = [piece for stretch in left for piece in _without(stretch, begin, end)]
    return tuple(left)


def shortened(stretches: Stretches, length: int) -> Stretches:
    """The steps at which something of this length can begin and still end within its stretch."""
    return tuple((begin, end - length + 1) for begin, end in stretches if end - begin >= length)


def holds(stretches: Stretches, step: int) -> bool:
    """Whether a step is in one of these."""
    return any(begin <= step < end for begin, end in stretches)


def _without(stretch: tuple[int, int], begin: int, end: int) -> Iterable[tuple[int, int]]:
    if stretch[1] <= begin or end <= stretch[0]:
        yield stretch
        return
    if stretch[0] < begin:
        yield stretch[0], begin
    if end < stretch[1]:
        yield end, stretch[1]
