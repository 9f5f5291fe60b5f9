"""Moses pairs: two files, `name.fr` and `name.ar`, in which the same line number is the same sentence."""

from __future__ import annotations

from collections.abc import Iterator

from muqabala.readers.record import Languages, LeftOut, Record, inline_pair, lang_of, nothing_to_compare
from muqabala.readers.streams import LARGEST_RECORD, Store, Stream, decoded
from text.errors import FileProblem, MuqabalaError, RecordProblem


def read(stores: tuple[Store, Store], languages: Languages) -> Iterator[Record]:
    """Yields a pair for each line; FileProblem at the end where one file has more lines than the other."""
    names = (stores[0].name, stores[1].name)
    langs = (
        lang_of(stores[0].suffix.removeprefix("."), languages.left),
        lang_of(stores[1].suffix.removeprefix("."), languages.right),
    )
    number = 0
    with stores[0].open() as left, stores[1].open() as right:
        while True:
            number += 1
            data = _line(left), _line(right)
            if not (data[0] and data[1]):
                break
            place = f"{names[0]}, line {number}"
            try:
                texts = decoded(data[0]).strip(), decoded(data[1]).strip()
                if nothing_to_compare(texts):
                    yield LeftOut(place, "neither line holds a letter or a figure")
                    continue
                lines = (number, number)
                yield inline_pair(f"line-{number}", names[0], number, texts, langs, lines, names)
            except MuqabalaError as error:
                yield RecordProblem(f"{place}: {error}")
    if number == 1:
        raise FileProblem(f"{names[0]}, {names[1]}: there is no line to compare in one of them")
    if data[0] or data[1]:
        shorter = names[0] if data[1] else names[1]
        raise FileProblem(
            f"{shorter}: it ends after line {number - 1}, the other file of the pair goes on: "
            f"both need the same number of lines"
        )


def _line(stream: Stream) -> bytes:
    stream.forget()
    return stream.readline(LARGEST_RECORD)
