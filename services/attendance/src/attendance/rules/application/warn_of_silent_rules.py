"""Say at the start which rules should conclude something and can't."""

from attendance.rules.domain.rule_book import RuleBook
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.logging import get_logger


async def warn_of_silent_rules(uow: AttendanceUnitOfWork, *, codes_retained: bool) -> None:
    """Warn of each rule in force that counts official codes while codes are not kept."""
    book = RuleBook(await uow.rules.live(), codes_retained=codes_retained)
    for name in book.silent:
        get_logger().warning("rule.silent", rule=name)
