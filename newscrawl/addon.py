"""The Scrapy add-on that switches on what ``NEWSCRAWL_REPLAY`` and ``NEWSCRAWL_ARCHIVE`` ask for."""

from scrapy.settings import BaseSettings

from newscrawl.archive.middleware import Archive
from newscrawl.replay import serving

_ABOVE_ALL = "cmdline"  # a replay fetches nothing, so no other setting may slow it down


class Newscrawl:
    """Add-on: replay needs no manners, as nobody is asked; the archive stands nearest the downloader."""

    def update_settings(self, settings: BaseSettings) -> None:
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
