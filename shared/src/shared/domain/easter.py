"""The date of Easter, on which carnival, Easter, Ascension and Whitsun hang."""

from datetime import date


def easter(year: int) -> date:
    """Western Easter Sunday of a Gregorian year.

    The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, leap_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late_moon = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)
