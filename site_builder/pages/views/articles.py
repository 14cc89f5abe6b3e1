"""The page of an article of content/."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.texts import Heading
from site_builder.catalogue.years import Article
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.publisher import PublisherView, publisher_view


class ArticleView(Struct, frozen=True):
    """The page of an article of content/. `prose` is HTML; `text_language` is the code of the text's language.

    `contents` are its headings of level 2 if there are enough of them to need a list, else (). `sources` are texts.
    `publisher` are the publisher's statements, if the article ends with some.
    """

    page: PageContext
    title: str
    summary: str
    prose: str
    text_language: str
    contents: tuple[Heading, ...]
    sources: tuple[str, ...]
    publisher: PublisherView | None = None


def article_view(article: Article, layout: Layout) -> ArticleView:
    """Return the view of an article's page."""
    address = layout.addresses.article(article.key)
    headings = tuple(heading for heading in article.prose.headings if heading.level == 2)
    return ArticleView(
        page=layout.page_context(
            address,
            article.title,
            article.summary,
            (Link(article.title, address, article.language),),
            source=article.source,
            kind="article",
        ),
        title=article.title,
        summary=article.summary,
        prose=article.prose.html,
        text_language=article.language,
        contents=headings if len(headings) >= 4 else (),
        sources=article.sources,
        publisher=publisher_view(article.publisher, layout.catalogue.settings, layout.locale)
        if article.publisher
        else None,
    )
