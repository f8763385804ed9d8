"""Settings: what counts, where it was said, every fault at once, and no password anywhere."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.application.settings import Settings, without_password
from planner.application.settings_read import InForce, read_settings
from planner.application.settings_text import settings_as_facts, settings_text
from planner.application.store.database import DEFAULT_ADDRESS, open_store
from planner.domain.errors import UnreadableInput

SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one
HERE = ip_network("127.0.0.1")
WITH_PASSWORD = f"postgresql://plan:{SECRET}@base.lillevik.no:5432/semesterplan"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings file of whoever runs the tests is read."""
    monkeypatch.chdir(tmp_path)


def in_file(text: str, name: str = "semesterplan.toml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def read(environment: dict[str, str] | None = None, /, **options: object) -> InForce:
    return read_settings(None, environment or {}, options)


def faults(
    environment: dict[str, str] | None = None, file: Path | None = None, /, **options: object
) -> list[str]:
    with pytest.raises(UnreadableInput) as raised:
        read_settings(file, environment or {}, options)
    told = [fault.text("nb") for fault in raised.value.faults]
    assert SECRET not in repr(raised.value) + "".join(told)
    return told


def sources(found: InForce) -> dict[str, str]:
    return {name: source.nb for name, source in found.sources.items()}


# ---------------------------------------------------------------------------- what counts


def test_without_a_word_everything_stands_on_this_machine() -> None:
    found = read()

    assert found.settings == Settings()
    assert found.settings.links_from == "http://127.0.0.1:8000"
    usual = dict.fromkeys(Settings.model_fields, "standard")
    assert sources(found) == usual | {"base_url": "følger av host og port"}


def test_what_is_said_later_counts() -> None:
    in_file('# vårt\noffice = "fil"\nport = 8001\nhost = "0.0.0.0"\nweb_processes = 3\n')
    environment = {"SEMESTERPLAN_OFFICE": "miljo", "SEMESTERPLAN_PORT": "8002"}

    found = read(environment, office="valg", port=None)

    settings = found.settings
    assert (settings.office, settings.port, settings.host) == ("valg", 8002, "0.0.0.0")  # noqa: S104
    assert sources(found) == {
        "database": "standard",
        "office": "--office",
        "host": "semesterplan.toml:4",
        "port": "SEMESTERPLAN_PORT",
        "web_processes": "semesterplan.toml:5",
        "workers": "standard",
        "base_url": "følger av host og port",
        "trusted_proxies": "standard",
        "metrics_from": "standard",
        "key_file": "standard",
        "fetch_hours": "standard",
        "log_format": "standard",
        "oidc": "standard",
    }


def test_the_file_is_the_one_named_first() -> None:
    in_file("port = 1")
    in_file("port = 2", "miljo.toml")
    named = in_file("port = 3", "valgt.toml")
    environment = {"SEMESTERPLAN_SETTINGS": "miljo.toml"}

    assert read().settings.port == 1
    assert read(environment).settings.port == 2
    assert read_settings(named, environment, {}).settings.port == 3


def test_an_empty_variable_says_nothing() -> None:
    assert read({"SEMESTERPLAN_OFFICE": "", "SEMESTERPLAN_SETTINGS": ""}).settings == Settings()


def test_what_a_cluster_names_after_a_service_is_none_of_ours() -> None:
    names = ("SERVICE_HOST", "SERVICE_PORT", "PORT_8000_TCP", "PORT_8000_TCP_ADDR")
    assert read({f"SEMESTERPLAN_{name}": "10.0.0.1" for name in names}).settings == Settings()


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ({"host": "10.1.2.3", "port": 80}, "http://10.1.2.3:80"),
        ({"host": "0:0:0:0:0:0:0:1"}, "http://[::1]:8000"),
        ({"host": "0.0.0.0"}, "http://localhost:8000"),  # noqa: S104
        ({"host": "::"}, "http://localhost:8000"),
        ({"base_url": "https://lillevik.no/ppt/"}, "https://lillevik.no/ppt"),
        ({"base_url": "http://localhost:8080"}, "http://localhost:8080"),
        ({"base_url": "http://[::1]:8080/"}, "http://[::1]:8080"),
    ],
)
def test_links_begin_with_what_reaches_the_service(said: dict[str, object], links: str) -> None:
    assert read(**said).settings.links_from == links


