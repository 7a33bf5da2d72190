"""How long tests by chance take: three lengths, chosen with ``--hypothesis-profile``.

A plain run is quick; ``make soak`` runs ``thorough``, as many examples as find what is seldom; ``long`` takes hours.
"""

from hypothesis import HealthCheck, settings

PLAIN = "plain"
LONG = "long"
THOROUGH = "thorough"


def register_profiles() -> None:
    """Called before hypothesis reads its options. A slow example, or one that comes slowly, says that others work."""
    patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    settings.register_profile(PLAIN, patient)
    settings.register_profile(LONG, patient, max_examples=2000, stateful_step_count=30)
    settings.register_profile(THOROUGH, patient)
    settings.load_profile(PLAIN)


def examples(quick: int, thorough: int) -> int:
    """How many examples a test tries in a plain run, and in a thorough one."""
    if settings.get_current_profile_name() == THOROUGH:
        return thorough
    return settings.get_profile(LONG).max_examples if _is_long() else quick


def steps(quick: int) -> int:
    """How many steps a machine goes at most."""
    return settings.get_profile(LONG).stateful_step_count if _is_long() else quick


def time_limit(quick_s: float) -> float:
    """After how many seconds a test is given up; 0, which is never, in a long run."""
    return 0 if _is_long() else quick_s


def _is_long() -> bool:
    return settings.get_current_profile_name() == LONG
