"""The verb that adds, tries, changes and removes connections without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import frame
from app.cli.frame import Ended, HomeOption, JsonOption, help_text
from app.cli.shapes import connection_shape, sentence
from app.domain.connection import Connection, Endpoint
from app.domain.errors import BadUsage
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.providers.base import Account

KEY_MOST = 4096
"""Bytes of standard input that are read as a key."""


def connect(
    provider: Annotated[str | None, typer.Argument(metavar="PROVIDER", help=help_text("argument.provider"))] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="N", help=help_text("option.connection_name"))] = None,
    url: Annotated[list[str] | None, typer.Option("--url", metavar="U", help=help_text("option.url"))] = None,
    key_env: Annotated[str, typer.Option("--key-env", metavar="VAR", help=help_text("option.key_env"))] = "",
    key_stdin: Annotated[bool, typer.Option("--key-stdin", help=help_text("option.key_stdin"))] = False,
    parallel: Annotated[int | None, typer.Option("--parallel", min=1, help=help_text("option.parallel"))] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="K", help=help_text("option.kind"))] = "",
    check: Annotated[str | None, typer.Option("--check", metavar="N", help=help_text("option.check"))] = None,
    remove: Annotated[str | None, typer.Option("--remove", metavar="N", help=help_text("option.remove"))] = None,
    prefer: Annotated[str | None, typer.Option("--prefer", metavar="N", help=help_text("option.prefer"))] = None,
    model: Annotated[str, typer.Option("--model", metavar="ID", help=help_text("option.prefer_model"))] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Add a connection, or try, prefer or remove one."""
    with frame.told(json):
        if sum(each is not None for each in (provider, check, remove, prefer)) != 1 or (key_env and key_stdin):
            raise BadUsage("one_thing_to_connect")
        desk = frame.open_desk(home)
        if check is not None:
            _check(desk, check, json)
        elif remove is not None:
            frame.finish(desk.disconnect(remove))
            _tell(json, {"removed": remove}, "cli.said.disconnected", name=remove)
        elif prefer is not None:
            desk.prefer_connection(prefer, model)
            _tell(json, {"preferred": prefer}, "cli.said.preferred", name=prefer)
        else:
            key = key_env or (_key_from_stdin() if key_stdin else "")
            first, *others = url or [""]
            wished = Connection(
                id=name or str(provider),
                provider=str(provider),
                address=first,
                others=tuple(Endpoint(address=each, parallelism=parallel) for each in others),
                parallelism=parallel,
                kind=kind,
            )
            place = "env" if key_env else "keyring"
            made = frame.finish(desk.connect(wished, key=key, place=place))  # type: ignore[arg-type]
            hosts = ", ".join(desk.key_hosts(made))
            said = "cli.said.connected" if made.key_ref else "cli.said.connected_keyless"
            _tell(json, connection_shape(made), said, name=made.id, hosts=hosts)


def _check(desk: Desk, name: str, json: bool) -> None:
    async def look() -> Account:
        try:
            return await desk.check_connection(name)
        finally:
            await desk.close()

    account = frame.finish(look())
    said = sentence(account.message) if account.message is not None else ""
    if json:
        frame.print_json({"good": account.good, "usd_left": account.usd_left, "message": said or None})
    else:
        frame.say(tr("cli.said.connection_good" if account.good else "cli.said.connection_bad", name=name))
        frame.say(said)
    if not account.good:
        raise Ended(3)


def _tell(json: bool, shape: dict[str, object], id: str, **args: object) -> None:
    if json:
        frame.print_json(shape)
    else:
        frame.say(tr(id, **args))


def _key_from_stdin() -> str:
    """A key that is piped in, so that it stands in no list of processes and no shell's history."""
    return typer.get_text_stream("stdin").read(KEY_MOST).strip()
