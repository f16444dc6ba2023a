"""DOIs, addresses and the numbers of eprint servers, read and written."""

from __future__ import annotations

import re
from urllib.parse import quote

from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.reader import EntryReader
from citelib.formats.tex.bibtex.entry.writer import EntryWriter
from citelib.formats.tex.bibtex.values.plain import EPRINT_ADDRESSES, plain_doi, verbatim
from citelib.formats.tex.latex import decode

__all__ = ["URL_COMMAND", "read_addresses", "write_addresses"]


URL_COMMAND = re.compile(r"\s*\{?\\(?:url|href)\s*\{([^{}]*)\}.*\}?\s*", re.DOTALL)


def read_addresses(reader: EntryReader) -> None:
    """The DOI and the address, which the number at an eprint server may stand for; all of them that are fields stay."""
    left = reader.left
    if "doi" in left:
        reader.put("DOI", plain_doi(verbatim(left.pop("doi"))))
    if "url" in left:
        address = left.pop("url")
        match = URL_COMMAND.fullmatch(address)
        reader.put("URL", verbatim(match[1] if match else address).replace("{", "").replace("}", ""))
    eprint = left.get("eprint", "").strip()
    kind = decode(left.get("eprinttype", "")).strip().lower()
    for name in tables.KEPT_FIELDS:
        reader.kept(name)
    if not eprint or not kind:
        return
    text = verbatim(eprint)
    if kind == "pubmed":
        reader.put("PMID", text)
    if kind == "doi":
        reader.put("DOI", plain_doi(text))
    elif kind in EPRINT_ADDRESSES:
        if kind == "arxiv":
            text = re.sub(r"^arxiv:\s*", "", text, flags=re.IGNORECASE)
        reader.put("URL", EPRINT_ADDRESSES[kind] + text)


_URL_UNSAFE = re.compile(r"[{}\\]")


def write_addresses(writer: EntryWriter) -> None:
    """The DOI and the address, unless the eprint that the item came with says them."""
    address = writer.take("URL")
    eprint, kind = writer.kept.get("eprint"), str(writer.kept.get("eprinttype", "")).lower()
    if address and not (
        isinstance(eprint, str)
        and kind in EPRINT_ADDRESSES
        and address == EPRINT_ADDRESSES[kind] + re.sub(r"^arxiv:\s*", "", eprint, flags=re.IGNORECASE)
    ):
        writer.fields["url"] = _address(address)
    if kind == "pubmed" and writer.left.get("PMID") == eprint:
        del writer.left["PMID"]
    doi = writer.take("DOI")
    if doi and not (kind == "doi" and eprint == doi):
        writer.fields["doi"] = _address(doi)


def _address(text: str) -> str:
    """An address, with what could end its field written as in addresses."""
    return _URL_UNSAFE.sub(lambda match: quote(match.group()), " ".join(text.split()))
