"""Dead letters that a person asked to have replayed go through the same handling again, in this service alone."""

from collections.abc import Mapping

from shared.messaging import dead_letters
from shared.messaging.handling import Handling
from shared.messaging.unit_of_work import AnyUnitOfWork, UnitOfWorkFactory
from shared.runtime.logging import get_logger


class Replayer:
    """Handles what has the status ``replay``. ``run_once`` is the job of a ticker."""

    def __init__(self, units: UnitOfWorkFactory[AnyUnitOfWork], handling: Mapping[str, Handling]) -> None:
        self._units = units
        self._handling = handling

    async def run_once(self) -> None:
        """Handle what was asked for, oldest first; what fails again is parked again with its new error.

        A record of a topic that is not read any more keeps waiting.
        """
        async with self._units.engine.connect() as connection:
            letters = await dead_letters.asked_for(connection, self._handling.keys())
        for letter_id, record in letters:
            await self._handling[record.topic].handle([record])
            async with self._units.engine.begin() as connection:
                handled = await dead_letters.replayed(connection, letter_id)
            if handled:
                get_logger().info("message.replayed", dead_letter_id=letter_id, topic=record.topic)
