"""How long tests by chance take: quick in every run, and as long as wanted with ``--hypothesis-profile=long``."""

from hypothesis import settings

LONG = "long"


def register_profiles() -> None:
    """Called before hypothesis reads its options."""
    settings.register_profile(LONG, max_examples=2000, stateful_step_count=30)


def _is_long() -> bool:
    return settings.get_current_profile_name() == LONG


def examples(quick: int) -> int:
    """How many examples a test tries; `quick` of them unless the run is a long one."""
    return settings.get_profile(LONG).max_examples if _is_long() else quick


def steps(quick: int) -> int:
    """How many steps a machine goes at most."""
    return settings.get_profile(LONG).stateful_step_count if _is_long() else quick


def time_limit(quick_s: float) -> float:
    """After how many seconds a test is given up; 0, which is never, in a long run."""
    return 0 if _is_long() else quick_s
