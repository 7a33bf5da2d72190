"""Say at the start which rules should conclude something and can't."""

from attendance.application.circumstances import Circumstances
from attendance.application.ports import AttendanceUnit
from attendance.domain.rules.rule_book import RuleBook
from shared.runtime.logging import get_logger


async def warn_of_silent_rules(uow: AttendanceUnit, circumstances: Circumstances) -> None:
    """Warn of each rule in force that counts official codes while none are kept."""
    book = RuleBook(await uow.rules.live(), codes_retained=circumstances.codes.retains_official_codes)
    for name in book.silent:
        get_logger().warning("rule.silent", rule=name)
