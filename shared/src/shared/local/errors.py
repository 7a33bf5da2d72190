"""What can go wrong with the local stack; each message tells a person what to do about it."""


class LocalStackError(Exception):
    """The stack can't start or go on. The text is for the person at the keyboard."""


class UnsupportedSystemError(LocalStackError):
    """The operating system lacks what the stack needs."""


class PortTakenError(LocalStackError):
    """Another program listens on a port that a part needs."""


class DownloadError(LocalStackError):
    """Something could not be downloaded; the text names the settings that make it unnecessary."""


class TamperedJarError(LocalStackError):
    """A downloaded file differs from the pinned file."""


class DataInUseError(LocalStackError):
    """Another run works on the same data."""


class ClockGoesBackError(LocalStackError):
    """The clock was to be put at an earlier time than it is."""


class PartFailedError(LocalStackError):
    """A process ended or never became ready; the text has its last log lines."""
