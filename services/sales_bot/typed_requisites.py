"""Requisites as owners type or paste them: a name, an INN, and a KPP where there is one, in any order."""

from __future__ import annotations

import re

from services.shared.master_api.documents import Requisites

_INN = re.compile(r"(?<!\d)(\d{12}|\d{10})(?!\d)", re.ASCII)
_KPP = re.compile(r"(?<![0-9A-Z])\d{4}[0-9A-Z]{2}\d{3}(?![0-9A-Z])", re.ASCII)
_OTHER_NUMBER = re.compile(r"\d{9}", re.ASCII)
"""An account, an OGRN, a BIK: it would stand in each document as a part of the name."""
_LABELS = re.compile(r"(?<!\w)(ИНН|КПП|INN|KPP)(?!\w)(\s*/\s*)?", re.IGNORECASE)
_AROUND = " \t\n\r,;:/|—–-"
LONGEST = 400


def requisites_of(text: str) -> Requisites | None:
    """None when there is no INN, or no name, or more than that; whether the numbers are right, the master says."""
    inn = _INN.search(text[:LONGEST])
    if inn is None:
        return None
    rest = text[: inn.start()] + "\n" + text[inn.end() : LONGEST]
    kpp = _KPP.search(rest)
    if kpp is not None:
        rest = rest[: kpp.start()] + "\n" + rest[kpp.end() :]
    pieces = (" ".join(line.split()).strip(_AROUND) for line in _LABELS.sub("\n", rest).splitlines())
    name = " ".join(piece for piece in pieces if piece)
    if not name or _OTHER_NUMBER.search(name):
        return None
    return Requisites(name, inn[0], kpp[0] if kpp else None)
