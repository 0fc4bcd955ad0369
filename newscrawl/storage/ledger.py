"""The ledger: every run, how it ended and how complete its fields were; who was killed is found out by the next."""

import json
import os
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from newscrawl.storage import walks
from newscrawl.storage.rows import write_json
from newscrawl.storage.schema import coverage, is_running, runs
from newscrawl.storage.store import ArticleStore

SILENCE = timedelta(minutes=15)  # a run on another machine that has not been heard of for so long is dead
NEW_NORM = 10  # degraded runs on end after which what they found is how the site is now


@dataclass(frozen=True, slots=True)
class Run:
    """One run; ``how`` is "running", "finished", "killed", "stopped", "failed", "empty", "degraded" or "skipped"."""

    id: int
    spider: str
    arguments: dict[str, Any]
    job: str | None
    version: str
    host: str
    pid: int
    started_at: datetime
    beat_at: datetime
    ended_at: datetime | None
    how: str
    reason: str | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many of a run's pages of a site a field was filled, and one address where it was not."""

    site: str
    field: str
    pages: int
    filled: int
    example: str | None = None


class Ledger:
    """The runs of one database."""

    def __init__(self, store: ArticleStore) -> None:
        self.database = store.database

    def start(
        self, spider: str, arguments: Mapping[str, Any], version: str, *, job: str | None = None
    ) -> int:
        """Enter a run and return its number, having found out which earlier ones were killed and freed their pages."""

        def work(connection: Connection) -> int:
            now = self.database.now(connection)
            self._bury_the_dead(connection, now)
            values = {
                "spider": spider,
                "arguments": write_json(dict(arguments)),
                "job": job,
                "version": version,
                "host": socket.gethostname(),
                "pid": os.getpid(),
                "process_mark": process_mark(os.getpid()),
                "started_at": now,
                "beat_at": now,
                "how": "running",
                "counts": "{}",
            }
            number: int = connection.execute(insert(runs).values(values).returning(runs.c.id)).scalar_one()
            return number

        return self.database.write(work)

    def bury(self) -> None:
        """Find out which runs were killed, and free their pages."""
        self.database.write(lambda c: self._bury_the_dead(c, self.database.now(c)))

    def beat(self, run: int) -> None:
        """Say that the run is alive."""
        alive = update(runs).where(runs.c.id == run)
        self.database.write(lambda c: c.execute(alive.values(beat_at=self.database.now(c))))

    def end(self, run: int, how: str, counts: Mapping[str, int], reason: str | None = None) -> None:
        """Enter how the run ended, and let go of the pages it still holds."""

        def work(connection: Connection) -> None:
            values = {"how": how, "counts": write_json(dict(counts)), "reason": reason}
            now = self.database.now(connection)
            connection.execute(
                update(runs).where(runs.c.id == run).values(**values, ended_at=now, beat_at=now)
            )
            walks.release(connection, [owner(run)])

        self.database.write(work)

    def cover(self, run: int, fields_of: Iterable[Coverage]) -> None:
        """Enter how complete the run's fields were."""
        rows = [{"run_id": run, **asdict(field)} for field in fields_of]
        if rows:
            self.database.write(lambda connection: connection.execute(insert(coverage), rows))

    def runs(
        self, *, spider: str | None = None, job: str | None = None, how: Sequence[str] = (), limit: int = 20
    ) -> list[Run]:
        """Return the last runs, newest first; ``how`` are the only ways to end that matter."""
        question = select(runs).order_by(runs.c.id.desc()).limit(limit)
        if spider is not None:
            question = question.where(runs.c.spider == spider)
        if job is not None:
            question = question.where(runs.c.job == job)
        if how:
            question = question.where(runs.c.how.in_(how))
        with self.database.read() as connection:
            return [_run(row) for row in connection.execute(question)]

    def coverage(self, site: str, *, limit: int = 20) -> dict[int, list[Coverage]]:
        """Return the fields of the site's last runs that covered it: run number → fields, newest run first."""
        with self.database.read() as connection:
            own = select(coverage.c.run_id).where(coverage.c.site == site).distinct()
            last = connection.execute(own.order_by(coverage.c.run_id.desc()).limit(limit)).scalars().all()
            rows = connection.execute(
                select(coverage)
                .where(coverage.c.site == site, coverage.c.run_id.in_(last))
                .order_by(coverage.c.run_id.desc(), coverage.c.field)
            ).all()
        found: dict[int, list[Coverage]] = {run: [] for run in last}
        for row in rows:
            found[row.run_id].append(_coverage(row))
        return found

    def covered_sites(self) -> list[str]:
        """Return the sites that some run covered, in alphabetical order."""
        with self.database.read() as connection:
            question = select(coverage.c.site).distinct().order_by(coverage.c.site)
            return list(connection.execute(question).scalars())

    def history(self, run: int, site: str, *, limit: int = 20) -> list[list[Coverage]]:
        """Return how complete the site's fields were in the last good runs before this one that were asked the same.

        Newest first. Degraded runs are no history, until they are all there is of late: then they alone are.
        """
        asked = select(runs.c.spider, runs.c.arguments).where(runs.c.id == run).subquery()
        covered = select(coverage.c.run_id).where(coverage.c.site == site)
        with self.database.read() as connection:
            before = connection.execute(
                select(runs.c.id, runs.c.how)
                .join(asked, (asked.c.spider == runs.c.spider) & (asked.c.arguments == runs.c.arguments))
                .where(runs.c.id < run, runs.c.how.in_(("finished", "degraded")), runs.c.id.in_(covered))
                .order_by(runs.c.id.desc())
                .limit(limit + 10 * NEW_NORM)
            ).all()
            lately = before[:NEW_NORM]
            is_norm = len(lately) == NEW_NORM and all(row.how == "degraded" for row in lately)
            wanted = lately if is_norm else [row for row in before if row.how == "finished"][:limit]
            question = select(coverage).where(coverage.c.site == site)
            rows = connection.execute(question.where(coverage.c.run_id.in_([row.id for row in wanted]))).all()
        found: dict[int, list[Coverage]] = {row.id: [] for row in wanted}
        for row in rows:
            found[row.run_id].append(_coverage(row))
        return list(found.values())

    def _bury_the_dead(self, connection: Connection, now: datetime) -> None:
        for row in connection.execute(select(runs).where(is_running)).all():
            if _is_dead(row, now):
                killed = {"how": "killed", "ended_at": row.beat_at, "reason": "ended without a word"}
                connection.execute(update(runs).where(runs.c.id == row.id).values(killed))
                walks.release(connection, [owner(row.id)])


