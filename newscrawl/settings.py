"""What differs from Scrapy's defaults, and why. Every line can be overridden with ``-s NAME=value``."""

import os

from newscrawl import __version__
from newscrawl.items import RECORD_FIELDS

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
SPIDER_LOADER_CLASS = "newscrawl.spiders.loader.OutletLoader"  # every file in sites/ is a spider
COMMANDS_MODULE = "newscrawl.commands"
ADDONS = {
    "newscrawl.addon.Newscrawl": 100
}  # default {}: replay and archive by their settings, the throttle always

# Ours ----------------------------------------------------------------------------------------------------------------
NEWSCRAWL_DATABASE_URL = os.environ.get("NEWSCRAWL_DATABASE_URL", "sqlite:///data/newscrawl.sqlite")
NEWSCRAWL_REPLAY = os.environ.get("NEWSCRAWL_REPLAY", "")  # WARC files to serve every request from
NEWSCRAWL_ARCHIVE = os.environ.get("NEWSCRAWL_ARCHIVE", "")  # folder to keep every response in, as WARC
NEWSCRAWL_ARCHIVE_SIZE = 10**9  # bytes after which a new file is begun
NEWSCRAWL_ALLOW_PRIVATE = os.environ.get(
    "NEWSCRAWL_ALLOW_PRIVATE", "0"
)  # 1: fetch loopback and private addresses
NEWSCRAWL_CONTACT = os.environ.get(
    "NEWSCRAWL_CONTACT", ""
)  # an address or URL for the people whose pages we fetch
NEWSCRAWL_WEBHOOK = os.environ.get("NEWSCRAWL_WEBHOOK", "")  # told of a crawl that fails or is degraded
NEWSCRAWL_LEASE = 300  # seconds a crawl may hold a page before another may take it; more than any page takes
NEWSCRAWL_BATCH = 100  # records saved in one transaction, or fewer once the oldest has waited a second
NEWSCRAWL_REVISIT = (
    3600,
    6 * 3600,
    86400,
    7 * 86400,
)  # seconds after publication to look at an article again

# Manners -------------------------------------------------------------------------------------------------------------
USER_AGENT = f"newscrawl/{__version__}"  # default "Scrapy/x"; the contact is put behind it
ROBOTSTXT_OBEY = True  # default False
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: one request at a time to one host
DOWNLOAD_DELAY = 1.0  # default 0; an outlet's own pace is the delay of its SITE
DOWNLOAD_DELAY_JITTER = 0  # default 0.5: a delay that is halved every other time is none that was promised
AUTOTHROTTLE_ENABLED = (
    True  # default False: slow down when a site answers slowly, never under its outlet's delay
)
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_START_DELAY = 1.0  # default 5: a second is polite enough to begin with
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ko-KR,ko;q=0.9,en;q=0.5",  # default "en" makes some outlets answer in English
}
COOKIES_ENABLED = False  # default True: news pages need none, and a session is nobody's business
RETRY_TIMES = 2  # tries of one run; the frontier asks again in a later one
REDIRECT_MAX_TIMES = 5  # default 20

# Safety --------------------------------------------------------------------------------------------------------------
TELNETCONSOLE_ENABLED = False  # default True: runs typed Python
REMOTE_CONTROL_ENABLED = False  # default True: runs posted Python
DOWNLOAD_VERIFY_CERTIFICATES = True  # default False
DOWNLOAD_TIMEOUT = 30  # default 180
DOWNLOAD_MAXSIZE = 10 * 2**20  # default 1 GiB; holds after decompression too
DOWNLOAD_WARNSIZE = 4 * 2**20  # default 32 MiB
TWISTED_DNS_RESOLVER = "newscrawl.guard.GuardedResolver"  # refuses private addresses where they are resolved

# Work ----------------------------------------------------------------------------------------------------------------
CONCURRENT_ITEMS = 1  # default 100: so many tasks a response, a fifth of a bare crawl; ours has one item
WARN_ON_GENERATOR_RETURN_VALUE = False  # default True: parses our own source for a third of all responses
METAREFRESH_ENABLED = False  # default True: no outlet redirects so, and the search costs 7 % of a bare crawl
DUPEFILTER_CLASS = (
    "scrapy.dupefilters.BaseDupeFilter"  # default RFPDupeFilter: the frontier asks once for each page
)
DOWNLOADER_MIDDLEWARES = {
    "newscrawl.guard.AddressGuard": 50,  # before anything else sees the request, on every hop
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.robots.Robots": 100,  # in its place: RFC 9309 for a robots.txt that does not come
    "newscrawl.manners.Manners": 560,  # sees an answer before a second try is made of it (550)
}
ITEM_PIPELINES = {
    "newscrawl.pipelines.Headlines": 100,
    "newscrawl.pipelines.Bodies": 200,
    "newscrawl.pipelines.Dates": 300,
    "newscrawl.pipelines.Bylines": 400,
    "newscrawl.pipelines.Captions": 500,
    "newscrawl.pipelines.Storage": 900,
}

LOG_VERSIONS: list[str] = []  # default: a page of version numbers before each crawl
EXTENSIONS = {"newscrawl.progress.Progress": 500}  # a live line, where standard error is a terminal
STATS_DUMP = False  # default True: the summary says what came of a crawl

# Output --------------------------------------------------------------------------------------------------------------
FEED_EXPORT_ENCODING = "utf-8"  # default escapes Hangul
FEED_EXPORTERS = {  # default writes lists as Python prints them, and cells a spreadsheet runs as formulas
    "csv": "newscrawl.exporters.Table",
    "json": "newscrawl.exporters.Array",
    "jsonlines": "newscrawl.exporters.Lines",
    "jsonl": "newscrawl.exporters.Lines",
    "jl": "newscrawl.exporters.Lines",
}
FEED_EXPORT_FIELDS = list(RECORD_FIELDS)  # default: whatever the item has, what travels with it too
LOG_LEVEL = "INFO"  # default DEBUG prints every record
