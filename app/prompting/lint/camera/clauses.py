"""Reads what the camera does in a clause it is the subject of: the verb behind it, and those linked to that one."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.camera.again import FILMED_BY, FRAMED, behind_aside, is_camera_again, names_frame
from app.prompting.lint.camera.moves import Move, refined, ways_behind
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_LINKS = frozenset(
    {",", "and", "then", "before", "after", "while", "or", "but", "–", "—", "(", ";", "by", "yet", "whilst"}
)
_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "be",
        "being",
        "will",
        "would",
        "should",
        "can",
        "may",
        "must",
        "has",
        "does",
        "do",
        "gets",
        "having",
    ]
)
_BEGINS = frozenset(
    [
        *("starts", "begins", "continues", "proceeds", "keeps", "goes", "starting", "beginning", "about", "seems"),
        *("start", "begin", "continue", "keep", "on", "moves", "finishes", "ends", "stops"),
    ]
)
_CLAUSES = frozenset(
    {"as", "while", "who", "where", "which", "that", "whose", "when", "until", "because", "whom", "so"}
)
_WITHIN = frozenset(
    {"on", "in", "at", "of", "from", "above", "behind", "outside", "by", "inside", "under", "with", "over"}
)
_LOOKED_AT = frozenset(
    [
        *("at", "to", "toward", "towards", "past", "into", "behind", "by", "for", "near", "beside", "onto", "under"),
        *("around", "round", "against", "about", "before", "facing", "of", "from"),
    ]
)
"""Before a camera that is only named."""
_BARE_BEFORE = frozenset({"let", "make", "have", "see", "watch", "lets", "makes", "has", "feel"})
_MOTION = frozenset({"movement", "motion"})
"""`A no-movement shot following her` denies the movement alone."""
_LIKE = frozenset({"if", "though"})
"""Behind an `as` that only likens: as if breathing, slow as breath."""
_AT_ONCE = frozenset({"moment", "instant"})
_WITH_NOBODY = frozenset(["crane", "fly", "pan", "tilt", "dolly_in", "dolly_out", "truck", "whip", "zoom"])
"""Moves that are of whoever looks on where `we` make them and nothing is named that is moved."""
_THINGS = frozenset({"the", "a", "an", "her", "his", "their", "its", "of"})
_RESTS = frozenset({"rest", "halt", "stop", "standstill"})
_NEAR = 7
_SOMEBODY = frozenset({"her", "him", "them", "his", "their"})
_NAMED_SO = ("a", "an", "the", "our", "one", "this")


def governed(reading: Reading, named: list[Move]) -> list[Move]:
    """The moves that verbs tell whose subject is the camera, we, or a move told before."""
    found: list[Move] = []
    for subject in _subjects(reading):
        found += _verbs_of(reading, subject, "")
    for place, word in enumerate(reading.words):
        if word == "we":
            found += _verbs_of(reading, Hit(place, place + 1), "we")
        elif word == "us" and place:
            found += _taken_along(reading, place)
        elif word == "it" and is_camera_again(reading, place):
            found += _verbs_of(reading, Hit(place, place + 1), "it")
    for move in named:
        if move.kind == "still" and names_frame(reading, move.hit.end):
            place = move.hit.end - 1 + (reading.words[move.hit.end - 1] in FRAMED)
            found += _verbs_of(reading, Hit(place, place + 1), "still")
        if move.kind != "still" and _leads(reading, move.hit.start):
            found += _verbs_of(reading, move.hit, "move")
    return found


def _subjects(reading: Reading) -> Iterator[Hit]:
    """The cameras of a text that do something themselves: not one that is held, dropped or looked into."""
    for camera in reading.hits.get("camera_noun", ()):
        if not is_object(reading, camera):
            yield camera
    for picture in reading.hits.get("camera_maybe", ()):
        if reading.word(picture.end) in lexicon().words("camera_of_picture"):
            yield picture


def is_object(reading: Reading, camera: Hit) -> bool:
    """Whether somebody does something to it, or it is where something goes: `drops the camera`, `past the camera`."""
    begin = reading.sentence_of(camera.start)[0]
    at = camera.start - 1
    if reading.words[camera.start] in _NAMED_SO and at >= begin:
        book, verb = lexicon(), reading.words[at]
        if verb in book.words("heard_verbs") or (verb.endswith("s") and verb in book.joined("holding", "handles")):
            return True
    called = reading.words[camera.start] in _NAMED_SO
    while not called and at >= begin and reading.words[at] not in _NAMED_SO and at > camera.start - 4:
        word = reading.words[at]
        if not word.isalpha() or word in _LOOKED_AT or word in _CLAUSES:
            break
        at -= 1
    if at < begin:
        return False
    if not called and reading.words[at] in _NAMED_SO:
        at -= 1
    if at < begin:
        return False
    before = reading.words[at]
    book = lexicon()
    if before in _LOOKED_AT:
        return before != "by" or reading.word(at - 1) not in FILMED_BY
    if before in book.joined("holding", "handles", "carrying", "heard_verbs"):
        return True
    return before.endswith("s") and before in book.words("main_verbs")


def _leads(reading: Reading, place: int) -> bool:
    """Whether a move begins a sentence, so that what is linked to it is of the camera as well."""
    begin = reading.sentence_of(place)[0]
    pace = lexicon().joined("camera_pace", "camera_adverbs")
    return place - begin < 4 and all(
        word in pace or word in _NAMED_SO or word.endswith("ly") for word in reading.words[begin:place]
    )


def _taken_along(reading: Reading, us: int) -> Iterator[Move]:
    """`A lift carries us over the wall`: whoever looks on is moved."""
    verb = us - 1
    if reading.words[verb] not in lexicon().words("camera_takes_us"):
        return
    ways = ways_behind(reading, us + 1)
    if lexicon().words("camera_ways").isdisjoint(ways[:2]):
        return
    rises = reading.words[verb].startswith(("lift", "hoist", "rais", "lower", "drop"))
    yield Move("crane" if rises else refined(reading, "travel", us + 1), Hit(verb, us + 1))


def last_before(reading: Reading, place: int, begin: int) -> int:
    """Where the word before a place stands, adverbs left out."""
    adverbs = lexicon().words("camera_adverbs")
    at = place - 1
    while at >= begin and (
        reading.words[at] in adverbs or reading.words[at].endswith("ly") or reading.words[at] in _AT_ONCE
    ):
        if reading.words[at] in _AT_ONCE:
            if reading.words[max(0, at - 3) : at] != ["at", "the", "same"]:
                break
            at -= 4
            continue
        if reading.words[at] == "then" and at - 1 >= begin and reading.words[at - 1] in ("who", "it"):
            break
        at -= 1
    return at


class _Chain:
    """What is known of a clause while its verbs are read one after the other."""

    __slots__ = ("form", "linked", "own", "quiet", "verbs")

    def __init__(self, form: str) -> None:
        self.form = form
        self.linked = False
        self.own = form != "s"
        self.quiet = False
        self.verbs = 0

    def note(self, reading: Reading, subject: Hit, place: int) -> None:
        """Remember what else the subject does: it looks on, or something that is no move."""
        begin = subject.end + (reading.word(subject.end) in ("that", "which"))
        word, never = reading.words[place], reading.word(begin) == "never"
        if word in lexicon().words("camera_quiet"):
            self.quiet, self.own = self.quiet or not self.verbs, True
        elif word.isalpha() and last_before(reading, place, begin) < begin + never:
            self.own = self.own or word.endswith("s") or word in _AUXILIARY


def _verbs_of(reading: Reading, subject: Hit, how: str) -> Iterator[Move]:
    """The moves of one subject, up to where another one acts."""
    book = lexicon()
    kinds = book.kinds("camera_verbs")
    chain = _Chain(_first_form(reading, subject, how))
    chain.verbs = int(how == "move")
    end = reading.sentence_of(subject.start)[1]
    for place in range(behind_aside(reading, subject.end, end, kinds), end):
        word = reading.words[place]
        if word in _CLAUSES:
            if not _same_subject(reading, place, subject):
                return
            chain.linked = False
            continue
        kind = kinds.get(word) or _unlisted(reading, subject, place, chain, how)
        if word == ":" and not chain.verbs:
            return
        if kind and _is_verb(reading, subject, place, chain, how):
            if (kind := _with_way(reading, kind, place)) and not _denied(reading, place):
                yield Move(kind, Hit(place, place + 1))
            chain.verbs, chain.linked = place, False
            chain.form = _form(word)
        elif _acts(reading, place, chain, kind):
            return
        else:
            chain.note(reading, subject, place)
        if word in _LINKS:
            chain.linked = True


def _denied(reading: Reading, place: int) -> bool:
    """Whether a verb is denied; `never moves as it follows` denies what it does only up to `as`."""
    if not _MOTION.isdisjoint(reading.words[max(0, place - 3) : place]):
        return False
    return reading.negated(place) and _CLAUSES.isdisjoint(reading.words[max(0, place - 3) : place])


def _unlisted(reading: Reading, subject: Hit, place: int, chain: _Chain, how: str) -> str:
    """`The camera springs up`: a verb no list has, right behind the camera and with a way, is a move all the same."""
    word = reading.words[place]
    if not word.isalpha() or how in ("move", "it", "still") or (how == "we") == word.endswith("s"):
        return ""
    before = last_before(reading, place, subject.end)
    if chain.verbs:
        # a verb linked to a move, not one more thing in a list
        if reading.words[before] not in _LINKS or reading.word(before - 1).endswith("s"):
            return ""
        if how == "we" and not word.endswith("ing"):
            return ""
    elif before >= subject.end:
        return ""
    book = lexicon()
    if word in book.words("camera_does_not_move") or word.endswith("ly") or word in book.words("camera_adverbs"):
        return ""
    behind = place + 1 + (reading.word(place + 1) == "itself")
    return "travel_way" if reading.word(behind) in book.words("sure_ways") else ""


def _first_form(reading: Reading, subject: Hit, how: str) -> str:
    return _form(reading.words[subject.start]) if how == "move" else "base" if how == "we" else "s"


def _form(word: str) -> str:
    return "ing" if word.endswith("ing") else "s" if word.endswith("s") else "ed" if word.endswith("ed") else "base"


def _same_subject(reading: Reading, place: int, subject: Hit) -> bool:
    """Whether a clause goes on with the camera: `while gliding`, `until it pans`, `as we rise`, `which circles`."""
    behind = reading.word(place + 1)
    if reading.words[place] == "as" and reading.word(place - 1) in lexicon().words("unmoved"):
        return True
    if reading.words[place] == "as" and (behind in _LIKE or reading.word(place + 2) == ","):
        return True
    if place == subject.end and reading.words[place] in ("that", "which"):
        return True
    return behind in ("it", "we") or (behind in lexicon().kinds("camera_verbs") and behind.endswith("ing"))


def _with_way(reading: Reading, kind: str, place: int) -> str:
    """The kind of a verb that is a move of the camera; empty where it is one with a way only, and has none."""
    ways = ways_behind(reading, place + 1)
    if ways[:2] == ["its", "way"]:
        return "travel"
    if reading.words[place + 1 : place + 3] == ["all", "the"] and reading.word(place + 3) in ("way", "while", "time"):
        ways = ways_behind(reading, place + 4)
    own = ways[:1] == ["itself"]
    if own:
        del ways[0]
    if kind == "travel_way":
        if not _RESTS.isdisjoint(ways) or (ways[:1] in (["to"], ["out"]) and ways[1:2] in (["a"], ["of"])):
            return ""
        near = [word for word in ways[:3] if word in lexicon().words("camera_ways") and word != "on"]
        return refined(reading, "travel", place + 1 + own) if near else ""
    if ways[:1] in (["on"], ["off"], ["of"]) and reading.words[place] in ("turns", "turning", "rolls"):
        return ""
    return refined(reading, kind, place + 1)


def _is_verb(reading: Reading, subject: Hit, place: int, chain: _Chain, how: str) -> bool:
    """Whether the word at a place is what the subject does."""
    word = reading.words[place]
    if reading.word(place + 1) == "of":
        return False
    before = last_before(reading, place, subject.end)
    form = _form(word)
    if before < subject.end:
        return _right_behind(reading, subject, place, how, form)
    prev = reading.words[before]
    if prev in _AUXILIARY:
        return form in ("ing", "ed", "base")
    if prev in _BEGINS and form == "ing":
        return True
    if prev == "to":
        return form == "base" and reading.word(before - 1) in _BEGINS
    if prev == "it" or prev == "we":
        return form == ("s" if prev == "it" else "base")
    if prev in ("that", "which") and before == subject.end:
        return form == ("base" if reading.words[subject.end - 1].endswith("s") else "s")
    if prev in _LINKS:
        return _is_linked(reading, subject, place, before, chain, form)
    return _behind_a_place(reading, subject, place, chain, form)


def _right_behind(reading: Reading, subject: Hit, place: int, how: str, form: str) -> bool:
    if how == "move":
        return False
    word = reading.words[place]
    if how == "we":
        kind = lexicon().kinds("camera_verbs").get(word, "")
        if form != "base":
            return False
        if kind in _WITH_NOBODY and not lexicon().words("camera_adverbs").isdisjoint((reading.word(place + 1),)):
            return True
        alone = reading.word(place + 1) in ("", ".", ",", "and", "as", ";", "–", "—")
        ways = ways_behind(reading, place + 1)[:2]
        return (
            kind in ("orbit", "track", "zoom")
            or (kind in _WITH_NOBODY and alone)
            or not lexicon().words("camera_ways").isdisjoint(ways)
        )
    if form != "base":
        return form != "ed" or reading.words[subject.end - 1] == "camera"
    begin = reading.sentence_of(subject.start)[0]
    if reading.words[subject.end - 1].endswith("s") or not _BARE_BEFORE.isdisjoint(
        reading.words[begin : subject.start]
    ):
        return True
    return word not in lexicon().words("camera_not_bare")


def _is_linked(reading: Reading, subject: Hit, place: int, before: int, chain: _Chain, form: str) -> bool:
    """A verb behind `and`, `then` or a comma, in the form of the one before; no thing in a list."""
    words = reading.words
    if before > subject.end and not chain.verbs and not chain.own and not _is_adjunct(reading, subject, before):
        return False
    if form == "ed":
        return chain.form == "ed" and chain.verbs > 0
    if form == "base":
        behind = reading.word(place + 1)
        known = behind in lexicon().words("camera_ways") or (
            lexicon().kinds("camera_verbs").get(words[place]) in ("orbit", "track")
            and (behind in _NAMED_SO or behind in _SOMEBODY or behind.startswith("{"))
        )
        ordered = any(hit.start == place for hit in reading.hits.get("camera_order", ()))
        bare = ordered or reading.word(chain.verbs - 1) == "to"
        return chain.form == "base" and chain.verbs > 0 and (known or (bare and behind not in _THINGS))
    if form == "ing":
        if words[before] == "by" and not chain.verbs:
            return False
        return not chain.quiet or words[place] in lexicon().words("camera_names")
    if chain.form == "base" and chain.verbs:
        return False
    thing = reading.word(before - 1)
    listed = words[before] in ("and", "or", ",") and thing.endswith("s") and before - 1 != chain.verbs
    listed = listed and reading.word(before - 2) != "never"
    return not listed or reading.word(place + 1) in lexicon().words("camera_ways") or words[before] == ","


def _is_adjunct(reading: Reading, subject: Hit, link: int) -> bool:
    """`The camera, mounted on a rail, slides`, `the camera on the door swings`: nobody else's verb stands there."""
    behind = reading.word(subject.end)
    return behind == "," or behind in _WITHIN or behind.endswith("ed")


def _behind_a_place(reading: Reading, subject: Hit, place: int, chain: _Chain, form: str) -> bool:
    """`The camera on the oven door swings`: only words for where it is stand between."""
    if chain.verbs or chain.linked or form != "s" or place - subject.end > _NEAR:
        return False
    between = reading.words[subject.end : place]
    if between[0] not in _WITHIN:
        return False
    kinds = lexicon().kinds("camera_verbs")
    return not any(word.endswith("s") and word in kinds for word in between)


def _acts(reading: Reading, place: int, chain: _Chain, kind: str | None) -> bool:
    """Whether somebody else does something from here on: behind a link, a verb with a subject of its own."""
    if not chain.linked or not reading.words[place].endswith("s"):
        return False
    book = lexicon()
    if not kind and reading.words[place] not in book.joined("main_verbs", "ending_verbs", "open_verbs"):
        return False
    before = reading.word(last_before(reading, place, 0))
    return before not in _LINKS and before not in ("the", "a", "an", "of", "her", "his", "its", "their", "two", "three")
