"""Every jobs file that cannot be meant is refused in one line that names the place and the way out."""

from pathlib import Path

import pytest

from newscrawl.jobs.config import ConfigError, find_config, read_config

JOB = '[[job]]\nname = "news"\nspider = "etoday"\nevery = "10 minutes"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "newscrawl.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_everything_a_job_may_say(tmp_path: Path) -> None:
    text = """
    [alarm]
    webhook = "https://hooks.example.com/1"

    [[job]]
    name = "이투데이-산업"
    spider = "etoday"
    cron = "*/10 8-20 * * 1-5"
    arguments = { section = "company", since = 2026-01-01, pages = 3, follow_source = true }
    settings = { LOG_LEVEL = "WARNING", NEWSCRAWL_BATCH = 50 }
    time_limit = "20 minutes"
    overlap = "wait"
    feeds = [
        { file = "feeds/all.json", title = "이투데이", site = "etoday", page_size = 50, limit = 500 },
        { file = "feeds/changes.xml", format = "atom", changes = true },
    ]
    """
    config = read_config(written(tmp_path, text))
    (job,) = config.jobs.values()
    assert (job.spider, job.schedule.cron, job.time_limit, job.overlap) == (
        "etoday",
        "*/10 8-20 * * 1-5",
        1200,
        "wait",
    )
    assert job.arguments == {
        "section": "company",
        "since": "2026-01-01",
        "pages": "3",
        "follow_source": "True",
    }
    assert job.settings == {"LOG_LEVEL": "WARNING", "NEWSCRAWL_BATCH": "50"}
    news, changes = job.feeds
    assert (news.file, news.page_size, news.wanted.site, news.wanted.gone) == (
        tmp_path / "feeds" / "all.json", 50, "etoday", False)  # fmt: skip
    assert (changes.format, changes.wanted.changes, changes.wanted.gone) == ("atom", True, None)
    assert (config.webhook, config.folder) == ("https://hooks.example.com/1", tmp_path)


def test_what_need_not_be_said(tmp_path: Path) -> None:
    (job,) = read_config(written(tmp_path, '[[job]]\nname = "etoday"\nevery = "hour"')).jobs.values()
    assert (job.spider, job.overlap, job.time_limit, job.feeds) == ("etoday", "skip", None, ())


FEED = JOB + "feeds = [{ "


@pytest.mark.parametrize(
    ("text", "place", "way_out"),
    [
        ("", "newscrawl.toml", "no [[job]]"),
        ("[[job]\n", "newscrawl.toml", "line 1"),
        ("[job]\nname = 'a'", "newscrawl.toml", "[[job]] in double brackets"),
        ("job = [1]", "job 1", "needs a name"),
        ("[jobs]\n", "jobs", "known are alarm, job"),
        ("[[job]]\nevery = '1h'", "job 1", "needs a name"),
        ("[[job]]\nname = '../etc'", "job 1", "needs a name"),
        ("[[job]]\nname = 'etoday'", "job etoday", "give either"),
        ("[[job]]\nname = 'nobody'\nevery = '1h'", "job nobody", "`scrapy list`"),
        (JOB + JOB, "newscrawl.toml", "two jobs are named news"),
        (JOB + "often = true", "job news", "known are arguments"),
        (JOB + "overlap = 'queue'", "job news", "skip, wait, replace"),
        (JOB + "time_limit = 30", "job news", "words in quotes"),
        (JOB + "time_limit = 'long'", "job news", '"10 minutes"'),
        (JOB + "arguments = 'pages=3'", "job news", "a table"),
        (JOB + "arguments = { page = 3 }", "job news", "known are"),
        (JOB + "arguments = { pages = 'all' }", "job news", "1 or more"),
        (JOB + "arguments = { section = 'nowhere' }", "job news", "section"),
        (JOB + "arguments = { url = ['https://a.example'] }", "job news", 'write several as "a,b"'),
        ("[[job]]\nname = 'article'\nevery = '1h'", "job article", "-a url="),
        (
            JOB + "settings = { NEWSCRAWL_DATABASE_URL = 'sqlite://' }",
            "job news",
            "set it in the environment",
        ),
        (JOB + "feeds = 'a.json'", "job news", "a list of tables"),
        (JOB + "feeds = ['a.json']", "job news: feed", "a table is expected"),
        (FEED + "format = 'atom' }]", "job news: feed", 'file = "feeds/name.json"'),
        (FEED + "file = 'a', format = 'rss' }]", "job news: feed", "jsonfeed"),
        (FEED + "file = 'a', page_size = 0 }]", "job news: feed", "a number from 1"),
        (FEED + "file = 'a', limit = true }]", "job news: feed", "a number from 1"),
        (FEED + "file = 'a', format = 'csv', page_size = 5 }]", "job news: feed", "jsonfeed and atom"),
        (FEED + "file = 'a', format = 'csv', changes = true }]", "job news: feed", "jsonfeed and atom"),
        (FEED + "file = 'a', since = 'gestern' }]", "job news: feed", "2020-06-17"),
        (FEED + "file = 'a', sites = 'x' }]", "job news: feed", "known are"),
        (FEED + "file = 'a' }, { file = 'a', limit = 5 }]", "a;", "give one another file"),
        (JOB + "[alarm]\nwebhook = 'hooks.example.com'", "alarm", "https://host/path"),
        (JOB + "[alarm]\nmail = 'a'", "alarm", "known are webhook"),
    ],
)
def test_a_file_that_cannot_be_meant(tmp_path: Path, text: str, place: str, way_out: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_config(written(tmp_path, text))
    said = str(refused.value)
    assert place in said
    assert way_out in said
    assert len(said.splitlines()) == 1


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read_config(tmp_path / "newscrawl.toml")
    (tmp_path / "newscrawl.toml").write_bytes("이름".encode("cp949"))
    with pytest.raises(ConfigError, match=r"newscrawl\.toml"):
        read_config(tmp_path / "newscrawl.toml")


def test_where_the_file_is_looked_for(tmp_path: Path) -> None:
    below = tmp_path / "project" / "below"
    home = tmp_path / "config" / "newscrawl"
    for folder in (below, home):
        folder.mkdir(parents=True)
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    with pytest.raises(ConfigError, match="set NEWSCRAWL_CONFIG"):
        find_config(below, environment)
    written(home, JOB)
    assert find_config(below, environment) == home / "newscrawl.toml"
    written(below.parent, JOB)
    assert find_config(below, environment) == below.parent / "newscrawl.toml"
    assert find_config(below, {**environment, "NEWSCRAWL_CONFIG": "/a.toml"}) == Path("/a.toml")
