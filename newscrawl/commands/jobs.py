"""``scrapy jobs``: the crawls of newscrawl.toml, by hand, by cron, or in the foreground."""

import argparse
import logging
import os
import shlex
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.jobs.config import Config, ConfigError, Job, find_config, read_config
from newscrawl.jobs.lock import Held, LockError
from newscrawl.jobs.running import Runner
from newscrawl.jobs.schedule import KST, ScheduleError, read_span
from newscrawl.jobs.scheduler import Scheduler, end_on_signals
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.terminal import plain, table

_UNIT = """\
# newscrawl-jobs.service: write it to /etc/systemd/system, then systemctl enable --now newscrawl-jobs
[Unit]
Description=newscrawl: the jobs of {config}
Wants=network-online.target
After=network-online.target

[Service]
WorkingDirectory={folder}
ExecStart={command}
Restart=on-failure
KillMode=mixed
TimeoutStopSec=60

[Install]
WantedBy=multi-user.target
"""
_CRON = """\
# newscrawl: looks every minute what is due of {config}
* * * * * {command}
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
            path = (Path(opts.config) if opts.config else find_config(Path.cwd())).resolve()
            os.chdir(
                path.parent
            )  # relative addresses start from the jobs file, for every command and every crawl
            config = read_config(path)
            database = self.settings["NEWSCRAWL_DATABASE_URL"]
            with ArticleStore.open(database) as store:
                webhook = config.webhook or self.settings["NEWSCRAWL_WEBHOOK"]
                runner = Runner(config, database, store, webhook)
                self.exitcode = verbs[args[0]](runner, args[1:], opts)
        except (ConfigError, Held, LockError, OSError, ScheduleError, StoreError) as problem:
            sys.stderr.write(f"jobs: {problem}\n")
            self.exitcode = 2 if isinstance(problem, ConfigError | ScheduleError) else 1

    def _list(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        now = datetime.now(UTC)
        runner.ledger.bury()
        rows = [("job", "last run", "how it ended", "next run", "state")]
        for job in runner.config.jobs.values():
            runs = runner.ledger.runs(job=job.name)
            last = runs[0] if runs else None
            following = job.schedule.next_after(last.started_at if last else None, now)
            running = any(run.how == "running" for run in runs)
            state = "running" if running else "due" if following <= now else "waiting"
            rows.append((job.name, _clock(last.started_at) if last else "never", last.how if last else "",
                          _clock(following), state))  # fmt: skip
        print("\n".join(map(plain, table(rows))))
        return 0

    def _run(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        if bool(names) == opts.due:
            raise UsageError("name the jobs to run, or say --due")
        jobs = [_named(runner.config, name) for name in dict.fromkeys(names)]
        if opts.due:
            jobs = [job for job in runner.config.jobs.values() if runner.is_due(job)]
        if not jobs:
            return 0
        end_on_signals(runner.stop)
        with ThreadPoolExecutor(len(jobs)) as threads:
            return max(threads.map(lambda job: runner.run(job, if_due=opts.due), jobs))

    def _start(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        Scheduler(runner).start()
        return 0

    def _install(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        if opts.cron == opts.systemd:
            raise UsageError("say --cron or --systemd")
        config = runner.config.path
        words = [sys.executable, "-m", "scrapy", "jobs", *(["run", "--due"] if opts.cron else ["start"])]
        words += ["--config", str(config)]
        if opts.cron:
            line = shlex.join(["cd", str(config.parent)]) + " && " + shlex.join(words)
            print(_CRON.format(config=config, command=line.replace("%", "\\%")), end="")
        else:
            names_of = {"config": config, "folder": config.parent}
            unit = {key: str(value).replace("%", "%%") for key, value in names_of.items()}
            print(_UNIT.format(**unit, command=" ".join(map(_unit_word, words))), end="")
        ours = sorted(name for name in os.environ if name.startswith("NEWSCRAWL_"))
        if ours:
            print(f"# Set here, and not handed on: {', '.join(ours)}")
        return 0

    def _status(self, runner: Runner, names: list[str], opts: argparse.Namespace) -> int:
        """Say which jobs are late: no run of theirs ended well within ``--max-age``."""
        limit, now, late = read_span(opts.max_age), datetime.now(UTC), 0
        for job in runner.config.jobs.values():
            # A degraded run fetched and stored; that something fell out of it is said elsewhere.
            good = next(iter(runner.ledger.runs(job=job.name, how=("finished", "degraded"), limit=1)), None)
            ended = good.ended_at if good else None
            if ended is None or (now - ended).total_seconds() > limit:
                late += 1
                print(f"{job.name}: late, last good run {_clock(ended) if ended else 'never'}")
        return 1 if late else 0


def _named(config: Config, name: str) -> Job:
    if name not in config.jobs:
        raise ConfigError(f"{config.path} has no job {name!r}; it has {', '.join(config.jobs)}")
    return config.jobs[name]


def _clock(moment: datetime) -> str:
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S")


def _unit_word(word: str) -> str:
    """Return a word as a unit's command line has it.

    >>> _unit_word("/srv/뉴스 100%/newscrawl.toml")
    '"/srv/뉴스 100%%/newscrawl.toml"'
    """
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if " " in word else word
