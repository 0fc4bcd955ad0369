"""``newscrawl.toml``: jobs, the feeds they keep fresh, and where alarms go. Pure but for reading the file."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscrawl.arguments import ArgumentError, read_arguments
from newscrawl.feeds.files import FORMATS
from newscrawl.jobs.schedule import Schedule, ScheduleError, read_schedule, read_span
from newscrawl.registry import sites

NAME = "newscrawl.toml"
OVERLAPS = ("skip", "wait", "replace")
_JOB_NAME = re.compile(r"[\w가-힣][\w가-힣.-]{0,63}")


class ConfigError(Exception):
    """A jobs file that cannot be meant; the message names the file, the place and what would do."""


@dataclass(frozen=True, kw_only=True)
class FeedFile:
    """A feed a job keeps fresh: where, in which form, and which articles."""

    file: Path
    format: str = "jsonfeed"
    title: str = "newscrawl"
    home_url: str | None = None
    feed_url: str | None = None
    page_size: int | None = None
    changes: bool = False
    filter: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Job:
    """A crawl and how often; ``overlap`` says what a run does that finds the one before still going."""

    name: str
    spider: str
    schedule: Schedule
    arguments: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    feeds: tuple[FeedFile, ...] = ()
    time_limit: float | None = None  # seconds
    overlap: str = "skip"


@dataclass(frozen=True, kw_only=True)
class Config:
    """The jobs file, and the folder its relative paths start from."""

    path: Path
    jobs: Mapping[str, Job]
    webhook: str | None = None

    @property
    def folder(self) -> Path:
        return self.path.parent


def find_config(start: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the jobs file: ``$NEWSCRAWL_CONFIG``, else beside scrapy.cfg or above, else the user's own."""
    named = environment.get("NEWSCRAWL_CONFIG")
    if named:
        return Path(named)
    home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "newscrawl" / NAME
    places = [*(folder / NAME for folder in (start, *start.parents)), home]
    for place in places:
        if place.is_file():
            return place
    raise ConfigError(
        f"no {NAME} here, above or at {home}: write one (docs/jobs.md), or set NEWSCRAWL_CONFIG"
    )


def read_config(path: Path) -> Config:
    """Return the jobs of a file; ConfigError names the job and the key that is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise ConfigError(f"{path}: {problem.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path}: {problem}") from None
    _known(path, "", told, {"job", "alarm"})
    jobs: dict[str, Job] = {}
    for number, row in enumerate(told.get("job", []), 1):
        job = _job(path, number, row)
        if job.name in jobs:
            raise ConfigError(f"{path}: two jobs are named {job.name}")
        jobs[job.name] = job
    if not jobs:
        raise ConfigError(f"{path}: no [[job]] in it; docs/jobs.md shows one")
    alarm = told.get("alarm", {})
    _known(path, "alarm: ", alarm, {"webhook"})
    return Config(path=path.resolve(), jobs=jobs, webhook=alarm.get("webhook"))


def _job(path: Path, number: int, row: dict[str, Any]) -> Job:
    name = row.get("name")
    if not isinstance(name, str) or not _JOB_NAME.fullmatch(name):
        raise ConfigError(f"{path}: job {number} needs a name of letters, digits, dots and dashes")
    where = f"job {name}: "
    keys = {"name", "spider", "every", "cron", "arguments", "settings", "feeds", "time_limit", "overlap"}
    _known(path, where, row, keys)
    spider = row.get("spider", name)
    if spider != "article" and spider not in sites():
        raise ConfigError(f"{path}: {where}no spider named {spider!r}; `scrapy list` shows them")
    overlap = row.get("overlap", "skip")
    if overlap not in OVERLAPS:
        raise ConfigError(f"{path}: {where}overlap is one of {', '.join(OVERLAPS)}, not {overlap!r}")
    arguments = {key: str(value) for key, value in row.get("arguments", {}).items()}
    try:
        read_arguments(arguments)
        schedule = read_schedule(row.get("every"), row.get("cron"))
        limit = read_span(row["time_limit"]) if "time_limit" in row else None
    except (ArgumentError, ScheduleError) as problem:
        raise ConfigError(f"{path}: {where}{problem}") from None
    return Job(
        name=name,
        spider=spider,
        schedule=schedule,
        arguments=arguments,
        settings={key: str(value) for key, value in row.get("settings", {}).items()},
        feeds=tuple(_feed(path, where, feed) for feed in row.get("feeds", [])),
        time_limit=limit,
        overlap=overlap,
    )


def _feed(path: Path, where: str, row: dict[str, Any]) -> FeedFile:
    filters = {"site", "section", "author", "keyword", "since", "until", "limit"}
    own = {"file", "format", "title", "home_url", "feed_url", "page_size", "changes"}
    _known(path, f"{where}feed: ", row, filters | own)
    if not isinstance(row.get("file"), str):
        raise ConfigError(f'{path}: {where}a feed needs file = "feeds/name.json"')
    if row.get("format", "jsonfeed") not in FORMATS:
        raise ConfigError(f"{path}: {where}feed format is one of {', '.join(FORMATS)}, not {row['format']!r}")
    chosen = {key: value for key, value in row.items() if key in filters}
    known = {key: value for key, value in row.items() if key in own - {"file"}}
    return FeedFile(file=path.resolve().parent / row["file"], filter=chosen, **known)


def _known(path: Path, where: str, table: Any, keys: set[str]) -> None:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {where}a table is expected; docs/jobs.md shows one")
    for key in table:
        if key not in keys:
            raise ConfigError(f"{path}: {where}no such key {key!r}; known are {', '.join(sorted(keys))}")