def owner(run: int) -> str:
    """Return the name under which a run leases pages.

    >>> owner(7)
    'run 7'
    """
    return f"run {run}"


def process_mark(pid: int) -> str | None:
    """Return what tells a living process from a later one of the same number: the boot, its moment of starting, and
    where its number counts (a container has numbers of its own).

    None where there is no such process, or no way to tell.
    """
    try:
        started = (
            Path(f"/proc/{pid}/stat")
            .read_text(encoding="ascii", errors="replace")
            .rsplit(")", 1)[1]
            .split()[19]
        )
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {started} {Path('/proc/self/ns/pid').readlink()}"
    except (OSError, IndexError):
        return None


def _in_sight(mark: str) -> bool:
    """Return whether a process would be seen from here: not from another container, even one of the same host name.

    Every process of a boot before this one is dead, wherever it ran.
    """
    ours = (process_mark(os.getpid()) or "").split()
    theirs = mark.split()
    return ours[:1] != theirs[:1] or ours[2:] == theirs[2:]


def _is_dead(run: Row[Any], now: datetime) -> bool:
    """Return whether a run that never ended is dead: its process on this machine, its silence on another."""
    if run.host == socket.gethostname() and run.process_mark is not None and _in_sight(run.process_mark):
        return bool(process_mark(run.pid) != run.process_mark)
    silence: timedelta = now - run.beat_at
    return silence > SILENCE


def _coverage(row: Row[Any]) -> Coverage:
    return Coverage(*(getattr(row, f.name) for f in fields(Coverage)))


def _run(row: Row[Any]) -> Run:
    values = {f.name: getattr(row, f.name) for f in fields(Run)}
    return Run(**{**values, "arguments": json.loads(row.arguments), "counts": json.loads(row.counts)})
