"""Figures and units of a text: digits of every script, spelled-out numbers, money, shares, measures."""

from text.numbers.convert import far_units, last_step, same_amount
from text.numbers.reader import read_numbers

__all__ = ["far_units", "last_step", "read_numbers", "same_amount"]
