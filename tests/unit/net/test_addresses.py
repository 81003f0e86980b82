"""Which addresses a person may type, and which a provider may hand us."""

from __future__ import annotations

import pytest

from app.domain.errors import BadValue, ProviderFault
from app.net.addresses import check_address, check_given, host_of, is_local, origin


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://api.example.com/v1/", "https://api.example.com/v1"),
        (" http://127.0.0.1:8091/v1 ", "http://127.0.0.1:8091/v1"),
        ("http://[::1]:30000", "http://[::1]:30000"),
        ("http://gpu-box:8091/v1", "http://gpu-box:8091/v1"),
        ("http://render.local", "http://render.local"),
        ("http://192.168.7.20:4000", "http://192.168.7.20:4000"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(typed: str, kept: str) -> None:
    assert check_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("api.example.com", "address_broken"),
        ("ftp://api.example.com", "address_broken"),
        ("https://", "address_broken"),
        ("https://host:notaport", "address_broken"),
        ("https://host/v1?key=abc", "address_broken"),
        ("https://me:secret@host/v1", "address_with_key"),
        ("http://api.example.com/v1", "address_not_secure"),
        ("http://8.8.8.8/v1", "address_not_secure"),
    ],
)
def test_an_address_that_will_not_do_is_refused_with_the_reason(typed: str, id: str) -> None:
    with pytest.raises(BadValue) as fault:
        check_address(typed)
    assert fault.value.id == id


# matrix: S4
@pytest.mark.parametrize(
    "url",
    [
        "http://cdn.example.com/clip.mp4",
        "https://127.0.0.1/clip.mp4",
        "https://10.0.0.8/clip.mp4",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/clip.mp4",
        "https://router/clip.mp4",
        "https://user@cdn.example.com/clip.mp4",
        "file:///etc/passwd",
        "data:video/mp4;base64,AAAA",
        "https://[::ffff:127.0.0.1]/clip.mp4",
        "https://2130706433/clip.mp4",
        "https://0x7f.1/clip.mp4",
        "https://0177.0.0.1/clip.mp4",
        "",
    ],
)
def test_a_public_provider_may_not_name_our_own_network(url: str) -> None:
    with pytest.raises(ProviderFault) as fault:
        check_given(url, "https://api.example.com")
    assert fault.value.id == "strange_address"


def test_a_server_of_our_own_network_may_name_it() -> None:
    assert check_given("http://127.0.0.1:9000/out.mp4", "http://127.0.0.1:8091/v1")
    assert check_given("https://storage.example.com/out.mp4", "http://127.0.0.1:8091/v1")
    with pytest.raises(ProviderFault):
        check_given("http://storage.example.com/out.mp4", "http://127.0.0.1:8091/v1")


def test_a_key_belongs_to_scheme_host_and_port() -> None:
    assert origin("https://API.example.com/v1") == ("https", "api.example.com", 443)
    assert origin("http://127.0.0.1:8091") == ("http", "127.0.0.1", 8091)
    assert host_of("https://[broken") == ""
    assert is_local("http://127.0.0.1")
    assert not is_local("https://example.com")
