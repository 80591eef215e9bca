"""Requisites as owners type or paste them: a name, an INN, and a KPP where there is one, in any order."""

from __future__ import annotations

import re

from services.shared.master_api.documents import Requisites

_INN = re.compile(r"(?<!\d)(\d{12}|\d{10})(?!\d)", re.ASCII)
_KPP = re.compile(r"(?<!\d)\d{9}(?!\d)", re.ASCII)
_LABELS = re.compile(r"(?<!\w)(ИНН|КПП|INN|KPP)(?!\w)(\s*/\s*)?", re.IGNORECASE)
_AROUND = " \t\n\r,;:/|—–-"
LONGEST = 400


def requisites_of(text: str) -> Requisites | None:
    """None when there is no INN, or no name; whether the numbers are right, the master says."""
    inn = _INN.search(text[:LONGEST])
    if inn is None:
        return None
    rest = text[: inn.start()] + "\n" + text[inn.end() : LONGEST]
    kpp = _KPP.search(rest)
    if kpp is not None:
        rest = rest[: kpp.start()] + "\n" + rest[kpp.end() :]
    pieces = (" ".join(line.split()).strip(_AROUND) for line in _LABELS.sub("\n", rest).splitlines())
    name = " ".join(piece for piece in pieces if piece)
    return Requisites(name, inn[0], kpp[0] if kpp else None) if name else None
