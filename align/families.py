"""Word families from the written lexicon: the variants of one cell (verb, action noun, broken plural) get one head.

A form in several rows goes to the row where it stands earliest in its cell. The result is written to
`text/data/<lang>/families.tsv` and stays as it is until the pair tables are built again, because their keys are heads.
"""

from __future__ import annotations

from text.compile_tables import lexicon_entries
from text.document import Lang
from text.fold import fold
from text.languages import SUPPORTED
from text.resources import word_set


def families_of(lang: Lang) -> dict[str, str]:
    """Returns form → head for all single words of the written lexicon and the function words."""
    best: dict[str, tuple[int, int, str]] = {}
    for number, entry in enumerate(lexicon_entries()):
        forms = [fold(variant).replace(" ", "") for variant in entry.variants[lang] if " " not in variant]
        for place, form in enumerate(forms):
            if form and (form not in best or (place, number) < best[form][:2]):
                best[form] = (place, number, forms[0])
    heads = {form: head for form, (_, _, head) in best.items()}
    for form in word_set(f"{lang}/function_words.txt"):
        heads.setdefault(form, form)
    return heads


def rendered() -> dict[str, str]:
    """Returns the files: name below `text/data` → content."""
    note = "# form<TAB>head of its family; written by align.build_pairs from the written lexicon, not by hand\n"
    return {
        f"{lang}/families.tsv": note + "".join(f"{form}\t{head}\n" for form, head in sorted(families_of(lang).items()))
        for lang in SUPPORTED
    }
