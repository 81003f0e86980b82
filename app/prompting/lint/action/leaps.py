"""Finds where more time goes by than a shot has, by the words for times, stretches and events it goes by."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Hit, Reading

_PAUSES = frozenset({"", ",", ".", ";", ":", "–", "—", "he", "she", "they", "it", "the"})
"""What follows a stretch of time that is over, and not `hours on the clock`."""
_ENDS = frozenset({"", ".", ",", ";", "and", "again", "round", "at"})
_BY = frozenset(
    [
        *("by", "past", "away", "on", "before", "", ".", ",", ";", "and", "in", "backward", "backwards", "forward"),
        *("like", "through", "over", "unseen", "quickly", "slowly", "while", "as"),
    ]
)
_HAVING = frozenset({"has", "have", "had", "having"})
_ON = frozenset({"on", "hence", "afterwards", "afterward", "after", "later", "earlier"})
_ARTICLES = frozenset(
    {"a", "an", "the", "that", "this", "her", "his", "their", "another", "one", "each", "every", "its"}
)
_MANY = frozenset(
    {
        "some",
        "several",
        "many",
        "few",
        "countless",
        "more",
        "long",
        "whole",
        "full",
        "entire",
        "sleepless",
        "next",
        "following",
    }
)
_WHICH = frozenset(
    [
        *("final", "opening", "closing", "very"),
        *("early", "late", "now", "already", "first", "second", "third", "fourth", "fifth", "tenth", "last", "seventh"),
        *(
            "eighth",
            "ninth",
            "sixth",
            "eighteenth",
            "twentieth",
            "thirtieth",
            "fortieth",
            "fiftieth",
            "next",
            "following",
        ),
    ]
)
_DATED = frozenset(
    {"calendar", "diary", "almanac", "planner", "poster", "sign", "ticket", "newspaper", "headline", "menu"}
)
"""What bears a date that is only read."""
_UNTIL = frozenset({"by", "until", "till", "come", "since"})
_CHANGES = frozenset(
    [
        *("turns", "becomes", "turn", "become", "fades", "gives", "melts", "rolls", "blurs", "stretches", "stretch"),
        *("blur", "melt", "shifts", "slips", "dissolves"),
    ]
)
_DURING = frozenset({"over", "throughout", "during"})
_LASTING = frozenset({"for", "after", "over", "through", "throughout", "within", "lasts", "been"})
_SAME = frozenset({"next", "following", "same", "previous", "coming", "that"})
_OVER = frozenset(
    {
        *(
            "cleared",
            "melted",
            "stopped",
            "passed",
            "subsided",
            "healed",
            "dried",
            "died",
            "closed",
            "empty",
            "asleep",
            "home",
        ),
        "over",
        "ends",
        "ended",
        "done",
        "gone",
        "left",
        "finished",
        "finishes",
        "leaves",
        "leave",
        "departed",
        "out",
        "end",
        "stop",
    }
)
_NO_EVENTS = frozenset({"of", "bell", "table", "car", "dress", "ring", "guest", "crowd"})
"""What makes another thing of an event: the school bell, the wedding car."""
_HOME = frozenset({"back", "home", "returns", "returned", "returning"})
_GROWS = frozenset({"becomes", "grows", "turns", "ages", "matures", "become", "grow", "age", "transforms", "growing"})
_AGES = frozenset({"ages", "ageing", "aging"})
_AGED = frozenset({"from", "to", "into", "before", "in", "ten", "twenty", "fifty", "years", "by"})
_BEFORE_AGE = frozenset({"into", "a", "an", "the", "to", "up", "old", "young"})
_GROWN = 10
"""The age from which somebody turns so many years, and not so many times."""
_WAKING = frozenset({"wakes", "awakes", "awakens"})


_KNOWN = (
    *("spans_of_time", "times_named", "events_over", "life_ages", "time_verbs", "slow_changes", "lasting_things"),
)
"""The lists without whose words nothing but a year is told."""


def leaps(reading: Reading) -> list[Hit]:
    """Where time goes by: `two weeks on`, `by Tuesday`, `after the funeral`, `it is April now`, `turns eighteen`."""
    book = lexicon()
    known = book.joined(*_KNOWN)
    if known.isdisjoint(reading.words) and not any(map(str.isdigit, reading.words)):
        return []
    found = [*_from_to(reading, book)]
    for place, word in enumerate(reading.words):
        if word not in known and not word.isdigit() and "'" not in word and word not in _GROWS:
            continue
        for judge in (_of_span, _of_time, _of_event, _of_life, _of_waiting):
            hit = judge(reading, place, book)
            if hit:
                found.append(hit)
    return [hit for hit in found if not reading.negated(hit.start)]


def _of_span(reading: Reading, place: int, book: Lexicon) -> Hit | None:
    """An hour later, for three days, a week goes by, days turn to weeks, a night's sleep."""
    word, one, two = reading.words[place], reading.word(place + 1), reading.word(place + 2)
    own = word.removesuffix("'s").removesuffix("'")
    if own not in book.words("spans_of_time"):
        return None
    begin, later = _counted(reading, place, book), (two, reading.word(place + 3))
    over = (one in _ON and (two in _PAUSES or one == "hence") and reading.word(place - 1) != "the") or (
        one == "into" and begin < place and not book.joined("times_named", "events_over").isdisjoint(later)
    )
    if over or _goes_by(reading, place, book) or (word != own and one in book.words("long_waits")):
        return Hit(place, place + 2)
    brief = (
        own in ("age", "ages", "season")
        or one == "old"
        or (one in lexicon().words("called_after") and begin == place - 1)
    )
    lead = reading.word(begin - 1)
    bided = (
        lead in book.words("biding")
        and _is_deed(reading, begin - 1)
        and reading.words[begin:place] not in (["the"], ["her"], ["his"], ["that"])
    )
    if begin < place and (lead in _LASTING or bided) and not brief:
        return Hit(begin - 1, place + 1)
    return None


