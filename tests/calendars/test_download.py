"""Fetching a published calendar: every guard, and nothing of the address in what is said."""

import gzip
import logging
import socket
import ssl
import traceback
from collections.abc import Callable
from itertools import repeat
from threading import Event
from time import monotonic

import pytest

from calendars.download import Limits, download
from calendars.download_network import Deadline, Network, is_public
from planner.domain.address import Address, WrongAddress
from planner.domain.fetching import CannotFetch, Trouble, Validators, trouble_with
from tests.calendars.calendar_server import HERE, HOST, USUAL, Answer, Request, serving

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one
ETAG, CHANGED = '"v1"', "Mon, 02 Nov 2026 08:00:00 GMT"


def calendar(request: Request) -> None:
    request.reply(CALENDAR, ETag=ETAG, Last_Modified=CHANGED)


def trouble_of(ask: Callable[[], object]) -> CannotFetch:
    with pytest.raises(CannotFetch) as raised:
        ask()
    return raised.value


def troubles(answer: Answer, limits: Limits = USUAL) -> Trouble:
    with serving(answer) as server:
        error = trouble_of(lambda: server.fetch(server.at("/"), limits=limits))
    assert error.host == HOST
    assert HOST in error.phrase().nb
    assert HOST in error.phrase().nn
    return error.trouble


def test_a_calendar_comes_with_what_it_is_known_by() -> None:
    with serving(calendar) as server:
        fetched = server.fetch(server.at("/kalender.ics?nøkkel=æ"))

    assert fetched == (CALENDAR, Validators(ETAG, CHANGED))
    path, headers = server.asked[0]
    assert path == "/kalender.ics?n%C3%B8kkel=%C3%A6"
    assert headers["host"] == f"{HOST}:{server.port}"
    assert headers["accept-encoding"] == "identity"
    assert "Semesterplan" in headers["user-agent"]
    assert {"cookie", "authorization", "referer", "if-none-match"}.isdisjoint(headers)


