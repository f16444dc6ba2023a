"""Feeds: RSS, Atom and JSON Feed as others write them, and news releases written as feeds."""

from __future__ import annotations

import json
import warnings

import lxml.etree as etree

import citelib
from citelib.model import Date, Item, Name, Relation

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Vik News</title><link>https://vik.example</link>
<item><title>Slugs &amp; walls</title><link>https://vik.example/1</link><guid>https://vik.example/1</guid>
<pubDate>Tue, 05 May 2020 08:00:00 GMT</pubDate><dc:creator>Ida Brandt</dc:creator>
<description>&lt;p&gt;Slugs &lt;b&gt;climb&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description>
<category>slugs</category><category>walls</category></item>
<item><title>No date</title><link>https://vik.example/2</link><pubDate>soon</pubDate>
<author>rolf@vik.example (Rolf Hansen)</author></item>
</channel></rss>"""
JOURNAL = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel rdf:about="x"><title>Garden Letters: current issue</title></channel>
<item rdf:about="y"><title>On slugs</title><link>https://garden.example/slugs</link><dc:creator>Brandt, Ida</dc:creator>
<dc:creator>Hansen, Rolf</dc:creator><dc:date>2020-05</dc:date><prism:doi>10.5555/gl.1</prism:doi>
<prism:publicationName>Garden Letters</prism:publicationName><prism:volume>4</prism:volume></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Vik blog</title>
<entry><title>Slugs sleep</title><id>tag:vik.example,2020:1</id><updated>2020-06-07T08:09:10Z</updated>
<author><name>Mia Kern</name></author><link href="https://vik.example/3"/><summary>They do.</summary>
<category term="sleep"/></entry></feed>"""
NEWS = Item(
    "moss",
    "webpage",
    title="Moss <found> & kept",
    author=[Name(literal="University of Vik"), Name("Ek", "Bo")],
    issued=Date.on(2020, 5, 3),
    URL="https://vik.example/moss",
    abstract="It grew.\n\nIt stayed.",
    keyword="moss, walls",
    relations=[Relation("reports-on", "10.5555/m.1", "doi")],
)


def test_rss_of_a_newsroom() -> None:
    one, two = citelib.loads(RSS).values()
    assert (one.title, one.author[0].family, str(one.issued)) == ("Slugs & walls", "Brandt", "2020-05-05")
    assert (one.URL, one.container_title, one.keyword) == ("https://vik.example/1", "Vik News", "slugs, walls")
    assert one.abstract is not None
    assert "<" not in one.abstract.replace("<b>", "").replace("</b>", "")
    assert (two.issued, two.author[0].family) == (None, "Hansen")


def test_the_feed_of_a_journal() -> None:
    [item] = citelib.loads(JOURNAL).values()
    assert (item.type, item.DOI, item.container_title, item.volume) == (
        "article-journal",
        "10.5555/gl.1",
        "Garden Letters",
        "4",
    )
    assert [name.family for name in item.author] == ["Brandt", "Hansen"]
    assert str(item.issued) == "2020-05"


def test_atom() -> None:
    [item] = citelib.loads(ATOM, "rss").values()
    assert (item.title, item.URL, str(item.issued)) == ("Slugs sleep", "https://vik.example/3", "2020-06-07")
    assert (item.author[0].family, item.container_title, item.abstract, item.keyword) == (
        "Kern",
        "Vik blog",
        "They do.",
        "sleep",
    )


def test_what_is_written_is_read_back() -> None:
    for format in ("rss", "jsonfeed"):
        back = citelib.loads(citelib.dumps([NEWS], format), format)["moss"]
        assert back.relations == NEWS.relations
        assert {name: back.get(name) for name in ("title", "author", "issued", "URL", "keyword")} == {
            name: NEWS.get(name) for name in ("title", "author", "issued", "URL", "keyword")
        }


def test_rss_as_others_read_it() -> None:
    root = etree.fromstring(citelib.dumps([NEWS], "rss").encode())
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    assert {child.tag for child in root[0]} >= {"title", "link", "description", "item"}
    item = root.find("channel/item")
    assert item is not None
    assert item.findtext("title") == "Moss <found> & kept"
    assert item.findtext("pubDate") == "Sun, 03 May 2020 00:00:00 +0000"
    assert item.findtext("link") == "https://vik.example/moss"


def test_json_feed_as_others_read_it() -> None:
    feed = json.loads(citelib.dumps([NEWS, Item("bare", "book", title="Bare", issued=Date.on(2019))], "jsonfeed"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    news, bare = feed["items"]
    assert (news["id"], news["date_published"]) == ("https://vik.example/moss", "2020-05-03T00:00:00Z")
    assert [author["name"] for author in news["authors"]] == ["University of Vik", "Bo Ek"]
    # Every item has an id and a text, and no date that it does not have.
    assert bare["id"] == "bare"
    assert bare["content_text"] == ""
    assert "date_published" not in bare


def test_a_release_becomes_a_feed() -> None:
    text = "Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses."
    works = citelib.loads(text, "press-release")
    for format in ("rss", "jsonfeed"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            back = citelib.loads(citelib.dumps(works.values(), format), format)
        news = back["moss-found-2020"]
        assert news.relations[0].evidence == works["moss-found-2020"].relations[0].evidence
        assert back.related(news.id)[0][1].container_title == "Mosses"
