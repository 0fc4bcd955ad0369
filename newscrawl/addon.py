"""The Scrapy add-on that does what ``NEWSCRAWL_REPLAY``, ``NEWSCRAWL_ARCHIVE`` and ``NEWSCRAWL_CONTACT`` ask for."""

from pathlib import Path

from scrapy.extensions.throttle import AutoThrottle
from scrapy.settings import BaseSettings

from newscrawl.archive.middleware import Archive
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.manners import Throttle
from newscrawl.replay import serving

# What is off needs not be loaded either: these two are a tenth of what a command takes to start.
_LOADED_TO_BE_OFF = {
    "COOKIES_ENABLED": (
        "DOWNLOADER_MIDDLEWARES_BASE",
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    ),
    "REMOTE_CONTROL_ENABLED": ("EXTENSIONS_BASE", "scrapy.extensions.remote_control.RemoteControl"),
}
_ABOVE_ALL = "cmdline"  # a replay fetches nothing, so no other setting may slow it down


def make_ready(settings: BaseSettings) -> None:
    """Read what is to be replayed and make the archive's folder; ``ArchiveError`` where either cannot be done.

    A command calls this before the crawl, to say it in one line; what was read is kept for the crawl.
    """
    if settings.get("NEWSCRAWL_REPLAY"):
        serving(settings.getlist("NEWSCRAWL_REPLAY"))
    if settings.get("NEWSCRAWL_ARCHIVE"):
        ArchiveWriter(Path(settings["NEWSCRAWL_ARCHIVE"]), settings.getint("NEWSCRAWL_ARCHIVE_SIZE"))


class Newscrawl:
    """Add-on: replay needs no manners, as nobody is asked; the archive stands nearest the downloader."""

    def update_settings(self, settings: BaseSettings) -> None:
        contact, agent = settings.get("NEWSCRAWL_CONTACT"), settings["USER_AGENT"]
        if contact and contact not in agent:
            settings.set("USER_AGENT", f"{agent} (+{contact})", settings.getpriority("USER_AGENT") or 0)
        for switch, (components, path) in _LOADED_TO_BE_OFF.items():
            if not settings.getbool(switch) and path in settings[components]:
                settings[components].delete(path)
        # Not in settings.py: who gives extensions of their own keeps this one.
        settings.setdefault_in_component_priority_dict("EXTENSIONS", AutoThrottle, None)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Throttle, 0)
        if settings.get("NEWSCRAWL_REPLAY"):
            handler = serving(settings.getlist("NEWSCRAWL_REPLAY"))
            for scheme in ("http", "https"):
                settings["DOWNLOAD_HANDLERS"].set(scheme, handler, _ABOVE_ALL)
            settings.set("DOWNLOAD_DELAY", 0, _ABOVE_ALL)
            settings.set("DOWNLOAD_DELAY_JITTER", 0, _ABOVE_ALL)
            settings.set("AUTOTHROTTLE_ENABLED", False, _ABOVE_ALL)
            settings.set("DOWNLOAD_SLOTS", {}, _ABOVE_ALL)
        if settings.get("NEWSCRAWL_ARCHIVE"):
            # Before decompression (590) and behind the cache (900): the bytes as they came.
            settings.setdefault_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", Archive, 950)
