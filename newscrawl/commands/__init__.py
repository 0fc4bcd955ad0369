"""One file a ``scrapy`` command."""
