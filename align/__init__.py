"""Two Documents become an Alignment: sentences with sentences, words with words."""

__distribution__ = "muqabala"