def _goes_by(reading: Reading, place: int, book: Lexicon) -> bool:
    """A week goes by, years have passed, days turn to weeks."""
    one, two = reading.word(place + 1), reading.word(place + 2)
    at = place + 1
    while at < place + 4 and reading.word(at) not in book.words("time_goes"):
        at += 1
    if reading.word(at) in book.words("time_goes") and (at == place + 1 or one == "of") and reading.word(at + 1) in _BY:
        return True
    if one in _HAVING and two in ("passed", "gone", "elapsed"):
        return True
    return one in _CHANGES and not book.words("spans_of_time").isdisjoint((two, reading.word(place + 3)))


def _counted(reading: Reading, place: int, book: Lexicon) -> int:
    """Where a counted stretch begins: `three long days`, `a decade`; itself where nothing counts it."""
    begin, numbers = place, book.pairs("numbers")
    while begin > 0 and place - begin < 4:
        word = reading.word(begin - 1)
        if not (word in numbers or word in _ARTICLES or word in _MANY or word.isdigit() or word == "of"):
            break
        begin -= 1
    return begin


def _of_time(reading: Reading, place: int, book: Lexicon) -> Hit | None:
    """By Tuesday, next Easter, it is April now, all weekend, dusk becomes dawn, back in 1962."""
    word, before = reading.words[place], reading.word(place - 1)
    if word.isdigit() and len(word) == 4:
        alone = before in ("", ",", ".") and reading.word(place + 1) in ("", ".") and word[0] in "12"
        return Hit(max(0, place - 1), place + 1) if alone or before in ("in", "to", "until") else None
    times = book.words("times_named")
    if (
        word not in times
        or reading.word(place + 1) in lexicon().words("called_after")
        or not _DATED.isdisjoint(reading.words[:place])
    ):
        return None
    if word in ("may", "march", "august") and not reading.raw[place][0].isupper():
        return None
    begin = place
    while begin > max(0, place - 3) and (reading.word(begin - 1) in _ARTICLES or reading.word(begin - 1) in _WHICH):
        begin -= 1
    lead = reading.word(begin - 1)
    named = lead == "on" and reading.raw[place][0].isupper() and begin in (0, 1, place)
    fronted = lead == "in" and begin == 2 and before == "the"
    changed = before in _CHANGES and reading.word(place - 2) in times
    whole = before in ("all", "whole", "entire") or (lead in _DURING and begin < place)
    leapt = lead == "to" and reading.word(begin - 2) in book.words("leaping")
    often = before in _OFTEN and reading.word(place + 1) in _CLAUSE_BEGINS
    opens = reading.word(place - 2) in _CLAUSE_ENDS and reading.word(place + 1) in _CLAUSE_BEGINS
    often = often or (before == "at" and opens and place < len(reading.words) - 1)
    come = reading.word(place + 1) in _HAVING and reading.word(place + 2) in _COME
    by = lead in _UNTIL or whole or changed or leapt or named or fronted or often or come
    hour = before == "the" and reading.word(place - 2) == "in" and _is_hour(reading, place - 3)
    if by or hour or _is_now(reading, begin) or _is_another(reading, place, times):
        return Hit(max(0, begin - 1), place + 1)
    return None


