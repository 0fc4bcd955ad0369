"""``scrapy jobs``: the crawls of newscrawl.toml, by hand, by cron, or in the foreground."""

import argparse
import logging
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.feeds.files import ExportError
from newscrawl.jobs.config import Config, ConfigError, Job, find_config, read_config
from newscrawl.jobs.running import Runner, due
from newscrawl.jobs.schedule import KST, ScheduleError, read_span
from newscrawl.jobs.scheduler import Scheduler
from newscrawl.storage.store import StoreError
from newscrawl.terminal import table

_UNIT = """\
# {name}.service
[Unit]
Description=newscrawl: what is due of {config}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={python} -m scrapy jobs run --due

# {name}.timer
[Unit]
Description=newscrawl: look every minute what is due

[Timer]
OnCalendar=minutely
Persistent=true

[Install]
WantedBy=timers.target
"""


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "list | run NAME… | run --due | start | install --cron|--systemd | status --max-age 2h"

    def short_desc(self) -> str:
        return "List, run and schedule the crawls of newscrawl.toml"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--config", metavar="FILE", help="the jobs file (default: the nearest newscrawl.toml)"
        )
        parser.add_argument("--due", action="store_true", help="run: whatever is due")
        parser.add_argument("--cron", action="store_true", help="install: print a line for crontab")
        parser.add_argument("--systemd", action="store_true", help="install: print a service and a timer")
        parser.add_argument(
            "--max-age", metavar="SPAN", default="1d", help="status: how old the last good run may be"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        verbs = {"list": self._list, "run": self._run, "start": self._start, "install": self._install,
                 "status": self._status}  # fmt: skip
        if not args or args[0] not in verbs:
            raise UsageError("say which: " + ", ".join(verbs))
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
        try:
            path = Path(opts.config) if opts.config else find_config(Path.cwd())
            runner = Runner(read_config(path), self.settings["NEWSCRAWL_DATABASE_URL"])
            self.exitcode = verbs[args[0]](runner, args[1:], opts)
        except (ConfigError, ExportError, ScheduleError, StoreError) as problem:
            sys.stderr.write(f"jobs: {problem}\n")
            self.exitcode = 1

    def _list(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        now = datetime.now(UTC)
        rows = [("job", "last run", "how it ended", "next run", "state")]
        for job in runner.config.jobs.values():
            last = runner.last(job)
            following = runner.next_start(job, now)
            state = "running" if runner.is_running(job) else "due" if following <= now else "waiting"
            rows.append((job.name, _clock(last.started_at) if last else "never", last.how if last else "",
                          _clock(following), state))  # fmt: skip
        print("\n".join(table(rows)))
        return 0

    def _run(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        if bool(names) == opts.due:
            raise UsageError("name the jobs to run, or say --due")
        jobs = due(runner) if opts.due else [_named(runner.config, name) for name in names]
        return max((runner.run(job) for job in jobs), default=0)

    def _start(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        Scheduler(runner).start()
        return 0

    def _install(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        folder, config = runner.config.folder, runner.config.path
        if opts.cron == opts.systemd:
            raise UsageError("say --cron or --systemd")
        if opts.cron:
            command = (
                f"cd {shlex.quote(str(folder))} && {shlex.quote(sys.executable)} -m scrapy jobs run --due"
            )
            print(
                f"# {config}: looks every minute what is due\n* * * * * {command.replace('%', chr(92) + '%')}"
            )
        else:
            print(
                _UNIT.format(name="newscrawl-jobs", config=config, folder=folder, python=sys.executable),
                end="",
            )
        return 0

    def _status(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        """Say which jobs are late: no run of theirs ended well within ``--max-age``."""
        limit, now, late = read_span(opts.max_age), datetime.now(UTC), 0
        for job in runner.config.jobs.values():
            good = runner.last_good(job)
            if good is None or (now - good).total_seconds() > limit:
                late += 1
                print(f"{job.name}: late, last good run {_clock(good) if good else 'never'}")
        return 1 if late else 0


def _named(config: Config, name: str) -> Job:
    if name not in config.jobs:
        raise ConfigError(f"{config.path} has no job {name!r}; it has {', '.join(config.jobs)}")
    return config.jobs[name]


def _clock(moment: datetime) -> str:
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S")
