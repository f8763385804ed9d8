"""Identity numbers are told from other numbers by their check digits.

All numbers are made up: their month is 80 too high, as in the test data of Skatteetaten.
"""

import pytest

from planner.domain.identitynumber import holds_identity_number

# Weighed 3 7 6 1 8 9 4 5 2 1, the digits 0181900004 add up to 0+7+48+1+72+0+0+0+0+4 = 132 = 12·11.
# Weighed 5 4 3 2 7 6 5 4 3 2 1, 01819000049 gives 0+4+24+2+63+0+0+0+0+8+9 = 110 = 10·11.
VALID = "01819000049"
# 0181900005 gives 133 = 12·11 + 1, which is right from 2032; the whole gives 4+24+2+63+10+7 = 110.
VALID_FROM_2032 = "01819000057"


@pytest.mark.parametrize(
    "text",
    [VALID, VALID_FROM_2032, f"Gjelder {VALID}.", "018190 00049", "018190-00049", f"nr{VALID}x"],
)
def test_an_identity_number_is_found(text: str) -> None:
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Møtene i uke 9 er flyttet; ring 22 33 44 55.",
        "01819000048",  # the second check digit is wrong
        "01819000099",  # 0181900009 gives 137 = 12·11 + 5
        f"{VALID}0",  # twelve digits
        "2027-03-01T09:00",
    ],
)
def test_another_number_is_none(text: str) -> None:
    assert not holds_identity_number(text)
