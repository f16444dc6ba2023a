"""MARC 21 in XML and in its exchange form (ISO 2709); UNIMARC's fields are read as their MARC 21 kin.

Read only: MARC in JSON, and the lines in which MarcEdit, catalogues and programs show a record.

Source of the fields: MARC 21 Format for Bibliographic Data; UNIMARC Bibliographic, 3rd edition; ISO 2709 for the
exchange form; MARC-8 (ANSEL) for records that are not in Unicode.

What is read: title 245, names 100–111 and 700–720, edition 250, imprint 264 (260, 269), extent 300, series 490 (440,
830), notes 500, thesis 502, abstract 520, keywords 653 (and the subjects 600–651), host 773, original 765 (240, 534),
meeting 711 (111), numbers 020, 022, 024, 088, address 856, shelf mark 852 (090, 050, 099, 082 …), language 041; dates
and language of the coded field 008, where no other has them. Punctuation that cataloguing rules put between and behind
parts is taken off: a full stop at the end of a field belongs to the field, unless it stands behind an abbreviation or
the leader says that the record leaves that punctuation out. The control number 001 is the id.

A field that the variables do not have all of is kept in ``custom`` as ``marc:TAG``, a list of each field's indicators
and subfields (``0#$aReferences.``, with ``#`` for a blank), and written back in the place of the one that would be
made, as long as it says the same. What is kept of a name's field is in the name's own ``custom``. Variables without a
field, relations and, where the leader cannot tell it, the type are written as local notes (590 with ``$5 citelib``), a
line each. A field of UNIMARC without a kin is kept as ``marc:unimarcTAG``.

Decisions. What a person in an added entry (700) without a role did is looked for in the statement of responsibility
(245 $c): «edited by», «übersetzt von», «préface de». Whom it does not name, perhaps because it writes the name in
another way, is an editor if it names anybody as one, or if there is neither a main entry (100) nor a statement, because
works under editorial direction are entered under their titles; else an author. A record of a «computer file» is a book
unless it says that it is a program or data, because libraries describe electronic books so. Addresses (856) of related
things, such as tables of contents, and of single files of a work with a DOI are kept, but are not its URL. An 880 in
another script is kept; it is read only if it stands for no field in the Latin script.

>>> from citelib.formats.exchange import loads
>>> field = '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">A map /</subfield></datafield>'
>>> loads(f'<record><controlfield tag="001">x1</controlfield>{field}</record>', "marcxml")["x1"].title
'A map'
"""

from __future__ import annotations

from typing import Final

from citelib.formats.catalogues.marc.read import read_exchange, read_xml, sniff_exchange, sniff_xml
from citelib.formats.catalogues.marc.write import write_exchange_records, write_xml_records
from citelib.formats.format import OF_NAMES, Format

__all__ = ["MARC", "MARCXML"]

MARCXML: Final = Format(
    "marcxml",
    "MARCXML",
    media_types=("application/marcxml+xml",),
    sniff=sniff_xml,
    read=read_xml,
    write=write_xml_records,
    note="library catalogues: MARC 21 (and UNIMARC) in XML, also inside SRU and OAI answers",
    of_names=OF_NAMES,
    own=("marc:",),
)
"""MARC 21 in XML."""

MARC: Final = Format(
    "marc",
    "MARC 21 (ISO 2709)",
    media_types=("application/marc",),
    sniff=sniff_exchange,
    read=read_exchange,
    write=write_exchange_records,
    aliases=("marc21", "unimarc", "iso2709"),
    note="library catalogues: MARC 21 and UNIMARC (ISO 2709, JSON, and as MarcEdit and catalogues show it)",
    of_names=OF_NAMES,
    is_binary=True,
)
"""MARC 21 in the exchange form."""
