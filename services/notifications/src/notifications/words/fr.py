"""French, as a courtesy below the Dutch text."""

from notifications.words.wording import Wording
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

SUBJECT = "Objet :"
COURTESY = "Traduction de courtoisie. Seul le texte néerlandais ci-dessus est officiel."

FRENCH = Wording(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    half_days={HalfDay.AM: "matin", HalfDay.PM: "après-midi"},
    first_day="1er",
    day="{weekday} {day} {month} {year}",
    hour="{hour} h {minute:02}",
    span="{day}, de {starts} à {ends}",
    and_="et",
    others="autres",
    school_number="numéro d'établissement {number}",
    pupil_number="numéro de matricule {number} ({school})",
    contacts={
        Role.CLB: ("personne de contact au CLB", "la personne de contact au CLB"),
        Role.YOUTH_COACH: ("coach pour jeunes", "le coach pour jeunes"),
    },
)
