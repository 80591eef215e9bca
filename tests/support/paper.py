"""A seller who issues documents, and PDFs read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from services.master_bot.domain.seller import Seller
from services.master_bot.seller_file import read_seller

EXAMPLE = Path(__file__).resolve().parents[2] / "seller.example.toml"
SELLER: Seller = read_seller(EXAMPLE)
SALON = {"name": "ООО «Ландыш»", "inn": "7707083893", "kpp": "770701001"}


def pages(pdf: bytes) -> list[str]:
    """The text of each page on one line, with ordinary blanks."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
