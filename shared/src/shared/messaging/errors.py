"""What can be wrong with a message."""


class InvalidEvent(Exception):
    """A message that can never be handled: it goes to the dead letters at once.

    ``field`` names what is wrong and ``reason`` what was expected; neither ever holds a value from the message.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