def test_networks_are_said_with_commas_or_as_a_list() -> None:
    in_file('trusted_proxies = ["127.0.0.1", "10.0.0.0/24"]')

    assert read().settings.trusted_proxies == (HERE, ip_network("10.0.0.0/24"))
    for_all = {"SEMESTERPLAN_TRUSTED_PROXIES": " 127.0.0.1 ,::1,"}
    assert read(for_all).settings.trusted_proxies == (HERE, ip_network("::1"))


# ---------------------------------------------------------------------------- what is wrong


def test_every_fault_is_told_at_once_with_its_place() -> None:
    in_file(f"""\
# vårt
databse = "sqlite:///a.db"
database = "mysql://plan:{SECRET}@base/plan"
port = "åtte"
web_processes = true
[host]
navn = 1
""")
    environment = {
        "SEMESTERPLAN_BASE_URL": f"https://plan:{SECRET}@lillevik.no",
        "SEMESTERPLAN_OFICE": SECRET,
        "SEMESTERPLAN_HOST": "localhost",
    }

    found = faults(environment, office="Lillevik PPT")

    assert [each.partition(": ")[0] for each in found] == [
        *(f"semesterplan.toml:{line}" for line in (2, 3, 4, 5, 6)),
        "SEMESTERPLAN_BASE_URL",
        "SEMESTERPLAN_HOST",
        "SEMESTERPLAN_OFICE",
        "--office",
    ]
    assert found[0].endswith("databse: Innstillingen «databse» finnes ikke; mente du «database»?")
    assert "skriv «sqlite:///FIL» eller" in found[1]
    assert "må begynne med https://" in found[5]
    assert "IP-adresse" in found[6]
    assert "mente du «office»?" in found[7]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("port = 8000\nport = 8001\n", "semesterplan.toml:2"),
        (f"\ndatabase = postgresql://{SECRET}\n", "semesterplan.toml:2"),
        (f"database = '{SECRET}\n", "semesterplan.toml"),
        (f"port = {'9' * 5000}", "semesterplan.toml"),
        (f"port = {'[' * 5000}", "semesterplan.toml"),
        ("port: 8000", "semesterplan.toml:1"),
    ],
)
def test_a_file_that_is_no_toml_is_refused_beside_the_rest(text: str, place: str) -> None:
    in_file(text)

    first, second = faults({"SEMESTERPLAN_PORT": "0"})

    assert first.startswith(f"{place}: Filen er ikke gyldig TOML")
    assert second == "SEMESTERPLAN_PORT: Porten er et tall; skriv 1 til 65535."


def test_a_file_that_was_named_must_be_there() -> None:
    missing = "mangler.toml: Filen finnes ikke; se over navnet og mappen."
    assert faults(None, Path("mangler.toml")) == [missing]
    assert faults({"SEMESTERPLAN_SETTINGS": "mangler.toml"}) == [missing]


