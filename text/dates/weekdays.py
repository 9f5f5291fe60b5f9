"""Weekdays and relative days, alone or in front of a date."""

from __future__ import annotations

from dataclasses import dataclass

from text.dates.moment import Found, Moment
from text.dates.tokens import Match, Tokens
from text.mention import MentionKind

_SHIFT = {"past": -1, "next": 1, "current": 0}


@dataclass(frozen=True, slots=True)
class Lead:
    """Is a weekday, a relative day, or both, that may stand alone or lead a date."""

    first: int
    end: int
    skip: int
    weekday: int | None
    relative: str | None
    shift: int | None
    strength: str
    has_noun: bool

    def found(self) -> Found:
        """Returns the lead as a date of its own."""
        moment = Moment(weekday=self.weekday, relative=self.relative, shift=self.shift)
        return Found(MentionKind.DATE, self.first, self.end, self.skip, moment)

    def stands_alone(self, tokens: Tokens) -> bool:
        """Tells whether the words name a day by themselves."""
        if self.relative:
            if self.weekday is not None or self.strength == "bound":
                return self.weekday is not None
            return self.strength != "guarded" or not _is_guarded(tokens, self)
        if tokens.lexicon.settings.get("case") == "upper" and not tokens.is_capital(self.first, self.skip):
            return False
        if self.strength == "bound":
            return self.has_noun
        if self.strength == "guarded" and not self.has_noun:
            around = tokens.before(self.first, "two", strength="before")
            after = tokens.match(self.end, "two")
            return not (around or (after and after.entry.strength == "after"))
        return True


def lead_at(tokens: Tokens, at: int) -> Lead | None:
    """Reads a relative day, a weekday with its word for "day", or both."""
    relative = tokens.match(at, "relative")
    if relative and relative.entry.strength == "uncounted" and _is_counted(tokens, at, relative.end):
        return None
    if relative:
        place = relative.end
        bracket = tokens.word(place) == "("
        if bracket or tokens.word(place) in (",", "،"):
            place += 1
        weekday = _weekday(tokens, place)
        value, strength = relative.entry.value, relative.entry.strength
        if weekday is None or not value.endswith("D") or (bracket and tokens.word(weekday.end) != ")"):
            return Lead(at, relative.end, relative.skip, None, value, None, strength, False)
        end = weekday.end + bracket
        return Lead(at, end, relative.skip, int(weekday.entry.value), value, None, strength, False)
    noun = tokens.match(at, "day-noun")
    day = _weekday(tokens, at)
    if day is None:
        return None
    skip = noun.skip if noun else day.skip
    has_noun = noun is not None or tokens.before(at, "day-part", "day-noun") is not None
    end, shift = day.end, None
    before = tokens.before(at, "past", "next", strength="before")
    after = tokens.match(end, "past", "next", "current")
    if before:
        shift = _SHIFT[before.entry.role]
    elif after and after.entry.strength == "after":
        end, shift = after.end, _SHIFT[after.entry.role]
    return Lead(at, end, skip, int(day.entry.value), None, shift, day.entry.strength, has_noun)


def _weekday(tokens: Tokens, at: int) -> Match | None:
    noun = tokens.match(at, "day-noun")
    day = tokens.match(noun.end if noun else at, "weekday")
    # `يوم واحد` is "one day": a letter written onto a bare weekday is none.
    return None if day and day.skip and day.entry.strength == "bound" else day


def _is_counted(tokens: Tokens, at: int, end: int) -> bool:
    """Tells whether a count makes "the past week" a length of time (`چهار سال گذشته`), or "before" governs a noun."""
    after = tokens.match(end, "guard")
    return tokens.word(at - 1).isdecimal() or tokens.before(at, "count") is not None or after is not None


def _is_guarded(tokens: Tokens, lead: Lead) -> bool:
    """Tells whether a word beside "today" makes it "the day": `اليوم التالي`, `ذلك اليوم`."""
    before = tokens.before(lead.first, "guard", strength="before")
    after = tokens.match(lead.end, "guard")
    return before is not None or (after is not None and after.entry.strength == "after")
