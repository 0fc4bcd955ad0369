"""Feeds and sitemaps of every kind to entries, and what hostile or broken XML must not do."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import syndication
from newscrawl.syndication import read_feed

URL = "https://www.example.com/rss/all.xml"


def entries(xml: str, encoding: str = "utf-8") -> list[tuple[str, str, str | None]]:
    feed = read_feed(xml.encode(encoding), URL)
    assert feed is not None
    return [(entry.headline, entry.url, entry.date_published_raw) for entry in feed.entries]


def item(
    title: str = "제목", link: str = "<link>https://www.example.com/view/7</link>", more: str = ""
) -> str:
    return f"<rss><channel><title>한빛</title><item><title>{title}</title>{link}{more}</item></channel></rss>"


@pytest.mark.parametrize(
    ("more", "raw"),
    [
        ("<pubDate>Wed, 10 Jun 2026 21:00:00 +0900</pubDate>", "Wed, 10 Jun 2026 21:00:00 +0900"),
        ("<pubDate>2024-01-02 13:45:00</pubDate>", "2024-01-02 13:45:00"),  # no zone: kept as it is
        ("<pubDate>Tue, 02 Jan 2024 13:45:00 KST</pubDate>", "Tue, 02 Jan 2024 13:45:00 KST"),
        (
            "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2024-01-02T13:45:00+09:00</dc:date>",
            "2024-01-02T13:45:00+09:00",
        ),
        ("<pubDate/>", None),
        ("", None),
    ],
)
def test_dates_stay_as_written(more: str, raw: str | None) -> None:
    assert entries(item(more=more)) == [("제목", "https://www.example.com/view/7", raw)]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("<![CDATA[ LG, <b>손</b>잡는다 ]]>", "LG, 손잡는다"),
        ("&quot;칩&quot; 값 &amp; 수요", '"칩" 값 & 수요'),
        ("&amp;#039;칩&amp;#039; 값", "'칩' 값"),
        ("값 3 &lt; 5 &gt; 4", "값 3 < 5 > 4"),
        ("칩\n  값", "칩 값"),
    ],
)
def test_titles_are_plain(title: str, read: str) -> None:
    assert entries(item(title))[0][0] == read


@pytest.mark.parametrize(
    "link",
    [
        "<link> https://www.example.com/view/7\n</link>",
        "<link><![CDATA[/view/7]]></link>",
        "<guid isPermaLink='true'>https://www.example.com/view/7</guid>",
        "<link>https://feeds.example.org/~r/1</link><x:origLink xmlns:x='http://rssnamespace.org/feedburner/ext/1.0'>"
        "https://www.example.com/view/7</x:origLink>",
        "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='self' href='https://x.example/'/>"
        "<link>https://www.example.com/view/7</link>",
    ],
)
def test_the_articles_own_link_is_taken(link: str) -> None:
    assert entries(item(link=link))[0][1] == "https://www.example.com/view/7"


def test_an_item_without_an_address_is_no_entry() -> None:
    assert entries(item(link="<guid isPermaLink='false'>tag:7</guid>")) == []


def test_the_same_address_is_listed_once() -> None:
    two = item().replace("</channel>", "<item><link>https://www.example.com/view/7</link></item></channel>")
    assert len(entries(two)) == 1


def test_atom() -> None:
    feed = read_feed(
        """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>한빛</title>
        <link rel="next" href="?page=2"/><entry><title type="html">칩 &lt;b&gt;값&lt;/b&gt;</title>
        <link rel="enclosure" href="https://img.example.com/1.jpg"/><link href="/view/8"/>
        <updated>2024-01-02T15:00:00+09:00</updated><published>2024-01-02T13:45:00+09:00</published></entry>
        </feed>""".encode(),
        URL,
    )
    assert feed is not None
    assert [(e.headline, e.url, e.date_published_raw) for e in feed.entries] == [
        ("칩 값", "https://www.example.com/view/8", "2024-01-02T13:45:00+09:00")
    ]
    assert feed.next_url == "https://www.example.com/rss/all.xml?page=2"


def test_a_sitemap_says_where_and_not_when() -> None:
    sitemap = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image>
        <image:loc>https://img.example.com/1.jpg</image:loc><image:title>사진</image:title></image:image>
        <loc>https://www.example.com/view/9</loc><lastmod>2026-01-01</lastmod></url></urlset>"""
    assert entries(sitemap) == [("", "https://www.example.com/view/9", None)]


