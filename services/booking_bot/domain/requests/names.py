"""Which of the given names a text speaks of, whatever the case that Russian puts them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from services.booking_bot.domain.requests.reading import listed

SHORTEST_STEM = 2
LONGEST_NAME_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "аеиоуыэюя"
_ENDINGS = {
    "",
    *listed(
        "а я у ю е и ы о ь й ой ей ою ею ом ем ам ям ами ями ах ях ов ев ий ый ия ии ию ие ием ией ая яя ую юю ые"
        " ого его ому ему ым им ых их ыми ими s es 's ’s"
    ),
}
LITTLE_WORDS = frozenset(
    listed("в во и на с со за для без по от до из к ко у о об или не and or the of with for to at in")
)
LOOSE_STEM = 5
LOOSE_REST = 3


def named_in(words: Iterable[str], names: Mapping[int, str], *, loosely: bool = False) -> tuple[int, ...]:
    """Those of ``names`` (by id) that the words speak of best: one is clear, several are not told apart.

    Word by word: two match when they have the same stem and differ in their endings. Whose words are matched longest
    wins, and among equals one whose name is said in full. ``loosely``: longer stems may be followed by anything, as
    in «стрижка» and «стрижечка»; too much for people, where Марина is not Мария.
    """
    said = [word for word in dict.fromkeys(words) if word not in LITTLE_WORDS]
    scores = {key: _score(said, name, loosely) for key, name in names.items()}
    best = max(scores.values(), default=(0, False))
    return tuple(key for key, score in scores.items() if score == best) if best[0] else ()


def words_for(words: Iterable[str], name: str, *, loosely: bool = False) -> frozenset[str]:
    """The words by which ``name`` was said: for each of its own words the one that matches best."""
    said = [word for word in dict.fromkeys(words) if word not in LITTLE_WORDS]
    found: set[str] = set()
    for part in _parts(name):
        best = max(said, key=lambda word: _match(word, part, loosely), default="")
        if _match(best, part, loosely):
            found.add(best)
    return frozenset(found)


def _parts(name: str) -> list[str]:
    words = _WORD.findall(name.lower().replace("ё", "е"))[:LONGEST_NAME_WORDS]
    return [word for word in words if word not in LITTLE_WORDS]


def _score(said: list[str], name: str, loosely: bool) -> tuple[int, bool]:
    """How many letters of the name were said, and whether nothing of it was left out."""
    matched = [max((_match(word, part, loosely) for word in said), default=0) for part in _parts(name)]
    return sum(matched), all(matched)


def _match(word: str, part: str, loosely: bool) -> int:
    """The length of the common stem, 0 if there is none; the same word counts one more."""
    if word[:SHORTEST_STEM] != part[:SHORTEST_STEM] or len(part) < SHORTEST_STEM:
        return 0
    if word == part:
        return len(part) + 1
    stem = _common_stem(word, part)
    rests = (word[stem:], part[stem:])
    if 2 * stem >= max(len(word), len(part)) and _ENDINGS.issuperset(rests):
        return stem
    if _without_fleeting_vowel(part, word):
        return len(part) - 1
    long_enough = stem >= LOOSE_STEM and max(map(len, rests)) <= LOOSE_REST
    return stem if loosely and long_enough else 0


def _without_fleeting_vowel(part: str, word: str) -> bool:
    """Павел is Павлу in the dative."""
    if len(part) < 4 or part[-2] not in "ео" or part[-1] in _VOWELS:
        return False
    stem = part[:-2] + part[-1]
    return word.startswith(stem) and word[len(stem) :] in _ENDINGS - {""}


def _common_stem(word: str, part: str) -> int:
    shorter = min(len(word), len(part))
    return next((place for place in range(shorter) if word[place] != part[place]), shorter)
