"""A lock per job, held by the kernel: it ends with the processes that hold it, whatever ends them."""

import fcntl
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class Held(Exception):
    """The job is running: ``pid`` is the process that runs it, where it could be told."""

    def __init__(self, name: str, pid: int | None) -> None:
        super().__init__(f"job {name} is running" + (f" (process {pid})" if pid else ""))
        self.pid = pid


class JobLock:
    """An exclusive lock on a file. The crawl's process inherits it (``fileno``), so it outlives a killed runner."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
        self.path = folder / f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.lock"
        self._file: int | None = None

    def take(self, *, wait: bool = False) -> None:
        """Take the lock, waiting for it if told to; Held otherwise."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            pid = _number(os.read(file, 32))
            os.close(file)
            raise Held(self.name, pid) from None
        except BaseException:
            os.close(file)
            raise
        self._file = file

    def name_holder(self, pid: int) -> None:
        """Write down which process is to be asked to end when the job is replaced."""
        assert self._file is not None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{pid}\n".encode(), 0)

    def fileno(self) -> int:
        assert self._file is not None
        return self._file

    def free(self) -> None:
        """Let go; a process that inherited the lock goes on holding it."""
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()


def is_held(folder: Path, name: str) -> bool:
    """Tell whether a job is running now."""
    lock = JobLock(folder, name)
    if not lock.path.exists():
        return False
    try:
        lock.take()
    except Held:
        return True
    lock.free()
    return False


def _number(data: bytes) -> int | None:
    words = data.decode("ascii", "replace").strip()
    return int(words) if words.isdecimal() else None