def _is_hour(reading: Reading, at: int) -> bool:
    """Until three in the morning, till past four."""
    at -= reading.word(at) == "o'clock"
    number = reading.word(at)
    if number not in lexicon().pairs("numbers") and not number.isdigit():
        return False
    return not _UNTIL.isdisjoint(reading.words[max(0, at - 3) : at])


_COME = frozenset(
    {"come", "gone", "passed", "arrived", "begun", "started", "ended", "fallen", "broken", "set", "returned"}
)
_CLAUSE_ENDS = frozenset({"", ".", ";"})
_OFTEN = frozenset({"every", "each"})
_CLAUSE_BEGINS = frozenset({"he", "she", "they", "it", ",", "", ".", "the", "a"})
_SOON = frozenset({"soon", "now", "then"})
_HERE = frozenset({"is", "has"})


def _is_deed(reading: Reading, place: int) -> bool:
    """The last of the summer wine: not that which lasts."""
    return reading.words[place] != "last" and reading.word(place - 1) not in _ARTICLES


def _of_waiting(reading: Reading, place: int, book: Lexicon) -> Hit | None:
    """Waits for it to flower, until the paint dries: a change nobody sees happen."""
    if reading.words[place] not in book.words("slow_changes"):
        return None
    begin = max(0, place - _WAIT)
    before = reading.words[begin:place]
    if book.words("slow_things").isdisjoint(before):
        return None
    earlier = [at for at in range(begin, place) if reading.words[at] in book.words("slow_changes")]
    if reading.words[place].endswith("s") and any(reading.words[at].endswith("s") for at in earlier):
        return Hit(earlier[0], place + 1)
    lead = next((at for at, word in enumerate(before) if word in ("until", "till", "for", "while", "once")), -1)
    if lead < 0 or (before[lead] == "for" and (before[-1] != "to" or reading.word(begin + lead - 1) not in _WAITING)):
        return None
    return Hit(begin + lead, place + 1)


_WAIT = 6
"""How many words a change and what waits for it are apart at most."""
_WAITING = frozenset({"waits", "waiting", "wait", "watches", "sits", "stands", "stays", "lingers", "kneels"})


def _is_now(reading: Reading, begin: int) -> bool:
    """It is April, it's now noon, suddenly morning."""
    lead = reading.word(begin - 1)
    if lead in _SOON and reading.word(begin) in lexicon().words("times_named") and reading.word(begin + 1) in _HERE:
        return True
    if lead in ("it's", "suddenly") or (lead == "is" and reading.word(begin - 2) in ("it", "now", "then", "")):
        return True
    before = reading.words[max(0, begin - 5) : begin]
    return "it" in before and (("is" in before and "now" in before) or ("be" in before and "will" in before))


