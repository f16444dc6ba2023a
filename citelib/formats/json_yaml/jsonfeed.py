r"""JSON Feed: posts of blogs, with what archives of science blogs (Rogue Scholar) add.

Source of the keys: JSON Feed 1.1, and the fields ``doi``, ``reference``, ``relationships`` and ``blog`` of Rogue
Scholar. A post is a ``post-weblog`` whose container is the blog; references that have a DOI or an address become
relations ``cites``, relationships those of DataCite's names. Dates are ISO 8601 or seconds since 1970. What a feed has
no key for is written under ``_citelib``, an extension that other readers pass over.

>>> from citelib.formats.exchange import loads
>>> post = '{"id": "p1", "title": "Bonds", "url": "https://example.org/1", "date_published": "2020-01-02T10:00:00Z"}'
>>> feed = '{"version": "https://jsonfeed.org/version/1.1", "title": "Order", "items": [%s]}' % post
>>> item = loads(feed, "jsonfeed")["p1"]
>>> item.container_title, item.issued
('Order', Date('2020-01-02'))
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.json_values import json_text, json_values
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines, noted_type, read_extra
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.languages import as_language
from citelib.formats.kit.lines import is_line, one_line
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.kit.nested import at, listed, plain
from citelib.formats.kit.written import WrittenDraft
from citelib.model import Date, Item, Name, Relation, relation_type

__all__ = ["JSON_FEED"]

_TEXTS: Final = ("abstract", "summary", "description", "content_text")
_LEFT: Final = ("funding_references", "guid", "rid", "image", "updated_at", "date_modified", "version")


def read(source: Source) -> Iterator[Record]:
    """Yield the posts of a feed, or a single post."""
    for value in json_values(source, "jsonfeed"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for one in listed(value.value):
            feed = one if isinstance(at(one, "items"), list) else None
            for post in listed(one, "items") if feed is not None else [one]:
                if isinstance(post, dict):
                    yield from _item(post, feed, value.line)


def _item(post: Mapping[str, Any], feed: Any, line: int) -> Iterator[Record]:
    draft = Draft("jsonfeed", line)
    notes = [plain(one) for one in listed(at(post, "_citelib"), "notes")]
    draft.type = noted_type(notes) or ("webpage" if "home_page_url" in post else "post-weblog")
    for note in notes:
        read_extra(note, draft)
    if notes:
        feed = None
    blog = feed if feed is not None else at(post, "blog")
    draft.put("title", plain(post, "title"))
    authors = listed(post, "authors") or listed(post, "author") or listed(feed, "authors")
    draft.add("author", [name for one in authors if (name := _name(one)) is not None])
    draft.put("issued", _date(at(post, "published_at") or at(post, "date_published") or at(post, "created_at")))
    doi = as_doi(plain(post, "doi")) or as_doi(plain(post, "guid"))
    draft.put("DOI", doi)
    url = plain(post, "url") or plain(post, "home_page_url")
    draft.put("URL", url if url.startswith("http") else "")
    draft.put("container-title", plain(post, "blog_name") or plain(blog, "title"))
    draft.put("ISSN", plain(blog, "issn") or plain(post, "issn"))
    draft.put("abstract", _words(next(filter(None, (plain(post, key) for key in _TEXTS)), "")))
    draft.put("language", as_language(plain(post, "language") or plain(blog, "language")))
    draft.put("license", plain(post, "license") or plain(blog, "license"))
    for tag in listed(post, "tags"):
        draft.add_keyword(plain(tag))
    for one in listed(post, "reference") + listed(post, "references"):
        _relate(draft, "cites", plain(one, "id") or plain(one, "doi") or plain(one, "url"))
    for one in listed(post, "relationships"):
        row = relation_type("datacite", plain(one, "type"))
        for address in listed(one, "url") + listed(one, "urls"):
            _relate(draft, row.name if row is not None else "related-to", plain(address))
    for key in _LEFT:
        if (left := at(post, key)) is not None and left != []:
            draft.custom[f"jsonfeed:{key}"] = left
    key = plain(post, "_citelib", "id")
    yield from draft.records(key or doi or plain(post, "id") or None)


def _relate(draft: Draft, name: str, target: str) -> None:
    if doi := as_doi(target):
        draft.relations.append(Relation(name, doi, "doi"))
    elif target.startswith(("http://", "https://")):
        draft.relations.append(Relation(name, target, "url"))


def _name(value: Any) -> Name | None:
    url = plain(value, "url")
    orcid = url.rpartition("/")[2] if "orcid.org/" in url else None
    custom = affiliated(plain(one, "name") or plain(one) for one in listed(value, "affiliation"))
    family, given = plain(value, "family"), plain(value, "given")
    if family:
        return Name(family, given or None, orcid=orcid, custom=custom)
    whole = plain(value, "name") or plain(value)
    if not whole:
        return None
    if not 1 < len(whole.split()) < 5:
        return Name(literal=whole, orcid=orcid, custom=custom)
    return attrs.evolve(Name.parse(whole), orcid=orcid, custom=custom)


def _date(value: Any) -> Date | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str):
        return Date.parse(value.partition("T")[0]) if value.strip() else None
    if not 0 < value < 32_503_680_000:  # the year 3000
        return None
    day = datetime.datetime.fromtimestamp(value, datetime.UTC)
    return Date.on(day.year, day.month, day.day)


def _words(text: str) -> str:
    """Text without tags of HTML other than those of CSL."""
    return one_line(re.sub(r"</?(?!(?:i|b|sub|sup)>)[a-zA-Z][^<>]*>", " ", text))


# Writing


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a feed of JSON Feed 1.1.

    Args:
        items: Items.
    """
    yield '{"version": "https://jsonfeed.org/version/1.1", "title": "References", "items": ['
    for index, item in enumerate(items):
        yield ("," if index else "") + "\n  " + json_text(_post(item))
    yield "\n]}\n"


