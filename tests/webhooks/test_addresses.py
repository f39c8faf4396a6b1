"""Which addresses a webhook may lead to."""

from __future__ import annotations

import ipaddress
import socket
import threading

import pytest

from vendorgraph.errors import Invalid
from vendorgraph.webhooks.addresses import Forbidden, Target, addresses_of, check, refusal, resolve, target

PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.7",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%2",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "64:ff9b::101:101",
    "2002:808:808::1",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_it_refuses_what_is_not_out_in_the_open(text: str) -> None:
    assert refusal(ipaddress.ip_address(text))
    host = f"[{text}]" if ":" in text else text
    if "%" not in text:
        with pytest.raises(Forbidden, match="VENDORGRAPH_WEBHOOK_ALLOW lists "):
            check(target(f"https://{host}/hook"), ())


@pytest.mark.parametrize("text", PUBLIC)
def test_it_admits_what_is(text: str) -> None:
    assert refusal(ipaddress.ip_address(text)) is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "a.localhost"])
def test_it_refuses_this_machine_by_name_before_it_is_resolved(host: str) -> None:
    with pytest.raises(Forbidden, match="this machine's own"):
        check(target(f"http://{host}:8000/"), ())


@pytest.mark.parametrize("text", PRIVATE)
def test_it_refuses_a_name_that_leads_to_a_private_address(text: str) -> None:
    place = target("https://hooks.example/vendorgraph")
    with pytest.raises(Forbidden, match=r"hooks\.example leads to "):
        addresses_of(place, (), lambda *_: [text])
    with pytest.raises(Forbidden):
        addresses_of(place, (), lambda *_: ["8.8.8.8", text])
    assert addresses_of(place, {("hooks.example", 443)}, lambda *_: [text]) == [text]


def test_only_the_host_and_port_that_are_listed_may_be_private() -> None:
    allowed = {("127.0.0.1", 9000), ("fd00::7", 443)}
    check(target("http://127.0.0.1:9000/"), allowed)
    check(target("https://[fd00::7]/"), allowed)
    for url in (
        "http://127.0.0.1:9001/",
        "http://127.0.0.1/",
        "http://127.0.0.2:9000/",
        "http://localhost:9000/",
    ):
        with pytest.raises(Forbidden):
            check(target(url), allowed)


def test_a_name_is_resolved_once_for_an_attempt() -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    assert addresses_of(target("https://hooks.example/"), (), resolver) == ["8.8.8.8"]
    assert asked == ["hooks.example:443"]
    assert addresses_of(target("https://8.8.4.4:8443/"), (), resolver) == ["8.8.4.4"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://hooks.example.org/a/b?c=d", Target("https", "hooks.example.org", 443, "/a/b?c=d")),
        ("http://hooks.example.org", Target("http", "hooks.example.org", 80, "/")),
        ("HTTPS://Hooks.Example.org:8443?x=1", Target("https", "hooks.example.org", 8443, "/?x=1")),
        ("https://[2606:4700::1111]:444/", Target("https", "2606:4700::1111", 444, "/")),
        ("https://xn--bcher-kva.example/", Target("https", "xn--bcher-kva.example", 443, "/")),
        ("https://my_hooks.example/%C3%A9", Target("https", "my_hooks.example", 443, "/%C3%A9")),
    ],
)
def test_it_takes_an_address_apart(url: str, parts: Target) -> None:
    assert target(url) == parts


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.org",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "https://",
        "https:///path",
        "https://:443/",
        "https://user@hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https://@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org\\@127.0.0.1/",
        "https://hooks.example.org/\\x",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:65536/",
        "https://hooks.example.org:port/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX-Injected: 1",
        "https://hooks.example.org/\n",
        "https://hooks.example.org/\x00",
        "\thttps://hooks.example.org/",
        "https://hooks.example.org/é",
        "https://bücher.example/",
        "https://[::1/",
        "https://[::1%25eth0]x/",
        "https://hooks..example/",
        "https://-hooks.example/",
        "https://hooks.example%00.org/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "a." * 130 + "example/",
        "https://hooks.example/" + "a" * 2000,
    ],
)
def test_it_refuses_an_address_that_is_none_or_hides_something(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        target(url)
    assert list(refused.value.errors) == ["url"]


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "127.0.0.1.1",
        "1",
        "0",
        "10.1",
        "300.1.1.1",
    ],
)
def test_it_refuses_an_address_written_so_that_programs_disagree_on_it(host: str) -> None:
    with pytest.raises(Invalid, match="must name its host as"):
        target(f"http://{host}/")


def test_a_name_without_an_address_is_an_error_and_no_refusal() -> None:
    with pytest.raises(OSError, match="no address"):
        addresses_of(target("https://hooks.example/"), (), lambda *_: [])


def test_the_resolver_of_the_system_is_asked_and_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
    released = threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        released.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(TimeoutError):
        resolve("hooks.example", 443, within=0.05)
    released.set()


def test_a_name_that_nobody_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(OSError, match="not known"):
        resolve("hooks.invalid", 443)
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: (_ for _ in ()).throw(UnicodeError("label too long"))
    )
    with pytest.raises(OSError, match="label"):
        resolve("hooks.example", 443)
