"""A lock per job, held by the kernel: it ends with the processes that hold it, whatever ends them."""

import fcntl
import hashlib
import os
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from newscrawl.storage.ledger import process_mark


class LockError(Exception):
    """A lock's file that cannot be had; the message says where."""


class Held(Exception):
    """The job is running: ``pid`` is the process that runs it, where it could be told."""

    def __init__(self, name: str, pid: int | None) -> None:
        super().__init__(f"{name} is running" + (f" (process {pid})" if pid else ""))
        self.pid = pid


class JobLock:
    """An exclusive lock on a file. The crawl's process inherits it (``fileno``), so it outlives a killed runner."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
        self.path = folder / f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.lock"
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock, or raise Held; nothing is done where it is ours already."""
        if self._file is not None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as problem:
            raise LockError(f"{self.path}: {problem.strerror}; choose a folder that can be written") from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(file, 0)  # who held it last is nobody's business any more
        except BlockingIOError:
            pid = _holder(os.read(file, 200))
            os.close(file)
            raise Held(self.name, pid) from None
        self._file = file

    def name_holder(self, pid: int) -> None:
        """Write down which process is to be asked to end when the job is replaced."""
        os.pwrite(self.fileno(), f"{pid} {process_mark(pid)}".encode(), 0)

    def fileno(self) -> int:
        assert self._file is not None
        return self._file

    def free(self) -> None:
        """Let go; a process that inherited the lock goes on holding it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()


def _holder(data: bytes) -> int | None:
    """Return the process that was written down, if it is still that one and not a later one of its number."""
    pid, _, mark = data.decode("ascii", "replace").partition(" ")
    return int(pid) if pid.isdecimal() and str(process_mark(int(pid))) == mark else None
