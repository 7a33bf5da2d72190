"""Shows what a starting stack is doing."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TaskID, TextColumn, TransferSpeedColumn


class StartDisplay:
    """A line for everything that is ready.

    On a terminal also a spinner while the stack starts and a bar while Kafka is downloaded; elsewhere a line says that
    the download begins.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._plain = not console.is_interactive
        self._starting = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
            disable=self._plain,
        )
        self._download = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=console,
            transient=True,
            disable=self._plain,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._starting.add_task("Starting")
        self._starting.start()
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._download.stop()
        self._starting.stop()

    def report(self, sentence: str) -> None:
        """Told by the stack; goes on after the start."""
        self._console.print(f"  {sentence}", highlight=False, markup=False)

    def downloading(self, arrived: int, whole: int) -> None:
        """Told by the download; may be called from several threads."""
        if self._task is None:
            self._starting.stop()
            self._task = self._download.add_task("Downloading Kafka (once)", total=whole)
            self._download.start()
            if self._plain:
                self.report(f"downloading Kafka (once), {whole / 1e6:.0f} MB")
        self._download.update(self._task, completed=arrived)
        if arrived >= whole:
            self._download.stop()
