"""The print queue: a folder with a PDF for each letter, named by its notice."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import UUID

_PDF, _UNFINISHED = ".pdf", ".part"
_OWN_AND_GROUP = 0o640


class PrintQueue:
    """The folder; raises OSError where it can't be read or written.

    A letter is there whole, or not at all: whoever looks into the folder never meets half of a letter.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, notice_id: UUID, pdf: bytes) -> None:
        """Lay a letter in the folder, in place of a letter of the same notice."""
        unfinished = self._folder / f"{notice_id}{_UNFINISHED}"
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN_AND_GROUP), "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._path(notice_id))

    def pdf(self, notice_id: UUID) -> bytes | None:
        """The letter of a notice; None if it is not there (any more)."""
        try:
            return self._path(notice_id).read_bytes()
        except FileNotFoundError:
            return None

    def notice_ids(self) -> Iterator[UUID]:
        """The notices whose letters are in the folder; what else lies there is passed over."""
        for path in self._folder.glob(f"*{_PDF}"):
            try:
                yield UUID(path.stem)
            except ValueError:
                continue

    def remove(self, notice_ids: Collection[UUID]) -> None:
        """Take these letters out of the folder."""
        for notice_id in notice_ids:
            self._path(notice_id).unlink(missing_ok=True)

    def _path(self, notice_id: UUID) -> Path:
        return self._folder / f"{notice_id}{_PDF}"