def test_the_calendar_that_we_have_is_not_sent_again() -> None:
    def unchanged(request: Request) -> None:
        request.reply(status=304, ETag=ETAG)

    with serving(unchanged) as server:
        fetched = server.fetch(server.at("/"), Validators(ETAG, CHANGED))

    assert fetched == (None, Validators(ETAG, CHANGED))
    headers = server.asked[0][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (ETAG, CHANGED)


def test_unchanged_is_no_answer_to_whoever_has_nothing() -> None:
    assert troubles(lambda request: request.reply(status=304)) is Trouble.OTHER_ANSWER


def test_validators_that_cannot_be_sent_back_are_dropped() -> None:
    def odd(request: Request) -> None:
        request.reply(CALENDAR, ETag='"' + "x" * 600 + '"', Last_Modified="i går ettermiddag, ø")

    with serving(odd) as server:
        assert server.fetch(server.at("/")).validators == Validators(None, None)


def test_a_redirect_is_followed_and_no_cookie_is_kept() -> None:
    def on(request: Request) -> None:
        if request.path == "/gammel":
            request.reply(status=302, Location="/ny?a=1", Set_Cookie="spor=1")
        else:
            calendar(request)

    with serving(on) as server:
        assert server.fetch(server.at("/gammel")).body == CALENDAR

    assert [path for path, _ in server.asked] == ["/gammel", "/ny?a=1"]
    assert "cookie" not in server.asked[1][1]


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    def round_and_round(request: Request) -> None:
        left = int(request.path[1:])
        if left:
            request.reply(status=307, Location=f"/{left - 1}")
        else:
            calendar(request)

    with serving(round_and_round) as server:
        assert server.fetch(server.at("/5")).body == CALENDAR
        assert len(server.asked) == 6
        error = trouble_of(lambda: server.fetch(server.at("/6")))

    assert error.trouble is Trouble.SENT_ROUND
    assert [path for path, _ in server.asked[6:]] == ["/6", "/5", "/4", "/3", "/2", "/1"]


@pytest.mark.parametrize(
    "location",
    ["http://kalender.no/", "file:///etc/passwd", "https://a:b@kalender.no/", "//[/"],
)
def test_a_redirect_to_what_is_not_safe_is_not_followed(location: str) -> None:
    def astray(request: Request) -> None:
        request.reply(status=301, Location=location)

    assert troubles(astray) is Trouble.SENT_ASTRAY


def test_each_redirect_is_looked_up_and_checked() -> None:
    def inwards(request: Request) -> None:
        request.reply(status=302, Location=f"https://inni.lillevik.test/{SECRET}")

    addresses = {HOST: HERE, "inni.lillevik.test": "10.0.0.1"}
    with serving(inwards) as server:
        error = trouble_of(
            lambda: download(
                server.at("/"),
                allowed=lambda address: address == HERE or is_public(address),
                look_up=lambda host, _: [addresses[host]],
                secure=server.trusted,
            )
        )

    assert (error.trouble, error.host, len(server.asked)) == (Trouble.NOT_PUBLIC, HOST, 1)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1",  # noqa: S104
        "192.168.1.1", "100.64.0.1", "169.254.169.254", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "224.0.1.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::",
        "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%1", "fec0::1",
        "ff02::1", "ff0e::1", "", "localhost", "127.1", "2130706433", "0x7f000001",
    ],
)  # fmt: skip
def test_what_is_not_on_the_open_net_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "193.157.0.1", "52.97.26.66", "2a00:1450:400f::1", "::ffff:8.8.8.8"]
)
def test_what_is_on_the_open_net_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "127.1"]
)
def test_nothing_on_this_machine_is_asked(host: str) -> None:
    """The real look-up and the real check: the server there hears nothing."""
    with serving(calendar) as server:
        address = Address.of(f"https://{host}:{server.port}/{SECRET}")
        error = trouble_of(lambda: download(address, secure=server.trusted))

    assert error.trouble in {Trouble.NOT_PUBLIC, Trouble.UNKNOWN_HOST}
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    """A name that is public when checked, and ours when asked again, is asked for once only."""
    answers = iter([["10.0.0.1", HERE], [HERE]])
    asked: list[str] = []

    def once(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    network = Network(Deadline(monotonic() + 60), allowed=HERE.__eq__, look_up=once)
    with socket.create_server((HERE, 0)) as listening:
        stream = network.connect_tcp(HOST, listening.getsockname()[1])
        assert stream.get_extra_info("server_addr")[0] == HERE
        stream.close()
    assert asked == [HOST]


def test_no_proxy_of_the_surroundings_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    with serving(calendar) as server:
        assert server.fetch(server.at("/")).body == CALENDAR


def test_a_certificate_of_somebody_else_is_refused() -> None:
    with serving(calendar) as server:
        unknown = trouble_of(
            lambda: server.fetch(server.at("/"), secure=ssl.create_default_context())
        )
        other = Address.of(f"https://annen.lillevik.test:{server.port}/")
        elsewhere = trouble_of(lambda: server.fetch(other))

    assert (unknown.trouble, elsewhere.trouble) == (Trouble.NOT_SECURE, Trouble.NOT_SECURE)
    assert server.asked == []


def test_nobody_there_is_told_as_that() -> None:
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
    address = Address.of(f"https://{HOST}:{port}/")

    refused = trouble_of(lambda: download(address, allowed=HERE.__eq__, look_up=lambda *_: [HERE]))

    def nowhere(*_: object) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, f"unknown {SECRET}")

    unknown = trouble_of(lambda: download(address, look_up=nowhere))
    assert (refused.trouble, unknown.trouble) == (Trouble.REFUSED, Trouble.UNKNOWN_HOST)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (204, Trouble.OTHER_ANSWER),
        (206, Trouble.OTHER_ANSWER),
        (300, Trouble.OTHER_ANSWER),
        (302, Trouble.OTHER_ANSWER),  # without saying where to
        (400, Trouble.OTHER_ANSWER),
        (401, Trouble.NOT_LET_IN),
        (403, Trouble.NOT_LET_IN),
        (404, Trouble.GONE),
        (410, Trouble.GONE),
        (429, Trouble.WAIT),
        (500, Trouble.ILL),
        (503, Trouble.ILL),
    ],
)
def test_each_status_has_its_sentence(status: int, trouble: Trouble) -> None:
    assert troubles(lambda request: request.reply(status=status)) is trouble
    assert trouble_with(status) is trouble
    assert f"HTTP {status}" in CannotFetch(trouble, HOST, status).phrase().nb


def test_a_calendar_of_just_the_size_is_taken_and_a_byte_more_is_not() -> None:
    limits = Limits(most_bytes=100_000)
    with serving(lambda request: request.reply(b"x" * 100_000)) as server:
        assert len(server.fetch(server.at("/"), limits=limits).body or b"") == 100_000

    assert troubles(lambda request: request.reply(b"x" * 100_001), limits) is Trouble.TOO_LARGE


