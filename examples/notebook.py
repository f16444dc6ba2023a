"""Items made by hand, a document with citations in its text, and what each citation becomes."""

from citelib import Bibliography, Date, Item, Name, cite, format

works = Bibliography(
    [
        Item(
            "gordon1978",
            "book",
            title="Structures, or, Why things don't fall down",
            author=[Name.parse("J. E. Gordon")],
            publisher="Penguin",
            issued=Date.on(1978),
        ),
        Item(
            "gordon1968",
            "book",
            title="The new science of strong materials, or, Why you don't fall through the floor",
            author=[Name.parse("J. E. Gordon")],
            publisher="Penguin",
            issued=Date.on(1968),
        ),
    ]
)

text = "Bridges may sing in the wind {first}, and floors hold because of cracks that do not grow {second}."
print(
    text.format(
        first=cite(works, "gordon1978", locator="61"),
        second=cite(works, "gordon1968", "gordon1978", prefix="see "),
    )
)
print()
print(format(works, style="apa"))
