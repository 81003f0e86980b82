"""The library: clips with their record, found by their words in any language, thrown away only into the trash."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from app.domain.clip import Clip, Media
from app.domain.clip_query import ClipQuery, day_start, read_query
from app.domain.errors import StorageFault, UnknownName
from app.domain.job import Job, Message
from app.domain.model import DRAWN_HERE
from app.store.adoption import adopt_job
from app.store.clock import wall_clock
from app.store.db import Database
from app.store.files import free_path, move
from app.store.jobs import Jobs, move_row, next_take
from app.store.paths import Home
from app.store.records import Record, Records

COLUMNS = (
    *("id", "path", "poster", "sha256", "title", "draft_id", "draft", "model", "job", "take", "media", "words"),
    *("created", "rating", "kept", "tags", "note"),
)
SELECT = f"SELECT {', '.join(COLUMNS)} FROM clips"
NEXT_STAMP = "(SELECT coalesce(max(stamp), 0) + 1 FROM clips)"
CHANGEABLE = frozenset({"rating", "kept", "tags", "note", "title", "poster"})
MOST_FETCHED = 20
TRIGRAM = 3
"""The index knows runs of three characters; shorter words are looked for in the text itself."""

DRAWN = f"model LIKE '{DRAWN_HERE}%'"
MARKS = {"is:kept": "kept = 1", "is:unrated": "rating = 0", "is:take": f"NOT {DRAWN}"}
KINDS = {"rehearsal": DRAWN, "attached": "model = ''", "generated": f"(model <> '' AND NOT {DRAWN})"}
"""What a query asks for beside words, as conditions."""
LIVE = "trashed = ''"
TAGGED = "EXISTS (SELECT 1 FROM json_each(clips.tags) AS tag WHERE tag.value = ? COLLATE NOCASE)"

ClipList = list[Clip]
Condition = tuple[str, tuple[str | int, ...]]
Counts = dict[str, int]


class Clips:
    """The clips of one home."""

    def __init__(self, database: Database, home: Home) -> None:
        self.database = database
        self._home = home
        self._trash = home.trash / "clips"
        self._records = Records(home)

    def add(self, clip: Clip, *, numbered: bool = True) -> Clip:
        """Write a clip. With `numbered` it becomes the next take, or rehearsal, of its draft."""

        def change(connection: apsw.Connection) -> Clip:
            take = next_take(connection, clip.draft_id, clip.model) if numbered else clip.take
            return _insert(connection, clip.replace(take=take))

        self._records.write(Record(clip=clip))
        return self.database.write(change)

    def finish(
        self, job: Job, clip: Clip, *, at: str, usd: float | None = None, remarks: tuple[Message, ...] = ()
    ) -> Job:
        """Write the clip of a job and move the job to `done`, both or neither. One that was here before and lost its
        file keeps all that a person said of it."""
        if known := self._select("WHERE id = ?", (clip.id,)):
            again = clip.model_dump(include={"path", "poster", "sha256"})
            clip = known[0].replace(**again, media=clip.media)

        def change(connection: apsw.Connection) -> Job:
            connection.execute("DELETE FROM clips WHERE id = ?", (clip.id,))
            _insert(connection, clip)
            fields: dict[str, Any] = {"clip": clip.id, "progress": 1.0}
            fields |= ({"usd_actual": usd} if usd is not None else {}) | ({"remarks": remarks} if remarks else {})
            return move_row(connection, job, "done", at, fields)

        record = self.record(clip)
        if record.job is not None and usd is not None:
            record = record.replace(job=record.job.replace(usd_actual=usd))
        self._records.write(record)
        return self.database.write(change)

    def adopt(self, record: Record, at: str, *, trashed: str = "") -> None:
        """Give rows to a clip whose file is here: its own, and its job's, which is done by that. What there is of them
        already is kept, and led to its end."""

        def change(connection: apsw.Connection) -> None:
            adopt_job(connection, record, at)
            connection.execute("DELETE FROM clips WHERE id = ?", (record.clip.id,))
            _insert(connection, record.clip)
            connection.execute("UPDATE clips SET trashed = ? WHERE id = ?", (trashed, record.clip.id))

        self.database.write(change)

    def fetchable(self) -> list[str]:
        """The jobs of clips whose file is gone from the library, oldest first; none where so many are that their disk
        must be another one."""
        here = names_in(self._home.clips)
        rows = self.database.rows(
            "SELECT jobs.id, clips.path FROM clips JOIN jobs ON jobs.id = clips.job"
            " WHERE trashed = '' AND state = 'done' AND remote_id <> '' ORDER BY clips.seq"
        )
        gone = [str(job) for job, path in rows if Path(path).name not in here]
        return gone if len(gone) <= MOST_FETCHED else []

    def relocate(self, clip_id: str, path: str, *, trashed: str = "") -> None:
        """Write down where the file of a clip lies, relative to the home."""

        def change(connection: apsw.Connection) -> None:
            connection.execute(
                f"UPDATE clips SET path = ?, trashed = ?, stamp = {NEXT_STAMP} WHERE id = ?", (path, trashed, clip_id)
            )

        self.database.write(change)

    def record(self, clip: Clip) -> Record:
        """What the record of a clip holds, by the rows there are."""
        rows = Jobs(self.database)
        try:
            job, frozen = rows.get(clip.job), rows.extra(clip.job).frozen
        except UnknownName:
            return Record(clip=clip)
        attempts = tuple(rows.attempts(clip.job))
        return Record(clip=clip, job=job, identity=frozen.identity, payload=frozen.payload, attempts=attempts)

    def unrecorded(self, most: int) -> ClipList:
        """Clips of which no record is kept, as of libraries that are older than records; oldest first."""
        ids = [str(row[0]) for row in self.database.rows("SELECT id FROM clips ORDER BY seq")]
        missing = [clip_id for clip_id in ids if not self._records.has(clip_id)]
        return [self.get(clip_id) for clip_id in missing[:most]]

    def keep_record(self, clip: Clip) -> None:
        """Write the record of a clip. StorageFault where the disk refuses."""
        self._records.write(self.record(clip))

    def get(self, clip_id: str) -> Clip:
        """A clip by its id, trashed ones too. UnknownName if there is none."""
        found = self._select("WHERE id = ?", (clip_id,))
        if not found:
            known = [str(row[0]) for row in self.database.rows("SELECT id FROM clips ORDER BY seq DESC LIMIT 500")]
            raise UnknownName("clip", clip_id, known)
        return found[0]

    def by_sha(self, sha256: str) -> Clip | None:
        """The oldest clip with this content, a live one before a trashed one."""
        found = self._select("WHERE sha256 = ? ORDER BY trashed <> '', seq LIMIT 1", (sha256,))
        return found[0] if found else None

    def known(self, clip_ids: Iterable[str]) -> set[str]:
        """Those of these ids that are of clips, trashed ones too."""
        wanted = list(clip_ids)
        marks = ", ".join("?" * len(wanted))
        return {str(row[0]) for row in self.database.rows(f"SELECT id FROM clips WHERE id IN ({marks})", wanted)}

    def for_draft(self, draft_id: str) -> ClipList:
        """The takes of a draft, oldest first."""
        return self._select("WHERE draft_id = ? AND trashed = '' ORDER BY seq", (draft_id,))

    def posters(self) -> dict[str, str]:
        """The poster of each draft's newest clip that has one, relative to the home."""
        # beside max(), SQLite gives the other columns of that very row
        rows = self.database.rows(
            "SELECT draft_id, poster, max(seq) FROM clips WHERE trashed = '' AND poster <> '' GROUP BY draft_id"
        )
        return {str(draft_id): str(poster) for draft_id, poster, _ in rows}

    def next_take(self, draft_id: str, model: str = "") -> int:
        """The number the next take (or, at a model that draws here, rehearsal) of a draft will probably have."""
        with self.database.reading() as connection:
            return next_take(connection, draft_id, model)

    def search(self, query: str = "", limit: int = 200) -> ClipList:
        """Clips in whose title, words, tags, note or model every word of the query is found, newest first.

        Words that name a filter (`app.domain.clip_query`) are not looked for: they leave only such clips.
        """
        where, values = _matching(query)
        if not values and where == LIVE:
            # from the newest on, without sorting all of them by way of an index
            where = f"+{LIVE}"
        return self._select(f"WHERE {where} ORDER BY seq DESC LIMIT ?", (*values, limit))

    def count(self, query: str = "") -> int:
        """How many clips `search` would find."""
        where, values = _matching(query)
        return int(self.database.rows(f"SELECT count(*) FROM clips WHERE {where}", values)[0][0])

    def makers(self) -> Counts:
        """How many clips each model made, most first; those that were brought in stand under ""."""
        return self._counts("SELECT model, count(*) FROM clips WHERE trashed = '' GROUP BY model ORDER BY 2 DESC, 1")

    def tags(self) -> Counts:
        """How many clips have each tag, most first."""
        return self._counts(
            "SELECT each.value, count(*) FROM clips, json_each(clips.tags) AS each"
            " WHERE trashed = '' AND tags <> '[]' GROUP BY 1 ORDER BY 2 DESC, 1"
        )

    def trashed(self) -> ClipList:
        """The clips in the trash, last thrown first."""
        return self._select("WHERE trashed <> '' ORDER BY trashed DESC, seq DESC")

    def is_trashed(self, clip_id: str) -> bool:
        """Whether a clip is in the trash."""
        rows = self.database.rows("SELECT trashed FROM clips WHERE id = ?", (clip_id,))
        return bool(rows and rows[0][0])

    def update(self, clip_id: str, **fields: Any) -> Clip:
        """Change rating, kept, tags, note, title or poster of a clip."""
        if unknown := fields.keys() - CHANGEABLE:
            raise ValueError(f"{sorted(unknown)} of a clip cannot be changed")
        new = Clip.model_validate(self.get(clip_id).model_dump() | fields)
        tags = json.dumps(new.tags, ensure_ascii=False)
        values = (new.rating, new.kept, tags, new.note, new.title, new.poster, hay(new))

        def change(connection: apsw.Connection) -> None:
            connection.execute(
                "UPDATE clips SET rating = ?, kept = ?, tags = ?, note = ?, title = ?, poster = ?, hay = ?,"
                f" stamp = {NEXT_STAMP} WHERE id = ?",
                (*values, clip_id),
            )

        self.database.write(change)
        changed = self.get(clip_id)
        self._records.refresh(changed)
        return changed

    def trash(self, clip_id: str) -> None:
        """Throw a clip away: its row is marked, then its file moves into the trash."""
        clip = self.get(clip_id)
        if not self.is_trashed(clip_id):
            place = free_path(self._trash, Path(clip.path).stem, Path(clip.path).suffix)
            self._relocate(clip, place, wall_clock().isoformat(timespec="milliseconds"))

    def restore(self, clip_id: str) -> None:
        """Take a clip out of the trash."""
        clip = self.get(clip_id)
        if self.is_trashed(clip_id):
            self._relocate(clip, free_path(self._home.clips, Path(clip.path).stem, Path(clip.path).suffix), "")

    def finish_moves(self) -> None:
        """Carry on moves into and out of the trash that a crash interrupted between row and file."""
        here, thrown = names_in(self._home.clips), names_in(self._trash)
        for _, relative, _ in self.contents():
            folder, _, name = relative.rpartition("/")
            is_thrown = folder != self._home.clips.name
            if name not in (thrown if is_thrown else here) and name in (here if is_thrown else thrown):
                move((self._home.clips if is_thrown else self._trash) / name, self._home.root / relative)

    def contents(self) -> list[tuple[str, str, str]]:
        """Id, path and sha256 of every clip, trashed ones too, oldest first."""
        rows = self.database.rows("SELECT id, path, sha256 FROM clips ORDER BY seq")
        return [(str(clip_id), str(path), str(content)) for clip_id, path, content in rows]

    def paths(self) -> set[str]:
        """Every path a row names, relative to the home."""
        return {str(row[0]) for row in self.database.rows("SELECT path FROM clips")}

    def newest_stamp(self) -> int:
        """The number of the last change; grows with every write to any clip."""
        return int(self.database.rows("SELECT coalesce(max(stamp), 0) FROM clips")[0][0])

    def _counts(self, sql: str) -> Counts:
        return {str(name): int(count) for name, count in self.database.rows(sql)}

    def _relocate(self, clip: Clip, target: Path, trashed: str) -> None:
        source = self._home.root / clip.path
        self.relocate(clip.id, target.relative_to(self._home.root).as_posix(), trashed=trashed)
        if source.exists():
            move(source, target)

    def _select(self, rest: str, values: Sequence[Any] = ()) -> ClipList:
        return [self._clip(row) for row in self.database.rows(f"{SELECT} {rest}", values)]

    def _clip(self, row: Sequence[Any]) -> Clip:
        fields = dict(zip(COLUMNS, row, strict=True))
        try:
            fields["media"] = Media.model_validate_json(fields["media"])
            fields["tags"] = tuple(json.loads(fields["tags"]))
        except (ValueError, TypeError) as error:
            # a page has come to harm that no checksum guards
            raise StorageFault("database_broken", name="library.db", reason=f"clips, {type(error).__name__}") from error
        fields["kept"] = bool(fields["kept"])
        return Clip.model_construct(**fields, missing=not (self._home.root / fields["path"]).exists())


