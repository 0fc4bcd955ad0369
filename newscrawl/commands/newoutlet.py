"""``scrapy newoutlet``: an outlet's file and its test page from one article, for a person to check."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

import newscrawl
from newscrawl.archive.records import ArchiveError
from newscrawl.contents import TooLarge
from newscrawl.fetching import page_of
from newscrawl.minting.outlet import Minted, NoOutlet, mint
from newscrawl.reading import NotText
from newscrawl.registry import site_for
from newscrawl.terminal import plain

_CHECKOUT = Path(newscrawl.__file__).parents[1]


class Command(ScrapyCommand):
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "URL | FILE URL"

    def short_desc(self) -> str:
        return "Write the file of a new outlet and a test page, from one of its articles"

    def long_desc(self) -> str:
        return (
            "From one article, saved as FILE or fetched, write newscrawl/sites/KEY.py and the pair "
            "tests/pages/KEY/NAME.html and .json: the page cut down, its words replaced by invented ones, and what is "
            "read of it as proposed answers, to be checked field by field. Nothing that exists is overwritten."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--key", default="", help="the outlet's key: small letters; by default from its host"
        )
        parser.add_argument("--folder", help="where to write instead of the checkout newscrawl runs from")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            folder = _folder(opts.folder, args[-1] if args else "")
            page = page_of(self, args)
            made = mint(page.body, args[-1], page.content_type, page.crawled, opts.key)
            written = _write(made, folder)
        except (OSError, ArchiveError, TooLarge, NotText, NoOutlet) as problem:
            sys.stderr.write(plain(f"newoutlet: {args[0]}: {problem}") + "\n")
            self.exitcode = 1
            return
        for path in written:
            print(f"wrote {path.relative_to(folder)}")
        for doubt in made.doubts:
            print(plain(f"look at {doubt}"))
        print(f'check the answers against the page, delete "_check", then: pytest -k {made.site.key}')


def _folder(given: str | None, url: str) -> Path:
    if given:
        return Path(given)
    if not (_CHECKOUT / "tests" / "pages").is_dir():
        raise NoOutlet("newscrawl is installed without its tests: say with --folder where to write")
    known = site_for(url)
    if known is not None:
        raise NoOutlet(f"newscrawl/sites/{known.key}.py reads this address already")
    return _CHECKOUT


def _write(made: Minted, folder: Path) -> list[Path]:
    pair = folder / "tests" / "pages" / made.site.key / made.label
    files = {
        folder / "newscrawl" / "sites" / f"{made.site.key}.py": made.source,
        pair.with_suffix(".html"): made.page,
        pair.with_suffix(".json"): made.answers,
    }
    there = [str(path.relative_to(folder)) for path in files if path.exists()]
    if there:
        raise NoOutlet(f"{', '.join(there)} exists: another key with --key, or take it away first")
    for path, words in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return list(files)
