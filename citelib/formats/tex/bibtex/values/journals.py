r"""Journals by the macros that astronomers' styles define, which stand in every record of NASA's ADS (``\apjl``).

Source: the macros of AASTeX (``aastex631.cls``) and those that ADS adds; names as the journals bear them.

>>> read_journal(r"{\apjl}"), read_journal("Nature")
(('The Astrophysical Journal Letters', 'ApJL'), None)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["read_journal"]

_MACRO: Final = re.compile(r"\s*\{?\s*\\([A-Za-z]+)\s*(?:\{\})?\s*\}?\s*")
_JOURNALS: Final = {
    "aap": ("Astronomy & Astrophysics", "A&A"),
    "aapr": ("Astronomy & Astrophysics Review", "A&A Rev."),
    "aaps": ("Astronomy & Astrophysics Supplement Series", "A&AS"),
    "actaa": ("Acta Astronomica", "Acta Astron."),
    "aj": ("The Astronomical Journal", "AJ"),
    "ao": ("Applied Optics", "Appl. Opt."),
    "aplett": ("Astrophysical Letters", "Astrophys. Lett."),
    "apj": ("The Astrophysical Journal", "ApJ"),
    "apjl": ("The Astrophysical Journal Letters", "ApJL"),
    "apjs": ("The Astrophysical Journal Supplement Series", "ApJS"),
    "applopt": ("Applied Optics", "Appl. Opt."),
    "apspr": ("Astrophysics and Space Physics Research", "Astrophys. Space Phys. Res."),
    "apss": ("Astrophysics and Space Science", "Ap&SS"),
    "araa": ("Annual Review of Astronomy and Astrophysics", "ARA&A"),
    "azh": ("Astronomicheskii Zhurnal", "AZh"),
    "baas": ("Bulletin of the American Astronomical Society", "BAAS"),
    "bac": ("Bulletin of the Astronomical Institutes of Czechoslovakia", "Bull. astr. Inst. Czechosl."),
    "bain": ("Bulletin of the Astronomical Institutes of the Netherlands", "Bull. Astron. Inst. Netherlands"),
    "caa": ("Chinese Astronomy and Astrophysics", "Chinese Astron. Astrophys."),
    "cjaa": ("Chinese Journal of Astronomy and Astrophysics", "Chinese J. Astron. Astrophys."),
    "dps": ("AAS/Division for Planetary Sciences Meeting Abstracts", "AAS/DPS"),
    "fcp": ("Fundamentals of Cosmic Physics", "Fund. Cosmic Phys."),
    "gca": ("Geochimica et Cosmochimica Acta", "GeoCoA"),
    "grl": ("Geophysical Research Letters", "Geophys. Res. Lett."),
    "iaucirc": ("International Astronomical Union Circular", "IAU Circ."),
    "icarus": ("Icarus", "Icarus"),
    "jaavso": ("Journal of the American Association of Variable Star Observers", "JAAVSO"),
    "jcap": ("Journal of Cosmology and Astroparticle Physics", "JCAP"),
    "jcp": ("The Journal of Chemical Physics", "J. Chem. Phys."),
    "jgr": ("Journal of Geophysical Research", "J. Geophys. Res."),
    "jqsrt": ("Journal of Quantitative Spectroscopy and Radiative Transfer", "J. Quant. Spectrosc. Radiat. Transfer"),
    "jrasc": ("Journal of the Royal Astronomical Society of Canada", "JRASC"),
    "maps": ("Meteoritics & Planetary Science", "M&PS"),
    "memras": ("Memoirs of the Royal Astronomical Society", "MmRAS"),
    "memsai": ("Memorie della Società Astronomica Italiana", "Mem. Soc. Astron. Ital."),
    "mnras": ("Monthly Notices of the Royal Astronomical Society", "MNRAS"),
    "na": ("New Astronomy", "New Astron."),
    "nar": ("New Astronomy Reviews", "New Astron. Rev."),
    "nat": ("Nature", "Nature"),
    "nphysa": ("Nuclear Physics A", "Nucl. Phys. A"),
    "pasa": ("Publications of the Astronomical Society of Australia", "PASA"),
    "pasj": ("Publications of the Astronomical Society of Japan", "PASJ"),
    "pasp": ("Publications of the Astronomical Society of the Pacific", "PASP"),
    "physrep": ("Physics Reports", "Phys. Rep."),
    "physscr": ("Physica Scripta", "Phys. Scr."),
    "planss": ("Planetary and Space Science", "Planet. Space Sci."),
    "pra": ("Physical Review A", "Phys. Rev. A"),
    "prb": ("Physical Review B", "Phys. Rev. B"),
    "prc": ("Physical Review C", "Phys. Rev. C"),
    "prd": ("Physical Review D", "Phys. Rev. D"),
    "pre": ("Physical Review E", "Phys. Rev. E"),
    "prl": ("Physical Review Letters", "Phys. Rev. Lett."),
    "procspie": ("Proceedings of SPIE", "Proc. SPIE"),
    "psj": ("The Planetary Science Journal", "PSJ"),
    "qjras": ("Quarterly Journal of the Royal Astronomical Society", "QJRAS"),
    "rmxaa": ("Revista Mexicana de Astronomía y Astrofísica", "Rev. Mexicana Astron. Astrofis."),
    "skytel": ("Sky & Telescope", "S&T"),
    "solphys": ("Solar Physics", "Sol. Phys."),
    "sovast": ("Soviet Astronomy", "Soviet Ast."),
    "ssr": ("Space Science Reviews", "Space Sci. Rev."),
    "zap": ("Zeitschrift für Astrophysik", "ZAp"),
}


def read_journal(latex: str) -> tuple[str, str] | None:
    """The title and the short title of the journal that a macro stands for; None if the text is no such macro."""
    match = _MACRO.fullmatch(latex)
    return _JOURNALS.get(match[1].lower()) if match else None
