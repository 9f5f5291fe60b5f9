"""The sentence pairs of corpora of any format, in one direction, with what was left out counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from muqabala.corpus import corpora
from muqabala.readers.record import Languages, LeftOut, Pair, Source
from text.document import Lang
from text.errors import FileProblem, InputError, LanguageProblem, MuqabalaError

Langs = tuple[Lang, Lang]
_BATCH = 2000


class SentencePairs:
    """Reads the corpora once, in batches; the counts grow while it reads.

    Pairs whose sides stand the other way round are turned; those in other languages are left out and counted.
    """

    def __init__(self, paths: Sequence[str], languages: Languages, complain: Callable[[str], None]) -> None:
        self.read = 0
        self.foreign = 0
        self.broken = 0
        self._complain = complain
        self._records = self._all(paths, languages)
        first = next(self._records, None)
        if first is None:
            raise InputError(f"{paths[0]}: there is no sentence pair in it that can be read")
        self.langs = _langs(first, languages)
        self._first = first

    def batches(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """Yields the texts of the pairs, left and right, some thousands at a time."""
        texts = self._texts()
        while batch := tuple(islice(texts, _BATCH)):
            yield batch

    def _texts(self) -> Iterator[tuple[str, str]]:
        wanted = self.langs
        for pair in self._from_first():
            langs = pair.left.lang or wanted[0], pair.right.lang or wanted[1]
            if langs not in (wanted, wanted[::-1]):
                self.foreign += 1
                continue
            try:
                texts = _text(pair.left), _text(pair.right)
            except MuqabalaError as error:
                self._skip(f"{pair.place}: {error}")
                continue
            self.read += 1
            yield texts if langs == wanted else texts[::-1]

    def _from_first(self) -> Iterator[Pair]:
        yield self._first
        yield from self._records

    def _all(self, paths: Sequence[str], languages: Languages) -> Iterator[Pair]:
        for corpus in corpora(paths, languages):
            if isinstance(corpus, FileProblem):
                raise corpus
            for record in corpus.records(languages):
                if isinstance(record, Pair):
                    yield record
                elif not isinstance(record, LeftOut):
                    self._skip(str(record))

    def _skip(self, problem: str) -> None:
        self.broken += 1
        self._complain(f"{problem}: record skipped")


def _langs(first: Pair, languages: Languages) -> Langs:
    left, right = languages.left or first.left.lang, languages.right or first.right.lang
    if left is None or right is None:
        raise LanguageProblem(
            f"{first.place}: it does not say in which languages it is: add --left-lang and --right-lang"
        )
    if left == right:
        raise LanguageProblem(f"{first.place}: two languages are wanted to learn from, both sides are {left}")
    return left, right


def _text(source: Source) -> str:
    return source.raw if source.raw is not None else source.document().raw
