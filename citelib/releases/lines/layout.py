r"""The layout of a release: title, date, issuer, body, labelled fields, related stories; everything else is furniture.

The lines of a `Page` are claimed by passes (`alone`, `fields`, `head`, `related`) and settled once (`line`).
Then they are read in three regions: the head (up to the first paragraph of the text), the body, and what follows it.

>>> from citelib.releases.page.page import plain_page
>>> layout = read_layout(plain_page("Moss found\n\nMay 3, 2020\n\nMoss was found in nine drains of the town Monday."))
>>> layout.page.quote(layout.title), str(layout.head_dates[0].date), len(layout.body)
('Moss found', '2020-05-03', 1)
"""

from __future__ import annotations

import attrs

from citelib.releases.lines.alone import caption_claims, claims_alone, content
from citelib.releases.lines.body import read_body, read_rest
from citelib.releases.lines.dates import FoundDate
from citelib.releases.lines.fields import take_fields
from citelib.releases.lines.head import read_head
from citelib.releases.lines.line import cut, settle
from citelib.releases.lines.related import Related, read_related, related_claims
from citelib.releases.page.page import Page, Span, clean

__all__ = ["Layout", "read_layout"]


@attrs.define
class Layout:
    """What a page consists of; all stretches are offsets into ``page.text``.

    Attributes:
        page: The page.
        title: The headline.
        subtitle: What stands under it.
        head_dates: Dates in the head, in order.
        dateline_dates: The date of the dateline.
        tail_dates: Dates that stand alone after the text.
        institutions: Lines that name an institution, with where they stand (``"head"``, ``"tail"``, ``"about"``).
        body: Paragraphs of the text, without the dateline.
        tail: Paragraphs after the text that may speak of the works: notes to editors, references.
        fields: Stretches under each label.
        related: Related stories.
        related_heading: Text of the heading above them.
        masthead: A heading of the first level above the headline, which names the site.
        left_out: Furniture, for patterns that name the carrying site.
    """

    page: Page
    title: Span | None = None
    subtitle: Span | None = None
    head_dates: list[FoundDate] = attrs.field(factory=list)
    dateline_dates: list[FoundDate] = attrs.field(factory=list)
    tail_dates: list[FoundDate] = attrs.field(factory=list)
    institutions: list[tuple[str, str]] = attrs.field(factory=list)
    body: list[Span] = attrs.field(factory=list)
    tail: list[Span] = attrs.field(factory=list)
    fields: dict[str, list[Span]] = attrs.field(factory=dict)
    related: list[Related] = attrs.field(factory=list)
    related_heading: str = ""
    masthead: str | None = None
    left_out: list[Span] = attrs.field(factory=list)

    @property
    def is_embargoed(self) -> bool:
        """Whether the release was not to be used before a day."""
        dates = [*self.head_dates, *self.dateline_dates, *self.tail_dates]
        return "embargo" in self.fields or any(one.kind == "embargo" for one in dates)

    def field(self, name: str) -> str | None:
        """The first value under a label, on one line."""
        return next((clean(self.page.quote(span)) for span in self.fields.get(name, ())), None)


def read_layout(page: Page) -> Layout:
    """Tell the parts of a page apart.

    Each pass claims lines, seeing them as the claims of those before it settle them.
    """
    lines = cut(page, content(page))
    claims = list(claims_alone(lines))
    claims += caption_claims(settle(lines, claims))
    fields, taken = take_fields(page, settle(lines, claims))
    claims += taken
    head, titles = read_head(page, settle(lines, claims), fields)
    claims += titles
    claims += related_claims(settle(lines, claims))
    settled = settle(lines, claims)
    layout = Layout(page, head.title, head.subtitle, head.dates, institutions=head.institutions)
    layout.fields = fields
    layout.left_out = head.left_out
    layout.masthead = head.masthead
    read_rest(settled, read_body(settled, head.end, layout), layout)
    layout.related_heading, layout.related = read_related(page, settled)
    return layout
