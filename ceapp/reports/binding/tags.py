"""The tags of bound sheets: a section after each divider, so that a screen reader finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

_MOST_MARKS = 10_000
_MOST_NODES = 1_000


class Tags:
    """The tag tree of the typeset pages, growing by a section for each course's sheets."""

    def __init__(self, writer: PdfWriter, places: dict[int, int]) -> None:
        """Take the writer and the place of each typeset page by its object's number."""
        self._writer = writer
        root: Any = writer.root_object["/StructTreeRoot"]
        self._root = root
        self._document: Any = root["/K"][0].get_object()
        self._marked: Any = root["/ParentTree"]["/Nums"]
        self._next = int(root["/ParentTreeNextKey"])
        self._kids = [(_place(kid, places), kid) for kid in self._document["/K"]]
        self._sections: list[tuple[int, Any]] = []

    def open_section(self, title: str, after: int) -> None:
        """Begin a section that is read after the typeset page at the place `after`."""
        section = _dictionary(
            Type=NameObject("/StructElem"),
            S=NameObject("/Sect"),
            P=self._document.indirect_reference,
            T=TextStringObject(title),
            K=ArrayObject(),
        )
        self._sections.append((after, self._writer._add_object(section)))  # noqa: SLF001 - as its own methods do

    def add_page(self, page: PageObject, marks: int, *, alt: str = "", box: Any = None) -> None:
        """Let the page's `marks` marked parts be read in the section, as a figure with `alt`."""
        section = self._sections[-1][1]
        element = _dictionary(
            Type=NameObject("/StructElem"),
            S=NameObject("/Figure" if alt else "/P"),
            P=section,
            Pg=page.indirect_reference,
            K=ArrayObject([NumberObject(mark) for mark in range(marks)]),
        )
        if alt:
            element[NameObject("/Alt")] = TextStringObject(alt)
            element[NameObject("/A")] = _dictionary(O=NameObject("/Layout"), BBox=box)
        added = self._writer._add_object(element)  # noqa: SLF001
        section.get_object()["/K"].append(added)
        page[NameObject("/StructParents")] = NumberObject(self._next)
        page[NameObject("/Tabs")] = NameObject("/S")
        self._marked.append(NumberObject(self._next))
        self._marked.append(self._writer._add_object(ArrayObject([added] * marks)))  # noqa: SLF001
        self._next += 1

    def finish(self) -> None:
        """Put the sections where they are read."""
        kids = ArrayObject()
        waiting = [*self._sections]
        for place, kid in self._kids:
            while waiting and waiting[0][0] < place:
                kids.append(waiting.pop(0)[1])
            kids.append(kid)
        kids.extend(section for _after, section in waiting)
        self._document[NameObject("/K")] = kids
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(self._next)


def marks_of(page: PageObject) -> int:
    """Give how many marked parts a page says that it has where its file is tagged, else 0."""
    key = page.get("/StructParents")
    root: Any = page.pdf.root_object if page.pdf else {}
    tree = root.get("/StructTreeRoot")
    if key is None or tree is None:
        return 0
    for found, value in _numbers(tree.get_object().get("/ParentTree")):
        if found == key and isinstance(value, ArrayObject):
            return min(len(value), _MOST_MARKS)
    return 0


def mark_whole(page: PageObject, writer: PdfWriter) -> None:
    """Make everything that a page draws one marked part."""
    start, end = (
        writer._add_object(_stream(around))  # noqa: SLF001 - as its own methods do
        for around in (b"/P <</MCID 0>> BDC\n", b"\nEMC\n")
    )
    drawn: list[Any] = []
    if page.get("/Contents") is not None:
        inside = page["/Contents"]
        drawn = [*inside] if isinstance(inside, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([start, *drawn, end])


def _place(kid: Any, places: dict[int, int]) -> int:
    """Give the place of the typeset page on which a part of the tree begins."""
    waiting = [kid]
    while waiting:
        node = waiting.pop(0).get_object()
        if isinstance(node, DictionaryObject):
            if "/Pg" in node:
                return places[node.raw_get("/Pg").idnum]
            below = node.get("/K")
            waiting = [
                *(below if isinstance(below, ArrayObject) else [below] * bool(below)),
                *waiting,
            ]
    return 0


def _numbers(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Give the pairs of a number tree of a stranger's file; no more nodes than a sane one has."""
    waiting = [tree]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        node = node.get_object() if node is not None else {}
        waiting.extend(node.get("/Kids", ()))
        pairs = list(node.get("/Nums", ()))
        yield from (
            (key.get_object(), value.get_object())
            for key, value in zip(pairs[::2], pairs[1::2], strict=False)
        )


def _dictionary(**items: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in items.items()})


def _stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made