def test_a_calendar_without_end_is_given_up() -> None:
    def endless(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        for piece in repeat(b"x" * 10_000):
            request.wfile.write(piece)

    assert troubles(endless, Limits(most_bytes=1_000_000)) is Trouble.TOO_LARGE


def test_a_packed_calendar_is_refused() -> None:
    def packed(request: Request) -> None:
        request.reply(gzip.compress(CALENDAR), Content_Encoding="gzip")

    assert troubles(packed) is Trouble.PACKED


def test_a_calendar_that_is_cut_off_is_none() -> None:
    def cut_off(request: Request) -> None:
        request.reply(CALENDAR, Content_Length="1000")

    assert troubles(cut_off) is Trouble.CUT_OFF


def test_what_is_no_http_is_told_as_that() -> None:
    assert troubles(lambda request: request.wfile.write(b"\0\1\2 hei\n\n" * 9)) is Trouble.CUT_OFF


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    done = Event()
    try:
        limits = Limits(read_seconds=0.2)
        assert troubles(lambda _: done.wait(), limits) is Trouble.TIMED_OUT
    finally:
        done.set()


def test_a_handshake_that_never_comes_is_not_waited_for() -> None:
    """The system takes the connection; nobody ever answers on it."""
    with socket.create_server((HERE, 0)) as silent:
        address = Address.of(f"https://{HOST}:{silent.getsockname()[1]}/")
        error = trouble_of(
            lambda: download(
                address,
                limits=Limits(seconds=0.2),
                allowed=HERE.__eq__,
                look_up=lambda *_: [HERE],
            )
        )

    assert error.trouble is Trouble.TIMED_OUT


@pytest.mark.parametrize("headers", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_slow_drip_is_stopped_although_each_drop_comes_in_time(headers: bytes) -> None:
    """Drops without end, in the headers or in the body: only the deadline ends it."""
    done = Event()

    def drip(request: Request) -> None:
        request.wfile.write(headers)
        while not done.wait(0.02):
            request.wfile.write(b"x")

    try:
        assert troubles(drip, Limits(seconds=0.4)) is Trouble.TIMED_OUT
    finally:
        done.set()


def test_a_name_service_that_does_not_answer_is_not_waited_for() -> None:
    done = Event()
    try:
        error = trouble_of(
            lambda: download(
                Address.of(f"https://{HOST}/"),
                limits=Limits(seconds=0.2),
                look_up=lambda *_: [HERE] * done.wait(),
            )
        )
        assert error.trouble is Trouble.TIMED_OUT
    finally:
        done.set()


def answers_with_secrets() -> list[Answer]:
    there = f"https://{SECRET}:{SECRET}@{HOST}/{SECRET}?{SECRET}"
    return [
        lambda request: request.reply(status=302, Location=there),
        lambda request: request.reply(status=302, Location=f"http://{HOST}/{SECRET}"),
        lambda request: request.reply(status=302, Location=f"/{SECRET}?{SECRET}#{SECRET}"),
        lambda request: request.reply(status=404, X_Path=SECRET),
        lambda request: request.reply(CALENDAR, Content_Length="1000", X_Path=SECRET),
        lambda request: request.wfile.write(f"HTTP/9 {SECRET}\r\n\r\n".encode()),
        calendar,
    ]


@pytest.mark.parametrize("answer", answers_with_secrets())
def test_the_address_stands_in_no_message_log_or_traceback(
    answer: Answer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    said = ""
    with serving(answer) as server:
        address = server.at(f"/{SECRET}/kalender.ics?token={SECRET}")
        if answer is calendar:
            server.fetch(address)
        else:
            error = trouble_of(lambda: server.fetch(address))
            said = "".join(traceback.format_exception(error)) + repr(error) + str(error.args)
            assert (error.__cause__, error.__context__) == (None, None)

    assert any(SECRET in path for path, _ in server.asked)
    written = capfd.readouterr()
    assert SECRET not in said + repr(address) + str(address) + caplog.text
    assert SECRET not in written.out + written.err


@pytest.mark.parametrize(
    "text",
    [
        "", "kalender.ics", "ppt-01", "ftp://kalender.no/a.ics", "https:///a.ics",
        "https://kalender.no/a b", "https://kalender.no/a\nb", "https://kalender.no:x/", "https://[",
        "https://a..b/", f"https://kalender.no/{'x' * 2000}", "https://kalender.no/\x00",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_without_repeating_it(text: str) -> None:
    with pytest.raises(WrongAddress, match="ikke adressen til en kalender") as raised:
        Address.of(text)

    assert text == "" or text not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("http://kalender.no/a.ics", "må begynne med https://"),
        ("https://ppt:ord@kalender.no/a.ics", "brukernavn eller passord"),
        ("https://@kalender.no/a.ics", "brukernavn eller passord"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(text: str, told: str) -> None:
    with pytest.raises(WrongAddress, match=told):
        Address.of(text)


def test_webcal_is_https_by_another_name() -> None:
    one = Address.of(" webcal://Kalender.Lillevik.no/Sti.ics?a=1#her ")

    assert one == Address.of("https://kalender.lillevik.no:443/Sti.ics?a=1")
    assert one.text == "https://kalender.lillevik.no/Sti.ics?a=1"
    assert one.digest == Address.of(one.text).digest
    assert one.digest != Address.of("https://kalender.lillevik.no/Sti.ics?a=2").digest


def test_a_host_in_norwegian_letters_is_asked_for_as_the_net_writes_it() -> None:
    assert Address.of("https://blåbær.no/").host == "xn--blbr-roah.no"