def test_a_news_sitemap_says_when() -> None:
    sitemap = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://www.example.com/view/9</loc>
        <news:news><news:publication><news:name>한빛</news:name><news:language>ko</news:language></news:publication>
        <news:publication_date>2026-02-12T17:05:00+09:00</news:publication_date>
        <news:title>칩 값</news:title></news:news>
        <lastmod>2026-02-13</lastmod></url></urlset>"""
    assert entries(sitemap) == [("칩 값", "https://www.example.com/view/9", "2026-02-12T17:05:00+09:00")]


def test_the_last_changed_sitemap_of_an_index_is_read_first() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>/map-2009.xml.gz</loc><lastmod>2009-12-31</lastmod></sitemap><sitemap><loc>/map-old.xml</loc></sitemap>
        <sitemap><loc>/map-2026.xml</loc><lastmod>2026-02-01T00:00:00+09:00</lastmod></sitemap></sitemapindex>"""
    feed = read_feed(index.encode(), URL)
    assert feed is not None
    assert feed.entries == []
    assert [url.rpartition("/")[2] for url in feed.feeds] == [
        "map-2026.xml",
        "map-2009.xml.gz",
        "map-old.xml",
    ]


def test_gzip_and_encodings() -> None:
    feed = read_feed(gzip.compress(item("똠방").encode()), URL)
    assert feed is not None
    assert feed.entries[0].headline == "똠방"
    declared = '<?xml version="1.0" encoding="euc-kr"?>' + item("똠방각하")
    assert entries(declared, "cp949")[0][0] == "똠방각하"
    assert entries(declared, "utf-8")[0][0] == "똠방각하"  # the declaration lies


def test_all_members_of_gzip_are_read() -> None:
    first, second = (
        "<urlset><url><loc>https://a.kr/1</loc></url>",
        "<url><loc>https://a.kr/2</loc></url></urlset>",
    )
    feed = read_feed(gzip.compress(first.encode()) + gzip.compress(second.encode()), URL)
    assert feed is not None
    assert [entry.url for entry in feed.entries] == ["https://a.kr/1", "https://a.kr/2"]


@pytest.mark.parametrize(
    "link", ["http://[bad/1", "https://[::1/x", "javascript:go(1)", "mailto:a@b.kr", "http://"]
)
def test_an_address_that_is_none_costs_its_entry_alone(link: str) -> None:
    good = "<item><title>제목</title><link>https://www.example.com/view/7</link></item>"
    feed = f"<rss><channel><item><title>나쁨</title><link>{link}</link></item>{good}</channel></rss>"
    assert entries(feed) == [("제목", "https://www.example.com/view/7", None)]
    index = f"<sitemapindex><sitemap><loc>{link}</loc></sitemap><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    found = read_feed(index.encode(), URL)
    assert found is not None
    assert found.feeds == ["https://www.example.com/a.xml"]
    paged = f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="{link}"/></feed>'
    atom = read_feed(paged.encode(), URL)
    assert atom is not None
    assert atom.next_url is None


@pytest.mark.parametrize(
    "head",
    [
        "<!---->",
        "<!-- 광고 -->\n",
        "<?a?>",
        "<!DOCTYPE a [ ] >\n",
        "<!DOCTYPE a>",
        "<!--",
        "<!DOCTYPE a [ ]",
        "<?",
        " \n",
    ],
)
def test_what_stands_before_the_root_is_passed_over_part_by_part(head: str) -> None:
    many = (head * 600)[:4000]  # else there are 2^400 ways to part the comments
    assert read_feed(many.encode() + b"<html>", URL) is None
    known = read_feed((head * 20 + item()).encode(), URL) is not None
    assert known is head.endswith((">", "\n"))  # those left open hide the root


def test_a_gzip_bomb_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syndication, "MOST_BYTES", 1000)
    feed = read_feed(gzip.compress(item().encode() + b" " * 10_000_000), URL)
    assert feed is not None
    assert len(feed.entries) == 1


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    assert entries(item("A & B <b>굵게").replace("</rss>", ""))[0][1] == "https://www.example.com/view/7"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY secret "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_and_dtds_bring_nothing_in(doctype: str) -> None:
    headline = entries(doctype + item("칩&secret;"))[0][0]
    assert headline.replace("&secret;", "") == "칩"


@pytest.mark.parametrize(
    "body", [b"", b"<!DOCTYPE html><html><body>rss</body></html>", b"{}", b"\x1f\x8bnot gzip"]
)
def test_what_is_no_feed_is_none(body: bytes) -> None:
    assert read_feed(body, URL) is None


@given(
    st.binary(max_size=300),
    st.sampled_from([b"<rss>", b"<feed>", b"<urlset>", b"<?xml version='1.0'?><rss><item>", b""]),
)
def test_any_bytes_are_read(body: bytes, start: bytes) -> None:
    feed = read_feed(start + body, URL)
    assert feed is None or all(entry.url for entry in feed.entries)
