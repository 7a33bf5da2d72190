"""A load that comes steadily, and the highest pace that a build keeps up with."""

from math import ceil
from statistics import median

from .load import Load
from .measuring import Measured, measure
from .progress import Say
from .story import Times
from .system import Build

_PUPILS_OF_A_SCHOOL = 200
_PACES = (1, 2, 3, 4, 6, 8, 12, 16, 20, 30, 40, 60, 80, 120)
_PARTS = 5
_NO_MORE_THAN = 2.0
_BESIDES_S = 0.5


def steady(a_second: float, seconds: float) -> Load:
    """So many pupils a second who reach level 5, each of five marks at once."""
    pupils = max(1, round(a_second * seconds))
    return Load(
        name=f"steady, {a_second:g} levels/s for {seconds:g} s",
        pupils=pupils,
        schools=ceil(pupils / _PUPILS_OF_A_SCHOOL),
        a_second=a_second,
    )


def keeps_up(to_mail: Times) -> bool:
    """Whether mails of the last pupils took about as long as those of earlier pupils: nothing piled up."""
    size = len(to_mail.seconds) // _PARTS
    if size == 0:
        return False
    earlier, last = to_mail.seconds[size : 2 * size], to_mail.seconds[-size:]
    return median(last) <= _NO_MORE_THAN * median(earlier) + _BESIDES_S


async def highest_pace(build: Build, seconds: float, say: Say, *, tell: Say) -> dict[float, Measured]:
    """Go up until the build no longer keeps up; what was measured at each pace, the last one being too much.

    Each pace takes minutes, so its outcome is told at once.
    """
    measured: dict[float, Measured] = {}
    for pace in _PACES:
        load = steady(pace, seconds)
        measured[pace] = await measure(build, load, lambda sentence, load=load: say(f"{load.name}: {sentence}"))  # type: ignore[misc]
        to_mail = measured[pace].story.to_mail
        does = "keeps up" if keeps_up(to_mail) else "does not keep up"
        tell(f"{build.name} {does} with {pace} levels/s: mark to mail p50 {to_mail.p50:.3f} s, p99 {to_mail.p99:.3f} s")
        if not keeps_up(to_mail):
            break
    return measured