def test_an_unknown_setting_unlike_any_other_is_shown_the_known() -> None:
    in_file("farge = 'blå'")

    (told,) = faults()

    assert told == (
        "semesterplan.toml:1: farge: Innstillingen «farge» finnes ikke; fjern den, eller velg "
        "database, office, host, port, web_processes, workers, base_url, trusted_proxies, "
        "metrics_from, key_file, fetch_hours, log_format eller oidc."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("office", "../annet"),
        ("office", ["lillevik"]),
        ("host", "fe80::1%eth0"),
        ("host", "127.0.0.1:8000"),
        ("port", 0),
        ("port", 65536),
        ("port", 80.5),
        ("port", "tcp://10.0.0.1:80"),  # a cluster's own, for a service of our name
        ("web_processes", 65),
        ("workers", -1),
        ("trusted_proxies", "proxy.lillevik.no"),
        ("trusted_proxies", [1]),
        ("trusted_proxies", "10.0.0.1/24"),
        ("metrics_from", 5),
        ("key_file", " "),
        ("fetch_hours", 0),
        ("log_format", "xml"),
        ("oidc", "entra"),
        ("base_url", "http://lillevik.no"),
        ("base_url", "lillevik.no"),
        ("base_url", "https://"),
        ("base_url", "https://lillevik.no:port"),
        ("base_url", "https://lillevik.no/?a=1"),
        ("base_url", "https://lillevik.no/#a"),
        ("base_url", 'https://lillevik.no/"onclick'),
        ("base_url", "https://lillevik.no/\nSet-Cookie"),
        ("base_url", "javascript:alert(1)"),
        ("database", "sqlite:///\udcff.db"),
        ("database", 5),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(name: str, value: object) -> None:
    (told,) = faults(**{name: value})

    assert told.startswith(f"--{name.replace('_', '-')}: ")


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        (DEFAULT_ADDRESS, True),
        ("sqlite:////var/lib/semesterplan/a b.db", True),
        (WITH_PASSWORD, True),
        (f"postgresql://plan:{SECRET}/?#@base/plan?sslmode=require", True),
        ("postgresql:///plan?host=/run/postgresql", True),
        ("postgresql://plan@[::1]:5432/plan", True),
        ("sqlite:///", False),
        ("sqlite:///:memory:", False),
        ("sqlite:///a.db?mode=ro", False),
        ("sqlite://a.db", False),
        ("postgresql://base", False),
        ("postgresql://base/", False),
        ("postgresql+psycopg://base/plan", False),
        ("mysql://base/plan", False),
        ("semesterplan.db", False),
        ("", False),
    ],
)
def test_the_store_takes_the_same_databases(address: str, *, usable: bool) -> None:
    if usable:
        assert read(database=address).settings.database == address
        open_store(address).engine.dispose()
    else:
        assert len(faults(database=address)) == 1
        with pytest.raises(UnreadableInput):
            open_store(address)


def test_the_default_is_the_store_s_own() -> None:
    assert Settings().database == DEFAULT_ADDRESS


# ---------------------------------------------------------------------------- what is shown


def test_settings_are_shown_with_their_sources_and_without_the_password() -> None:
    found = read({"SEMESTERPLAN_DATABASE": WITH_PASSWORD})

    assert (
        settings_text(found)
        == """\
database         postgresql://plan:***@base.lillevik.no:5432/semesterplan  (SEMESTERPLAN_DATABASE)
office           –                                                         (standard)
host             127.0.0.1                                                 (standard)
port             8000                                                      (standard)
web_processes    2                                                         (standard)
workers          1                                                         (standard)
base_url         http://127.0.0.1:8000                                     (følger av host og port)
trusted_proxies  –                                                         (standard)
metrics_from     –                                                         (standard)
key_file         –                                                         (standard)
fetch_hours      6                                                         (standard)
log_format       json                                                      (standard)
oidc             –                                                         (standard)"""
    )
    shown = settings_as_facts(found)["settings"]
    assert isinstance(shown, dict)
    assert shown["port"] == {"value": 8000, "source": "standard"}
    assert SECRET not in f"{shown} {found!r} {found.settings}"


@given(st.text(st.characters(exclude_characters="@&"), min_size=1))
def test_no_password_is_shown_whatever_is_in_it(password: str) -> None:
    hidden = without_password(f"postgresql://plan:{password}@base/plan?sslpassword={password}")

    assert hidden == "postgresql://plan:***@base/plan"


@pytest.mark.parametrize(
    "address", ["sqlite:///a:b@c.db", "postgresql://plan@base:5432/plan", "postgresql:///plan"]
)
def test_an_address_without_a_password_is_shown_as_it_is(address: str) -> None:
    assert without_password(address) == address