def _matching(text: str) -> tuple[str, tuple[str | int, ...]]:
    """The condition of a query and its values."""
    query = read_query(text)
    asked = [(LIVE, ()), *map(_holding, query.words), *_narrowing(query)]
    values = [value for _, given in asked for value in given]
    return " AND ".join(condition for condition, _ in asked), tuple(values)


def _holding(word: str) -> Condition:
    word = fold(word)
    if len(word) < TRIGRAM:
        return "instr(hay, ?) > 0", (word,)
    phrase = '"' + word.replace('"', '""') + '"'
    return "seq IN (SELECT rowid FROM clips_words WHERE clips_words MATCH ?)", (phrase,)


def _narrowing(query: ClipQuery) -> Iterator[Condition]:
    """The conditions of everything that is not a word."""
    for mark in query.marks:
        yield MARKS[mark], ()
    if query.kinds:
        yield f"({' OR '.join(KINDS[kind] for kind in query.kinds)})", ()
    if query.models:
        yield f"model IN ({', '.join('?' * len(query.models))})", query.models
    for tag in query.tags:
        yield f"tags <> '[]' AND {TAGGED}", (tag,)
    if query.stars:
        yield "rating >= ?", (query.stars,)
    if query.since:
        yield "created >= ?", (day_start(query.since),)
    if query.until:
        yield "created < ?", (day_start(query.until, after=1),)


def names_in(folder: Path) -> set[str]:
    """The names in a folder; none where it is not there."""
    return {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()


def fold(text: str) -> str:
    """Text as it is searched: without case."""
    return text.casefold()


def hay(clip: Clip) -> str:
    """Everything of a clip that a search looks into."""
    return fold(f"{clip.title}\n{clip.words}\n{' '.join(clip.tags)}\n{clip.note}\n{clip.model}")


def _insert(connection: apsw.Connection, clip: Clip) -> Clip:
    row = {
        **clip.model_dump(include=set(COLUMNS) - {"media", "tags"}),
        "media": clip.media.model_dump_json(),
        "tags": json.dumps(clip.tags, ensure_ascii=False),
        "hay": hay(clip),
    }
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO clips ({', '.join(row)}, stamp) VALUES ({marks}, {NEXT_STAMP})", tuple(row.values())
    )
    return clip
