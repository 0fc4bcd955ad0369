"""A feed of changes: what changed last stands first, and what was taken down is among it."""

from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.storage.store import ArticleStore, Filter
from tests.feeds.articles import generated
from tests.scraping import database, scrapy


def changes(store: ArticleStore, **wanted: str) -> list[str]:
    return [s.article.identity for s in store.articles(Filter(gone=None, changes=True, **wanted))]  # type: ignore[arg-type]  # words all


@pytest.mark.parametrize("place", ["memory", "file"])
def test_what_changed_last_stands_first(place: str, tmp_path: Path) -> None:
    articles = [
        replace(a, body=["본문."], body_complete=True, body_incomplete_reason=None) for a in generated(4)
    ]
    with ArticleStore.open("sqlite://" if place == "memory" else database(tmp_path)) as store:
        for article in articles:
            store.save([article])
        assert changes(store) == ["3", "2", "1", "0"]
        store.save([replace(articles[1], headline="고친 제목")])
        assert changes(store) == ["1", "3", "2", "0"]
        store.tombstone("example", "0", "HTTP 404")
        assert changes(store) == ["0", "1", "3", "2"]
        assert changes(store, changed_since=store.get("example", "0").changed_at.isoformat()) == ["0"]  # type: ignore[union-attr]  # stored above
        store.save([articles[2], articles[0]])
        assert changes(store) == ["0", "1", "3", "2"], "the same again is no change; back again is one"
        assert [s.gone_at for s in store.articles(Filter(gone=None, changes=True, limit=1))] == [None]


def test_the_command_asks_for_a_form_that_knows_changes(tmp_path: Path) -> None:
    with ArticleStore.open(database(tmp_path)) as store:
        store.save(list(generated(2)))
        store.tombstone("example", "0", "HTTP 404")
    where = {"NEWSCRAWL_DATABASE_URL": database(tmp_path)}
    feed = scrapy("export", "--changes", env=where)
    assert (feed.status, feed.err) == (0, "")
    assert feed.out.index("example/0") < feed.out.index("example/1")
    assert '"gone_reason": "HTTP 404"' in feed.out
    refused = scrapy("export", "--changes", "--format", "csv", env=where)
    assert (refused.status, "--changes needs --format jsonfeed or atom" in refused.err + refused.out) == (
        2,
        True,
    )
    refused = scrapy("export", "--since", "어제", env=where)
    assert (refused.status, "is no day or moment" in refused.err + refused.out) == (2, True)