def _is_another(reading: Reading, place: int, times: frozenset[str]) -> bool:
    """Next Easter, that same week, spring comes; Monday. Tuesday. Wednesday."""
    before, one, two = reading.word(place - 1), reading.word(place + 1), reading.word(place + 2)
    if before in _SAME and (before != "that" or one in _PAUSES):
        return True
    if one in ("comes", "arrives", "returns", "passes") and two in _ENDS:
        return True
    if before in (".", ";") and one in (".", ";", ","):
        return True
    return one in (".", ",", ";") and two in times and place == 0


def _of_event(reading: Reading, place: int, book: Lexicon) -> Hit | None:
    """After the funeral, once the guests have gone, when the war ends, until the fever breaks."""
    word = reading.words[place]
    if word not in book.joined("events_over", "lasting_things"):
        return None
    lead = next((each for each in reversed(reading.words[max(0, place - 3) : place]) if each not in _ARTICLES), "")
    after = reading.words[place + 1 : place + 4]
    lasting = lead in ("until", "till") and word in book.words("lasting_things")
    if lasting and after and after[0].endswith("s") and after[0].isalpha():
        return Hit(max(0, place - 2), place + 2)
    if word not in book.words("events_over"):
        return None
    home = lead == "from" and not _HOME.isdisjoint(reading.words[max(0, place - 5) : place])
    if lead in _WHOLE or (lead == "of" and not _WHOLE.isdisjoint(reading.words[max(0, place - 4) : place])):
        return Hit(max(0, place - 2), place + 1)
    past = (lead == "after" or home) and (not after or after[0] not in _NO_EVENTS)
    done = after[:2] in (["over", ","], ["done", ","], ["finished", ","], ["behind", "her"], ["behind", "him"])
    if past or done or (lead in ("once", "when", "until", "till", "since") and not _OVER.isdisjoint(after)):
        return Hit(max(0, place - 2), place + 1)
    return None


_WHOLE = frozenset({"whole", "entire"})


def _of_life(reading: Reading, place: int, book: Lexicon) -> Hit | None:
    """Turns eighteen, becomes a man, ages into an old woman, sleeps and wakes."""
    word, one, two = reading.words[place], reading.word(place + 1), reading.word(place + 2)
    if word in _GROWS and (word, one) != ("turns", "to"):
        into = next((each for each in reading.words[place + 1 : place + 5] if each not in _BEFORE_AGE), "")
        if into in book.words("life_ages"):
            return Hit(place, place + 3)
    ages = book.words("life_ages")
    later = reading.words[place + 2 : place + 7] if "then" in reading.words[place + 1 : place + 4] else []
    if word in ages and not ages.isdisjoint(later):
        return Hit(place, place + 2)
    turned = word == "turns" and book.pairs("numbers").get(one, 0) >= _GROWN and two in _ENDS
    slept = word in ("sleeps", "asleep") and not _WAKING.isdisjoint(reading.words[place:])
    if turned or slept or (word in _AGES and one in _AGED):
        return Hit(place, min(place + 2, len(reading.words)))
    return None


def _from_to(reading: Reading, book: Lexicon) -> list[Hit]:
    """From breakfast till supper, from cradle to grave, from June to December."""
    if "from" not in reading.words:
        return []
    points = book.joined("times_named", "life_ages")
    for place, word in enumerate(reading.words):
        rest = reading.words[place + 1 : place + 9]
        if word != "from" or len(rest) < 3:
            continue
        to = next((at for at, each in enumerate(rest) if each in ("to", "till", "until", "into", "through")), 0)
        if rest[0] in _ARTICLES and rest[1] not in book.words("times_named") and rest[to] != "into":
            continue
        hours = bool(to) and rest[0] in book.words("times_named") and rest[to + 1 : to + 2][:1] != []
        if hours and (rest[to + 1] in book.pairs("numbers") or rest[to + 1].isdigit()):
            return [Hit(place, place + 2 + to)]
        if to and points.intersection(rest[:to]) and points.intersection(rest[to + 1 : to + 4]):
            return [Hit(place, place + 2 + to)]
    return []
