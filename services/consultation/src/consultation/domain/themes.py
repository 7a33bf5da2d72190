"""The themes of the education policy: what objectives, actions, offers and activities are about."""

from collections.abc import Mapping
from enum import StrEnum

from consultation.domain.well_formed import require


class Theme(StrEnum):
    """What something of the education policy is about.

    The list is that of a municipality's education service (*Flankerend onderwijsbeleid*, "Wat doen we?"). The last six
    are the services with ties to education (VVSG, *Overleg en coördinatie*).
    """

    COMPULSORY_EDUCATION = "compulsory-education"
    """*Leerplicht*: children of compulsory age are enrolled and present."""
    NURSERY_PARTICIPATION = "nursery-participation"
    """*Kleuterparticipatie*."""
    TRUANCY = "truancy"
    """*Spijbelen tegengaan*."""
    COMMUNITY_SCHOOL = "community-school"
    """*Brede school*."""
    HOMEWORK = "homework"
    """*Huiswerkbeleid* of primary schools."""
    LANGUAGE = "language"
    """*Taalstimulering*, such as Boekstart and *instapboekjes*."""
    INTERNSHIPS = "internships"
    """*Stagebeleid*, with the personnel department."""
    STAFF_TRAINING = "staff-training"
    """*Vormingen* for school staff."""
    YOUTH_COACH = "youth-coach"
    """*Jongerencoach*, so that fewer leave school early."""
    SPECIAL_EDUCATION_TALENT = "special-education-talent"
    """*Talentontwikkeling buitengewoon basisonderwijs*."""
    EDUCATION_CELL = "education-cell"
    """*Onderwijscel*."""
    NEWCOMERS = "newcomers"
    """Newcomers who speak another language (*OKAN*)."""
    BULLYING = "bullying"
    """*Actieplan tegen pesten*."""
    CARE_CONSULTATION = "care-consultation"
    """*Zorgoverleg* with the counsellors of secondary schools."""
    PUPILS_PLATFORM = "pupils-platform"
    """*Leerlingenplatform*."""
    OFFER_INVENTORY = "offer-inventory"
    """The inventory of what is offered to schools (*onderwijsaanbod*)."""
    CULTURE = "culture"
    SPORTS = "sports"
    YOUTH = "youth"
    ENVIRONMENT = "environment"
    WELFARE = "welfare"
    SAFETY = "safety"
    """What the police does with schools."""


Themes = Mapping[str, str]
"""What people call each theme of actions, by its word, in the order in which people see them; a file says it."""


def require_theme(themes: Themes, theme: str) -> None:
    """Raises InvalidField for a theme that is not in use here."""
    require(theme in themes, "theme", f"is one of {', '.join(themes)}")
