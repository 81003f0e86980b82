"""Verbs that make jobs and carry them on: submit, render, resume, cancel, settle."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from app.cli import frame
from app.cli.frame import DraftArgument, Ended, HomeOption, JobArgument, JsonOption, help_text
from app.cli.shapes import job_shape, told_of
from app.domain.errors import BadUsage, Conflict, Fault, ProviderFault, StorageFault
from app.domain.job import EXIT_CODES, Job
from app.store.files import copy_atomic
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk

STOPPED = 130
"""Exit code of a verb that Ctrl+C ended, as shells count it."""
TargetOption = Annotated[list[str], typer.Option("--model", metavar="ID", help=help_text("option.target"))]
TakesOption = Annotated[int, typer.Option("--takes", metavar="N", help=help_text("option.takes"))]
ConnectionOption = Annotated[str | None, typer.Option("--connection", metavar="N", help=help_text("option.connection"))]
SureOption = Annotated[bool, typer.Option("--yes", help=help_text("option.sure"))]
CapOption = Annotated[float | None, typer.Option("--max-usd", metavar="X", help=help_text("option.max_usd"))]


def submit(
    draft: DraftArgument,
    model: TargetOption,
    takes: TakesOption = 1,
    connection: ConnectionOption = None,
    max_usd: CapOption = None,
    sure: SureOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Queue and send takes, one of each model; do not wait for them."""
    with frame.told(json):
        desk = frame.open_desk(home)
        jobs = desk.submit_batch(frame.find_draft(desk, draft), model, takes, connection, max_usd, sure=sure)
        _show_jobs(frame.finish(_through(desk, jobs, desk.send)), json)


def render(
    draft: DraftArgument,
    model: TargetOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.mp4", help=help_text("option.clip"))
    ] = None,
    takes: TakesOption = 1,
    connection: ConnectionOption = None,
    max_usd: CapOption = None,
    sure: SureOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Submit, wait, fetch, verify and import takes, one of each model. Ctrl+C stops watching; the jobs stay."""
    with frame.told(json):
        desk = frame.open_desk(home)
        if output is not None:
            _refuse_place(output)
            if takes * len(model) > 1:
                raise BadUsage("one_output")
        jobs = desk.submit_batch(frame.find_draft(desk, draft), model, takes, connection, max_usd, sure=sure)
        seen, hurried = {job.id: job for job in jobs}, list[tuple[str, float]]()

        def see(job: Job) -> None:
            seen.update({job.id: job} if job.id in seen else {})

        try:
            with progress_bar(jobs[0].title or jobs[0].model) as tell:
                follow = partial(desk.follow, tell=_both(see, tell))
                found = frame.finish(_through(desk, jobs, follow, hurried, seen))
        except KeyboardInterrupt:
            _say_stopped(list(seen.values()), hurried, json)
            raise Ended(STOPPED) from None
        if output is not None and (clip := found[0][1]) is not None:
            _copy_out(clip, output)
        _show_jobs(found, json)


def resume(
    here: Annotated[bool, typer.Option("--here", help=help_text("option.here"))] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Carry on after a crash until nothing is open. Exit code of the worst job that ended."""
    with frame.told(json):
        desk = frame.open_desk(home)
        if here:
            desk.work_here()
        hurried = list[tuple[str, float]]()
        opened = [job for job in desk.jobs(limit=100_000) if job.is_open or job.state == "unsure"]
        try:
            with progress_bar(tr("cli.said.resuming")) as tell:
                found = frame.finish(_resumed(desk, sorted(job.id for job in opened), tell, hurried))
        except KeyboardInterrupt:
            frame.say(tr("cli.said.stopped_carrying_on"))
            say_hurry(hurried)
            raise Ended(STOPPED) from None
        if json:
            frame.print_json({"jobs": [_shape(job, clip) for job, clip in found]})
        else:
            frame.say(tr("cli.said.resumed", n=len(found)))
            for job, clip in found:
                if _exit_code(job):
                    _show_job(job, clip, json)
        raise Ended(max((_exit_code(job) for job, _ in found), default=0))


