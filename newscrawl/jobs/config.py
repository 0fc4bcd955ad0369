"""``newscrawl.toml``: jobs, the feeds they keep fresh, and where alarms go. Pure but for reading the file."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from newscrawl.arguments import ArgumentError, read_arguments
from newscrawl.feeds.files import FEEDS, FORMATS
from newscrawl.jobs.schedule import Schedule, ScheduleError, read_schedule, read_span
from newscrawl.registry import sites
from newscrawl.seeds import seeds
from newscrawl.storage.store import Filter

NAME = "newscrawl.toml"
OVERLAPS = ("skip", "wait", "replace")
_JOB_NAME = re.compile(r"[\w가-힣][\w가-힣.-]{0,63}")
_OURS = (
    "NEWSCRAWL_DATABASE_URL",
    "NEWSCRAWL_WEBHOOK",
    "NEWSCRAWL_JOB",
)  # what the runner and its crawls must agree on
_FILE = {"job": list, "alarm": dict}
_ALARM = {"webhook": str}
_JOB = {"name": str, "spider": str, "every": str, "cron": str, "arguments": dict, "settings": dict, "feeds": list,
        "time_limit": str, "overlap": str}  # fmt: skip
_FILTERS = {
    "site": str,
    "section": str,
    "author": str,
    "keyword": str,
    "since": str,
    "until": str,
    "limit": int,
}
_FEED = {"file": str, "format": str, "title": str, "home_url": str, "feed_url": str, "page_size": int,
         "changes": bool, **_FILTERS}  # fmt: skip
_KINDS = {
    str: "words in quotes",
    int: "a number from 1",
    bool: "true or false",
    dict: "a table",
    list: "a list of tables",
}


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
    wanted: Filter = field(default_factory=Filter)


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
    _check(path, "", told, _FILE)
    jobs: dict[str, Job] = {}
    for number, row in enumerate(told.get("job", []), 1):
        job = _job(path, number, row)
        if job.name in jobs:
            raise ConfigError(f"{path}: two jobs are named {job.name}; give one another name")
        jobs[job.name] = job
    if not jobs:
        raise ConfigError(f"{path}: no [[job]] in it; docs/jobs.md shows one")
    alarm = told.get("alarm", {})
    _check(path, "alarm: ", alarm, _ALARM)
    webhook = alarm.get("webhook")
    if webhook is not None and not webhook.startswith(("https://", "http://")):
        raise ConfigError(
            f'{path}: alarm: webhook = "{webhook}" is no address; write it as https://host/path'
        )
    _differ(path, [feed for job in jobs.values() for feed in job.feeds])
    return Config(path=path.resolve(), jobs=jobs, webhook=webhook)


def _job(path: Path, number: int, row: Any) -> Job:
    name = row.get("name") if isinstance(row, dict) else None
    if not isinstance(name, str) or not _JOB_NAME.fullmatch(name):
        raise ConfigError(f"{path}: job {number} needs a name of letters, digits, dots and dashes")
    where = f"job {name}: "
    _check(path, where, row, _JOB)
    spider = row.get("spider", name)
    if spider != "article" and spider not in sites():
        raise ConfigError(f"{path}: {where}no spider named {spider!r}; `scrapy list` shows them")
    overlap = row.get("overlap", "skip")
    if overlap not in OVERLAPS:
        raise ConfigError(f"{path}: {where}overlap is one of {', '.join(OVERLAPS)}, not {overlap!r}")
    arguments = _words(path, f"{where}arguments: ", row.get("arguments", {}))
    settings = _words(path, f"{where}settings: ", row.get("settings", {}))
    for key in _OURS:
        if key in settings:
            raise ConfigError(f"{path}: {where}{key} is the same for all jobs; set it in the environment")
    try:
        seeds(sites().get(spider), read_arguments(arguments))
        schedule = read_schedule(row.get("every"), row.get("cron"))
        limit = read_span(row["time_limit"]) if "time_limit" in row else None
    except (ArgumentError, ScheduleError) as problem:
        raise ConfigError(f"{path}: {where}{problem}") from None
    return Job(
        name=name,
        spider=spider,
        schedule=schedule,
        arguments=arguments,
        settings=settings,
        feeds=tuple(_feed(path, where, feed) for feed in row.get("feeds", [])),
        time_limit=limit,
        overlap=overlap,
    )


def _feed(path: Path, where: str, row: Any) -> FeedFile:
    where = f"{where}feed: "
    _check(path, where, row, _FEED)
    if "file" not in row:
        raise ConfigError(f'{path}: {where}it needs a file = "feeds/name.json"')
    form, changes = row.get("format", "jsonfeed"), row.get("changes", False)
    if form not in FORMATS:
        raise ConfigError(f"{path}: {where}format is one of {', '.join(FORMATS)}, not {form!r}")
    if form not in FEEDS and (changes or "page_size" in row):
        raise ConfigError(f"{path}: {where}page_size and changes go with {' and '.join(FEEDS)}, not {form}")
    chosen = {key: value for key, value in row.items() if key in _FILTERS}
    wanted = Filter(**chosen, changes=changes, gone=None if changes else False)
    try:
        wanted.conditions()
    except ValueError as problem:
        raise ConfigError(f"{path}: {where}{problem}") from None
    about = {key: row[key] for key in ("format", "title", "home_url", "feed_url", "page_size") if key in row}
    return FeedFile(file=path.resolve().parent / row["file"], wanted=wanted, **about)


def _differ(path: Path, feeds: list[FeedFile]) -> None:
    """Refuse two feeds that would write one file by turns; several jobs may keep the same feed."""
    known: dict[Path, FeedFile] = {}
    for feed in feeds:
        if known.setdefault(feed.file, feed) != feed:
            raise ConfigError(
                f"{path}: two different feeds are written to {feed.file}; give one another file"
            )


def _words(path: Path, where: str, table: dict[str, Any]) -> dict[str, str]:
    """Return a table's values as words: numbers, true and false, and dates need no quotes."""
    for key, value in table.items():
        if not isinstance(value, str | int | float | date):
            raise ConfigError(f'{path}: {where}{key} is one value; write several as "a,b"')
    return {key: str(value) for key, value in table.items()}


def _check(path: Path, where: str, table: Any, kinds: Mapping[str, type]) -> None:
    """Refuse a table with a key that is not known, or a value of another kind."""
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {where}a table is expected; docs/jobs.md shows one")
    for key, value in table.items():
        if key not in kinds:
            raise ConfigError(f"{path}: {where}no such key {key!r}; known are {', '.join(sorted(kinds))}")
        kind = kinds[key]
        right = type(value) is kind and (not isinstance(value, int) or kind is bool or value > 0)
        if key == "job" and not right:
            raise ConfigError(f"{path}: write [[job]] in double brackets, one for each job")
        if not right:
            raise ConfigError(f"{path}: {where}{key} is to be {_KINDS[kind]}, not {value!r}")