def _post(item: Item) -> dict[str, Any]:
    draft = WrittenDraft(item)
    doi = draft.take_exact("DOI", as_doi)
    url = draft.take_exact("URL", _address)
    authors = draft.take_names("author", _person, _name)
    day = draft.nearest_date("issued", lambda text: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))
    if day is not None and Date.parse(day) == item.issued:
        draft.mark(["issued"])
    post: dict[str, Any] = {
        "id": f"https://doi.org/{doi}" if doi else url or item.id,
        "url": url,
        "title": draft.take("title"),
        "content_text": draft.take("abstract", _words),
        "date_published": f"{day}T00:00:00Z" if day else None,
        "authors": authors,
        "tags": draft.take_keywords(),
        "language": draft.take_exact("language", as_language),
        "doi": doi,
        "blog_name": draft.take("container-title"),
    }
    post = {key: value for key, value in post.items() if value not in (None, "", [])}
    # JSON Feed wants every item to have a text.
    post.setdefault("content_text", "")
    left = {key: item.custom[f"jsonfeed:{key}"] for key in _LEFT if f"jsonfeed:{key}" in item.custom}
    kept = (line for line in kept_lines(item, "jsonfeed") if line.split(":")[1] not in left)
    issued = draft.nearest_date("issued")
    own = {"id": item.id, "issued": issued} if issued and not day else {"id": item.id}
    post |= left | {"_citelib": own | {"notes": [f"type: {item.type}", *draft.lines(), *kept]}}
    return post


def _address(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) and is_line(url) else None


def _person(name: Name) -> dict[str, Any]:
    """The object of an author; the parts of a name stand beside the name that JSON Feed has."""
    person: dict[str, Any] = {"name": str(name)}
    if name.literal is None:
        given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
        person |= {"family": name.full_family, "given": given}
    if name.orcid:
        person["url"] = f"https://orcid.org/{name.orcid}"
    places = [{"name": place} for place in affiliations(name)]
    texts = {key: text for key, value in person.items() if (text := one_line(value))}
    return texts | ({"affiliation": places} if places else {})


def sniff(text: str) -> float:
    """Sure of the version of a feed, or of the keys of an archived post."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return 0.0
    if re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', text):
        return 1.0
    keys = set(re.findall(r'"(blog_name|blog_slug|home_page_url|feed_url|published_at|feed_format|guid)"\s*:', text))
    return 0.97 if len(keys) > 2 else 0.0


JSON_FEED: Final = Format(
    "jsonfeed",
    "JSON Feed",
    media_types=("application/feed+json",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("json-feed", "rogue-scholar"),
    note="posts of blogs, with the DOIs and references of science blogs",
    of_names=OF_NAMES,
)
"""JSON Feed."""