def cancel(job: JobArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """Ask the provider to stop a job; says what that means there."""
    with frame.told(json):
        desk = frame.open_desk(home)
        ended, clip = frame.finish(_closing(desk, desk.cancel(desk.job(job).id)))
        _show_job(ended, clip, json)


def settle(
    job: JobArgument,
    bind: Annotated[str | None, typer.Option("--bind", metavar="REMOTE_ID", help=help_text("option.bind"))] = None,
    absent: Annotated[bool, typer.Option("--absent", help=help_text("option.absent"))] = False,
    resend: Annotated[bool, typer.Option("--resend", help=help_text("option.resend"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=help_text("option.yes"))] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Settle an unknown outcome; without an option look again and show the candidates."""
    with frame.told(json):
        if (bind is not None) + absent + resend > 1:
            raise BadUsage("one_way_to_settle")
        desk = frame.open_desk(home)
        unsure = desk.job(job)
        if unsure.state != "unsure" and not unsure.can_go_on:
            raise Conflict("not_unsure", state=tr(f"job.{unsure.state}.name"))
        if resend and not yes:
            raise Conflict("resend_needs_yes")
        candidates: list[str] = []

        async def settling() -> Job:
            answer: tuple[Job, list[str]] = await desk.settle(unsure.id, bind=bind, absent=absent, resend=resend)
            candidates.extend(answer[1])
            return answer[0]

        settled, clip = frame.finish(_closing(desk, settling()))
        if json:
            frame.print_json(_shape(settled, clip) | {"candidates": candidates})
        else:
            if settled.state == "unsure":
                frame.say(tr("cli.said.candidates", n=len(candidates), ids=", ".join(candidates) or "-"))
            _show_job(settled, clip, json)
        raise Ended(EXIT_CODES["unsure"] if settled.state == "unsure" else 0)


def _exit_code(job: Job) -> int:
    """Of a job that nobody works on any more; one that is held waits for a person as an unsure one does, and one that
    is queued and says why was not taken there."""
    if job.is_held:
        return EXIT_CODES["unsure"]
    if job.state == "queued" and job.message is not None and job.message.id.startswith("error."):
        return EXIT_CODES["failed"]
    return EXIT_CODES.get(job.state, 0)


def _say_stopped(seen: Sequence[Job], hurried: Sequence[tuple[str, float]], json: bool) -> None:
    """What is left after Ctrl+C, by the last that was heard of it."""
    for job in seen:
        frame.say(tr("cli.said.stopped_watching", id=job.id))
        say_hurry([each for each in hurried if each[0] == job.id])
    if json:
        shapes = [job_shape(job) for job in seen]
        frame.print_json(shapes[0] if len(shapes) == 1 else {"jobs": shapes})


def _refuse_place(output: Path) -> None:
    """StorageFault where a clip cannot be put: said before anything is made or paid."""
    folder = output.absolute().parent
    if output.is_dir():
        raise StorageFault("not_a_file", name=str(output))
    if not folder.is_dir():
        raise StorageFault("no_folder", name=str(folder))
    if not os.access(folder, os.W_OK):
        raise StorageFault("no_access", name=str(folder))


def _copy_out(clip: Path, output: Path) -> None:
    try:
        copy_atomic(clip, output)
    except StorageFault as fault:
        reason = tr(f"error.{fault.id}", **fault.args_by_name)
        raise StorageFault("not_copied", clip=str(clip), name=str(output), reason=reason) from fault


def _both(first: Callable[[Job], object], second: Callable[[Job], object]) -> Callable[[Job], None]:
    def tell(job: Job) -> None:
        first(job)
        second(job)

    return tell


@contextlib.contextmanager
def progress_bar(title: str) -> Iterator[Callable[[Job], object]]:
    """A bar on stderr that follows a job, where stderr is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda job: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[state]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=1.0, state="")

        def tell(job: Job) -> None:
            bar.update(task, completed=job.progress or 0.0, state=tr(f"job.{job.state}.name"))

        yield tell


def say_hurry(hurried: Sequence[tuple[str, float]]) -> None:
    """Say which clips of the jobs that are left open may soon be removed at their provider; see `Desk.hurrying`."""
    for job_id, seconds in hurried:
        frame.say(tr("cli.said.kept_briefly", id=job_id, minutes=max(1, round(seconds / 60))))


async def _closing(desk: Desk, work: Coroutine[Any, Any, Job]) -> tuple[Job, Path | None]:
    """The job a verb's work ends with, and its clip's file; the desk is closed then."""
    async with _closed(desk, [], {}):
        job = await work
        return job, _file(desk, job)


async def _through(
    desk: Desk,
    jobs: Sequence[Job],
    act: Callable[[str], Coroutine[Any, Any, Job]],
    hurried: list[tuple[str, float]] | None = None,
    seen: dict[str, Job] | None = None,
) -> list[tuple[Job, Path | None]]:
    """The same for several jobs, which are worked on at once whichever is waited for."""
    async with _closed(desk, [] if hurried is None else hurried, {} if seen is None else seen):
        return [(job, _file(desk, job)) for job in [await act(each.id) for each in jobs]]


@contextlib.asynccontextmanager
async def _closed(desk: Desk, hurried: list[tuple[str, float]], seen: dict[str, Job]) -> AsyncIterator[None]:
    """Close the desk at the end. Where somebody stopped the work, `hurried` takes what `Desk.hurrying` says then, and
    `seen` how its jobs stand: what was just being sent is written down first."""
    import asyncio

    try:
        yield
    except asyncio.CancelledError:
        await desk.stop_work()
        with contextlib.suppress(Fault):
            hurried += desk.hurrying()
            seen |= {job_id: desk.job(job_id) for job_id in seen}
        raise
    finally:
        await desk.close()


async def _resumed(
    desk: Desk, job_ids: list[str], tell: Callable[[Job], object], hurried: list[tuple[str, float]]
) -> list[tuple[Job, Path | None]]:
    async with _closed(desk, hurried, {}):
        await desk.run_until_idle(tell)
        if await _gone_on_with(desk, job_ids):
            await desk.run_until_idle(tell)
        return [(job, _file(desk, job)) for job in map(desk.job, job_ids)]


async def _gone_on_with(desk: Desk, job_ids: list[str]) -> bool:
    """Look once for each job whose outcome is unknown, and try again what was left alone: a person has asked, and all
    others have had their turn. Whether one of them can go on now."""
    for job_id in job_ids:
        job = desk.job(job_id)
        if job.state == "unsure" or job.is_held:
            # nobody answers, or what works in the background was quicker
            with contextlib.suppress(ProviderFault, Conflict):
                await desk.settle(job_id)
    return any(desk.job(job_id).is_open for job_id in job_ids)


def _file(desk: Desk, job: Job) -> Path | None:
    return desk.clip_file(desk.clip(job.clip)) if job.clip else None


def _shape(job: Job, clip: Path | None) -> dict[str, Any]:
    return job_shape(job, str(clip) if clip else None)


def _show_jobs(found: Sequence[tuple[Job, Path | None]], json: bool) -> NoReturn:
    """Each of them, one by itself as it always was; then end with the code of the worst."""
    if json and len(found) > 1:
        frame.print_json({"jobs": [_shape(job, clip) for job, clip in found]})
    else:
        for job, clip in found:
            _show_job(job, clip, json)
    raise Ended(max(_exit_code(job) for job, _ in found))


def _show_job(job: Job, clip: Path | None, json: bool) -> None:
    if json:
        frame.print_json(_shape(job, clip))
        return
    told = tr("cli.said.job", id=job.id, state=tr(f"job.{job.state}.name"), message=told_of(job))
    frame.say(told.rstrip())
    if clip is not None:
        frame.put(f"{clip}\n")
