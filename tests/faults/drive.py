"""A program to kill: queues one animatic and works until nothing is open, or only carries on after a crash."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime

from app.domain.draft import Beat, Draft, Line, Shot
from app.domain.job import Job
from app.domain.model import Model
from app.domain.request import Request
from app.domain.upgrade import write_draft
from app.jobs.dispatch import Dispatch
from app.providers.animatic import PROVIDER
from app.providers.base import Connection
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.paths import find_home
from app.tasks import TaskSet

MODEL = Model(id="animatic/board", provider="animatic", title="Animatic", dialect="", source="", checked_on="")


def a_draft(seconds: float) -> Draft:
    """One shot with one beat and one line."""
    lines = (Line(id="l1", text="Run!"),)
    beats = (Beat(id="b1", seconds=seconds, action="The dog runs.", lines=lines),)
    return Draft(id="d1", title="Killed", form="x", aim="y", shots=(Shot(id="s1", seconds=seconds, beats=beats),))


def tell_worker(job: Job) -> None:
    """Say which process draws, as soon as there is one."""
    if job.state == "waiting" and job.progress is None:
        for run in PROVIDER._runs.values():
            sys.stdout.write(f"{run.process.pid}\n")
            sys.stdout.flush()


async def main(home: str, verb: str) -> None:
    """`HOME render|resume`: print the jobs and clips there are at the end as one JSON line."""
    place = find_home(home)
    database = Database(place)
    jobs, clips = Jobs(database), Clips(database, place)
    escaped: list[BaseException] = []
    tasks = TaskSet(escaped.append)
    dispatch = Dispatch(
        home=place,
        jobs=jobs,
        clips=clips,
        providers={"animatic": PROVIDER},
        connections=(Connection(id="animatic", provider="animatic", address=str(place.incoming), parallelism=1),),
        tasks=tasks,
        clock=lambda: datetime.now(UTC),
    )
    dispatch.job_changed.connect(tell_worker)
    if verb == "render":
        draft = a_draft(1.5)
        text = write_draft(draft).decode()
        request = Request(model=MODEL.id, dialect="", text="The dog runs.", seconds=draft.seconds, draft=text)
        dispatch.submit(
            request=request,
            model=MODEL,
            connection=None,
            intent="the only one",
            usd_estimate=0.0,
            title=draft.title,
            draft_id=draft.id,
        )
        sys.stdout.write("queued\n")
        sys.stdout.flush()
    await dispatch.run_until_idle()
    found = {
        "jobs": [[job.id, job.state] for job in jobs.list()],
        "clips": [clip.model_dump(mode="json") for clip in clips.search()],
        "escaped": [repr(error) for error in escaped],
    }
    await tasks.close()
    await dispatch.close()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
