"""What `substitutions` and `cancelled` name, and that is not there or cannot be meant."""

import pytest

from tests.domain.told import assert_told_in_nynorsk, changed, told
from tests.instances import Document, person

PEOPLE = [person(), person("ppt-02"), person("helse-01")]


@pytest.mark.parametrize(
    ("stated", "path", "words"),
    [
        ({"person": "ppt-1"}, "person", "Personen «ppt-1» finnes ikke; mente du «ppt-01»?"),
        ({"by": ["ppt-02", "ppt-20"]}, "by.1", "mente du «ppt-02»?"),
        ({"by": ["ppt-01"]}, "by.0", "PP-rådgiver 01 kan ikke komme i stedet for seg selv"),
        (
            {"by": ["helse-01"]},
            "by.0",
            "Helsesykepleier 01 hører til tjenesten «helse» og kan ikke komme i stedet for noen",
        ),
        ({"units": ["vik"]}, "units.0", "mente du «vika»?"),
        ({"meetings": ["rt.vika.9"]}, "meetings.0", "ikke noe møte «rt.vika.9»; mente du «rt."),
    ],
)
def test_each_unknown_name_is_told(stated: Document, path: str, words: str) -> None:
    changes: Document = {"people": PEOPLE, "substitutions": [{"person": "ppt-01", **stated}]}

    ((where, sentence),) = faults = told(changed(**changes))

    assert where == f"substitutions.0.{path}"
    assert words in sentence
    assert_told_in_nynorsk(changes, faults)


def test_a_meeting_that_is_cancelled_must_be_there() -> None:
    changes: Document = {"cancelled": ["rt.vika.1", "slt.alle.1"]}

    ((where, sentence),) = faults = told(changed(**changes))

    assert where == "cancelled.1"
    assert sentence == "Problemet har ikke noe møte «slt.alle.1»; fjern det her."
    assert_told_in_nynorsk(changes, faults)


def test_a_meeting_that_is_cancelled_need_not_be_held() -> None:
    whole = changed(cancelled=["rt.vika.2"])

    assert [meeting.optional for meeting in whole.meetings.values()] == [False, True]
