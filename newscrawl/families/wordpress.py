"""WordPress, under whatever theme: the text in .entry-content or what the theme calls it, times in <time datetime>.

Seen only from memory: the class names are those of the core, of Newspaper, Jannah, GeneratePress and Elementor.
"""

from newscrawl.document import Document
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage, ListingPage


def is_wordpress(document: Document) -> bool:
    """Tell whether WordPress made a page, by its generator, its API link or its folders."""
    made = document.attribute("meta[name=generator]", "content") or ""
    return "WordPress" in made or "/wp-content/" in document.html or "https://api.w.org/" in document.html


class WordpressArticle(ArticlePage):
    body_css = (
        ".entry-content",
        ".td-post-content",
        ".elementor-widget-theme-post-content",
        ".article--content",
        ".post-content",
        ".single-content",
        ".the-content",
        ".article-content",
    )
    caption_css = "figcaption, .wp-caption-text, .caption, [itemprop=caption]"
    drop_css = (
        ".sharedaddy, .jp-relatedposts, .yarpp-related, .crp_related, .addtoany_share_save_container, .author-box,"
        " .post-tags, .tags-links, .wp-block-buttons, .td-a-rec, .code-block, .entry-footer, .ez-toc-container"
    )
    keyword_css = ("a[rel=tag]", ".tags-links a", ".post-tags a", ".td-tags a")

    @classmethod
    def fits(cls, document: Document) -> bool:
        single = (
            document.first("body.single, article.type-post, meta[property='article:published_time']")
            is not None
        )
        return single and super().fits(document) and is_wordpress(document)

    def section(self) -> list[str]:
        named = self.document.texts(
            "a[rel='category tag'], .cat-links a, .category-links a, .td-category a, .entry-categories a,"
            " .post-categories a"
        )
        return list(dict.fromkeys(named)) or super().section()

    def keywords(self) -> list[str]:
        """The tags; themes give rel=tag to categories as well."""
        return [word for word in super().keywords() if word not in self.section()]


class WordpressListing(ListingPage):
    entry_css = ("article.type-post", "article.post", ".td_module_wrap", ".post-item", "article.hentry")
    link_css = (".entry-title a", "h2 a", "h3 a", "a[href]")
    title_css = (".entry-title", "h2", "h3")
    date_css = ("time", ".entry-date", ".posted-on", ".date")
    next_css = ("a.next", "a[rel=next]", ".nav-previous a", ".older-posts")

    @classmethod
    def fits(cls, document: Document) -> bool:
        return super().fits(document) and is_wordpress(document)


FAMILY = UnnamedSite(
    key="wordpress", name="", hosts=(), articles=(WordpressArticle,), listings=(WordpressListing,)
)
