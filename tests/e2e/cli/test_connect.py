"""`shotwright connect` makes, tries and removes connections, and shows no key."""

from __future__ import annotations

from tests.e2e.cli.conftest import Verb


def test_a_connection_is_made_listed_preferred_and_removed(verb: Verb) -> None:
    made = verb("connect", "fake", "--name", "mine", "--url", "https://a.test/v1", "--url", "https://b.test/v1",
                "--key-env", "MADE_UP_KEY", "--parallel", "2", "--json")  # fmt: skip
    assert made.code == 0
    assert made.json["endpoints"] == [
        {"url": "https://a.test/v1", "parallelism": 2},
        {"url": "https://b.test/v1", "parallelism": 2},
    ]
    assert (made.json["parallelism"], made.json["key"]) == (4, "env")
    assert "mine" in {row["id"] for row in verb("connections", "--json").json["connections"]}
    assert "MADE_UP_KEY" not in verb("connections", "--json").out
    said = verb("connect", "fake", "--name", "mine", "--url", "https://a.test")
    assert "only to a.test" in said.err
    assert "without a key" in verb("connect", "fake", "--name", "plain", "--url", "https://c.test").err
    assert verb("connect", "--prefer", "mine").code == 0
    assert verb("connect", "--check", "mine", "--json").json["good"] is True
    assert verb("connect", "--remove", "mine", "--json").json == {"removed": "mine"}
    assert "mine" not in verb("connections").out


def test_a_connection_that_will_not_do_is_told_in_words(verb: Verb) -> None:
    for arguments, code, id in (
        (("connect", "fake", "--url", "http://example.com"), 1, "address_not_secure"),
        (("connect", "nobody"), 2, "unknown.provider"),
        (("connect",), 2, "one_thing_to_connect"),
        (("connect", "fake", "--check", "own"), 2, "one_thing_to_connect"),
        (("connect", "--check", "nowhere"), 2, "unknown.connection"),
        (("connect", "--remove", "animatic"), 1, "connection_built_in"),
    ):
        said = verb(*arguments, "--json")
        assert (said.code, said.json["error"]["id"]) == (code, id), arguments
