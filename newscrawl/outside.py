"""The commands where no Scrapy project is near, so that an installed newscrawl works from any folder.

Scrapy finds these by entry point (``scrapy.commands``). Inside somebody else's project Scrapy's own commands stay as
they are, and ours come with the settings the project does not set.
"""

from scrapy.commands import ScrapyCommand
from scrapy.commands import crawl as scrapy_crawl
from scrapy.commands import list as scrapy_list
from scrapy.commands import parse as scrapy_parse
from scrapy.commands import shell as scrapy_shell
from scrapy.utils.project import inside_project

from newscrawl import settings
from newscrawl.commands import (
    crawl,
    db,
    explain,
    export,
    health,
    jobs,
    newoutlet,
    outlets,
    readpage,
    report,
    reread,
    show,
    understand,
)

_OURS = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


def with_settings(command: type[ScrapyCommand]) -> type[ScrapyCommand]:
    """Return the command with newscrawl's settings below those of any project, usable without one."""
    defaults = {**_OURS, **command.default_settings}
    return type(command.__name__, (command,), {"default_settings": defaults, "requires_project": False})


if inside_project():
    Crawl: type[ScrapyCommand] = scrapy_crawl.Command
    List: type[ScrapyCommand] = scrapy_list.Command
    Parse: type[ScrapyCommand] = scrapy_parse.Command
    Shell: type[ScrapyCommand] = scrapy_shell.Command
else:
    Crawl = with_settings(crawl.Command)
    List = with_settings(scrapy_list.Command)
    Parse = with_settings(scrapy_parse.Command)
    Shell = with_settings(scrapy_shell.Command)
Db = with_settings(db.Command)
Explain = with_settings(explain.Command)
Export = with_settings(export.Command)
Health = with_settings(health.Command)
Jobs = with_settings(jobs.Command)
Newoutlet = with_settings(newoutlet.Command)
Outlets = with_settings(outlets.Command)
Readpage = with_settings(readpage.Command)
Report = with_settings(report.Command)
Reread = with_settings(reread.Command)
Show = with_settings(show.Command)
Understand = with_settings(understand.Command)
