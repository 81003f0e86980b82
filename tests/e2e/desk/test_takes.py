"""What becomes of a draft: jobs sent once, followed, settled and cancelled; clips attached, rated and read back."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest

from app.build import build
from app.desk import takes
from app.desk.desk import Desk
from app.domain.errors import BadFile, BadValue, Conflict
from app.domain.job import Message
from app.providers.base import Dedupe
from app.store import owner
from app.store.paths import find_home
from tests.fakes.desk import MODEL
from tests.fakes.film import make_film
from tests.fakes.provider import USD, FakeProvider, Switches
from tests.patience import PATIENCE, until
from tests.unit.desk.conftest import OpenDesk


def a_provider(folder: Path, dedupe: Dedupe = "client_id", **switches: object) -> FakeProvider:
    return FakeProvider(folder / "provider", dedupe, Switches(**switches))  # type: ignore[arg-type]


async def test_a_take_is_sent_followed_and_told(open_desk: OpenDesk, fake: FakeProvider) -> None:
    told = open_desk(fake)
    desk = told.desk
    draft = desk.new("small-rescue", {"aim": MODEL})
    assert desk.snapshot.why_not_generate is None
    assert desk.connected() == {"fake", "animatic"}
    job = desk.generate()
    assert job is not None
    assert (job.state, job.draft_id, job.take) == ("queued", draft.id, 1)
    assert job.usd_estimate == pytest.approx(0.125 * draft.seconds)
    heard: list[str] = []
    done = await desk.follow(job.id, lambda job: heard.append(job.state))
    assert (done.state, done.usd_actual) == ("done", USD)
    assert heard == ["sending", "waiting", "fetching", "done"]
    assert told.states() == ["queued", *heard]
    clip = desk.clip(done.clip or "")
    await asyncio.sleep(0)
    assert desk.snapshot.takes == (clip.id,)
    assert desk.clip_file(clip).is_file()
    assert told.said() == ["notice.take_ready"]
    assert [attempt.state for attempt in desk.attempts(job.id)] == ["queued", *heard]
    assert desk.spent_today() == (USD, 0.0)
    again = desk.submit_again(job.id)
    assert (again.id != job.id, again.take, again.request) == (True, 2, done.request)
    assert (await desk.follow(again.id)).state == "done"
    assert len(fake.charges()) == 2


async def test_nothing_is_sent_that_is_at_fault_or_above_the_cap(open_desk: OpenDesk, fake: FakeProvider) -> None:
    desk = open_desk(fake).desk
    draft = desk.make_draft("small-rescue")
    with pytest.raises(BadValue) as caught:
        desk.submit(draft, MODEL, max_usd=0.01)
    assert (caught.value.id, caught.value.args_by_name["cap"]) == ("over_cap", "0.01")
    with pytest.raises(BadValue) as caught:
        desk.submit(draft.replace(shots=()), "animatic/board")
    assert caught.value.id == "no_length"
    with pytest.raises(Conflict) as refused:
        desk.submit(draft, "kling/kling-3.0")
    assert refused.value.id == "no_connection"
    assert desk.jobs() == []
    assert fake.submissions == []


async def test_sending_does_not_wait_for_the_clip(open_desk: OpenDesk, tmp_path: Path) -> None:
    fake = a_provider(tmp_path, looks=100)
    desk = open_desk(fake).desk
    drawn = desk.submit(desk.make_draft("small-rescue"), "animatic/board")
    assert (await desk.send(drawn.id)).state == "queued", "free local work would end with this process"
    assert (await desk.cancel(drawn.id)).state == "cancelled"
    job = desk.submit(desk.make_draft("small-rescue"), MODEL)
    sent = await desk.send(job.id)
    assert (sent.state, sent.remote_id) == ("waiting", "r1")
    assert (await desk.cancel(job.id)).state == "cancelled"


async def test_run_until_idle_carries_on_what_is_open(open_desk: OpenDesk, fake: FakeProvider) -> None:
    first = open_desk(fake).desk
    ids = [first.submit(first.make_draft("small-rescue"), MODEL).id for _ in range(3)]
    await first.close()
    told = open_desk(fake)
    heard: list[str] = []
    await told.desk.run_until_idle(lambda job: heard.append(job.id))
    assert [told.desk.job(each).state for each in ids] == ["done"] * 3
    assert set(heard) == set(ids)
    heard.clear()
    told.desk.rate(told.desk.clips()[0].id, 9)
    assert (heard, told.desk.clips()[0].rating) == ([], 5)


@pytest.mark.parametrize("way", ["bind", "absent", "resend", "look"])
async def test_an_unknown_outcome_is_settled(open_desk: OpenDesk, tmp_path: Path, way: str) -> None:
    fake = a_provider(tmp_path, "none" if way != "look" else "list", lost_replies=1)
    told = open_desk(fake)
    desk = told.desk
    job = desk.submit(desk.make_draft("small-rescue"), MODEL)
    if way == "look":
        # what a list shows settles by itself
        assert (await desk.follow(job.id)).state in ("unsure", "done")
        await told.soon(lambda: desk.job(job.id).state == "done")
        assert len(fake.charges()) == 1
        return
    assert (await desk.follow(job.id)).state == "unsure"
    assert told.said() == ["notice.job_ended"]
    assert await desk.settle(job.id) == (desk.job(job.id), [])
    with pytest.raises(Conflict):
        await desk.cancel(job.id)
    if way == "absent":
        assert (await desk.settle(job.id, absent=True))[0].state == "failed"
        return
    candidates: list[str] = []
    desk.settle_soon(job.id, bind="r1" if way == "bind" else None, resend=way == "resend", tell=candidates.extend)
    assert (await _ended(desk, job.id)) == "done"
    assert len(fake.charges()) == (2 if way == "resend" else 1)


async def _ended(desk: Desk, job_id: str) -> str:
    await until(lambda: desk.job(job_id).state != "unsure")
    return (await desk.follow(job_id)).state


async def test_what_goes_wrong_in_the_background_is_a_notice(
    open_desk: OpenDesk, fake: FakeProvider, tmp_path: Path
) -> None:
    told = open_desk(fake)
    desk = told.desk
    desk.new("small-rescue")
    job = desk.submit(desk.make_draft("small-rescue"), MODEL)
    await desk.follow(job.id)
    told.notices.clear()
    desk.settle_soon(job.id, absent=True)
    desk.attach_soon(tmp_path / "nowhere.mp4")
    desk.cancel_soon("no-such-job")
    await told.soon(lambda: len(told.notices) == 3)
    assert sorted(told.said()) == ["error.not_found", "error.not_unsure", "error.unknown.job"]
    assert all(notice.level == "error" for notice in told.notices)


async def test_a_clip_made_elsewhere_becomes_a_take(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    desk = told.desk
    draft = desk.new("small-rescue", title="雨夜")
    film = make_film(tmp_path / "elsewhere.mp4")
    desk.attach_soon(film)
    await told.soon(lambda: told.said() == ["notice.clip_attached"])
    (clip,) = desk.clips("雨夜")
    assert (clip.draft_id, clip.take, told.notices[0].target) == (draft.id, 1, clip.id)
    assert desk.clip_file(clip).read_bytes() == film.read_bytes()
    assert desk.snapshot.takes == (clip.id,)
    assert told.clips == 1
    again = await desk.attach(film)
    assert again.id == clip.id, "the same content is the same clip"
    found, record, media = await desk.inspect(film)
    assert found == draft, "the library knows what it was made from"
    assert record is not None
    assert record["take"] == 1
    assert (media.width, media.height, media.audio_codec) == (64, 48, None)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film.read_bytes()[:900])
    for verb in (desk.attach(cut), desk.inspect(cut)):
        with pytest.raises(BadFile) as caught:
            await verb
        assert caught.value.id.startswith("clip_")
    assert len(desk.clips()) == 1


async def test_a_clip_gives_its_form_back(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    draft = desk.new("small-rescue")
    clip = await desk.attach(make_film(tmp_path / "a.mp4"))
    assert desk.restore_form(clip.id) == draft
    desk.edit("note", "changed since")
    desk.save_now()
    restored = desk.restore_form(clip.id)
    assert restored.id != draft.id
    assert restored.replace(id=draft.id) == draft
    desk.close_draft()
    nobody = await desk.attach(make_film(tmp_path / "b.mp4", shade=7))
    with pytest.raises(Conflict) as caught:
        desk.restore_form(nobody.id)
    assert caught.value.id == "clip_without_draft"


async def test_a_clip_is_kept_thrown_away_and_comes_back(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    desk = told.desk
    clip = await desk.attach(make_film(tmp_path / "a.mp4"))
    desk.keep(clip.id, True)
    assert [each.id for each in desk.clips("is:kept")] == [clip.id]
    desk.delete_clip(clip.id)
    assert (desk.clips(), desk.count_clips()) == ([], 0)
    assert told.notices[-1].action == "restore_clip"
    desk.restore_clip(clip.id)
    assert desk.clip_file(desk.clips()[0]).is_file()
    assert told.clips == 4


async def test_clips_are_tagged_rated_and_written_about(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    one, two = [(await desk.attach(make_film(tmp_path / f"{shade}.mp4", shade=shade))).id for shade in (1, 2)]
    desk.tag([one, two], "  client   A ")
    desk.tag([one], "night")
    desk.tag([one], "Night")
    desk.tag([two], " ")
    assert (desk.clip(one).tags, desk.clip(two).tags) == (("client A", "Night"), ("client A",))
    assert desk.clip_tags() == {"client A": 2, "Night": 1}
    desk.tag([one, two], "client a", on=False)
    assert [desk.clip(each).tags for each in (one, two)] == [("Night",), ()]
    desk.rate(one, 4, two)
    assert [clip.id for clip in desk.clips("rating:4")] == [two, one]
    desk.note(two, "Her look up lands. \n")
    assert desk.clip(two).note == "Her look up lands."
    assert [clip.id for clip in desk.clips("lands")] == [two]
    assert desk.clip_makers() == {"": 2}


async def test_what_a_maker_says_of_a_clip_stays_with_its_job(open_desk: OpenDesk, fake: FakeProvider) -> None:
    fake.switches.remarks = (Message(id="finding.animatic_plain_box", args={"thing": "condenser"}),)
    desk = open_desk(fake).desk
    desk.new("small-rescue", {"aim": MODEL})
    job = desk.generate()
    assert job is not None
    # R30: another price than was shown is spoken of as well
    price = Message(id="message.other_price", args={"charged": "0.50", "asked": "1.00"})
    assert (await desk.follow(job.id)).remarks == desk.job(job.id).remarks == (*fake.switches.remarks, price)


# matrix: L8
async def test_a_megabyte_of_any_signs_goes_out_as_it_was_written(open_desk: OpenDesk, fake: FakeProvider) -> None:
    desk = open_desk(fake).desk
    draft = desk.make_draft("small-rescue")
    first = draft.shots[0]
    typed = ("walks on 👩‍🚀 שלום e\u0301 \u200f" * 50_000)[:1_000_000].strip()
    beats = (first.beats[0].replace(action=typed), *first.beats[1:])
    long = draft.replace(shots=(first.replace(beats=beats), *draft.shots[1:]))
    _, compiled = desk.compile(long, MODEL)
    job = await desk.follow(desk.submit(long, MODEL).id)
    assert job.state == "done"
    (made,) = (json.loads(each.read_text())["text"] for each in (fake.folder / "jobs").glob("*.json"))
    assert json.loads(made)["text"] == compiled.text
    assert compiled.text.count("👩‍🚀 שלום") == typed.count("👩‍🚀 שלום")
    # a model that says how much it takes is not asked
    _, refused = desk.compile(long, "kling/kling-3.0")
    assert "prompt_cap" in [finding.id for finding in refused.findings if finding.level == "error"]


async def test_the_payload_is_shown_as_its_provider_makes_it(open_desk: OpenDesk, fake: FakeProvider) -> None:
    desk = open_desk(fake).desk
    draft = desk.make_draft("small-rescue")
    model, compiled = desk.compile(draft, MODEL)
    assert desk.payload(draft, compiled, model) == {"text": compiled.text, "pictures": []}
    for name in ("animatic/board", "openai/sora-2"):
        model, compiled = desk.compile(draft, name)
        assert desk.payload(draft, compiled, model) is None


def test_the_payload_shows_where_a_picture_will_stand(home: Path) -> None:
    desk = build(home)
    draft = desk.make_draft("small-rescue")
    picture = f"sha256:{'a' * 64}"
    begun = draft.replace(ends=draft.ends.replace(start_image=picture))
    model, compiled = desk.compile(begun, "fal/kling-4.0")
    shown = desk.payload(begun, compiled, model)
    assert shown is not None
    assert shown["start_image_url"] == f"({picture})"
    # what a model has no place for is a finding, and no reason to show nothing
    for name in ("fal/wan-2.6", "openai-videos/MiniMaxAI/MiniMax-H3"):
        model, compiled = desk.compile(begun, name)
        shown = desk.payload(begun, compiled, model)
        assert shown is not None
        assert shown["prompt"] == compiled.text


async def owned(desk: Desk) -> None:
    """Let a desk begin to work, and wait until the home is its own."""
    desk.start_work()
    await until(lambda: desk.work.dispatch.drives)


async def test_a_second_start_asks_the_first_to_come_to_the_front(
    open_desk: OpenDesk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takes, "CALL_SECONDS", PATIENCE)
    first, second = open_desk().desk, open_desk().desk
    assert await second.call_owner() == "free"
    await owned(first)
    assert not first.raise_asked()

    # as a window's timer does
    looking = asyncio.get_running_loop().create_task(until(first.raise_asked))
    assert await second.call_owner() == "raised"
    await looking
    assert second.owner() == owner.who(find_home(str(home)))


async def test_an_owner_without_a_window_is_named(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takes, "CALL_SECONDS", 0.1)
    first, second = open_desk().desk, open_desk().desk
    await owned(first)
    assert await second.call_owner() == "busy"
    assert second.owner() == str(os.getpid())
    assert not first.raise_asked(), "the request is taken back"


async def test_a_second_process_queues_and_watches(open_desk: OpenDesk, fake: FakeProvider) -> None:
    first = open_desk(fake)
    await owned(first.desk)
    second = open_desk(fake)
    job = second.desk.submit(second.desk.make_draft("small-rescue"), MODEL)
    assert (await second.desk.follow(job.id)).state == "done"
    assert "done" in second.states()
    # a row is written before its owner tells of it
    await first.soon(first.said)
    assert first.said() == ["notice.take_ready"]
    assert len(fake.charges()) == 1


# matrix: U1 U2 U8
async def test_a_double_press_is_one_take_and_an_edit_makes_another(open_desk: OpenDesk, fake: FakeProvider) -> None:
    desk = open_desk(fake).desk
    desk.new("small-rescue", {"aim": MODEL})
    first, second = desk.press("generate"), desk.press("generate")
    assert first is not None
    assert second == first
    # holds count: what a cap forbids now was asked for before
    desk.change_settings(cap_day=1.5)
    assert desk.press("generate") == first
    shot = desk.snapshot.draft.shots[0]  # type: ignore[union-attr]
    desk.edit(f"shots[{shot.id}].beats[{shot.beats[0].id}].action", "She runs.")
    with pytest.raises(BadValue) as fault:
        desk.press("generate")
    assert fault.value.id == "over_day_cap"
    with pytest.raises(BadValue):
        desk.submit_again(first.id)
    desk.change_settings(cap_day=None)
    third = desk.press("generate")
    assert third is not None
    assert "runs" in third.request.text
    assert first.request.text != third.request.text
    assert desk.submit_again(first.id) == desk.submit_again(first.id)
    assert len(desk.jobs()) == 3
    await desk.run_until_idle()
    assert len(fake.charges()) == 3


async def test_a_draft_has_the_poster_of_its_newest_clip(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    draft = desk.new("sora-story-beats")
    assert desk.drafts()[0].poster == "", "the library is not opened for that"
    for shade in (1, 2):
        clip = await desk.attach(make_film(tmp_path / f"{shade}.mp4", shade=shade))
        assert desk.drafts()[0].poster == str(desk.poster_file(clip))
    desk.delete_clip(desk.clips()[0].id)
    assert desk.drafts()[0].poster == str(desk.poster_file(desk.clips()[0]))
    assert desk.snapshot.takes == (desk.clips()[0].id,)
    assert draft.id == desk.clips()[0].draft_id
