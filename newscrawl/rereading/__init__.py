"""Archived pages read again by today's parser: no network, no Scrapy, as many processes as wanted."""
