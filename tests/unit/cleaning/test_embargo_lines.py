"""Embargo lines in English, German and Spanish, as offices write them, and lines that are none."""

from datetime import date

import pytest

from shared.cleaning.opening.embargoes import read_embargo
from shared.cleaning.opening.page_lines import page_rule

RECEIVED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("language", "line", "until"),
    [
        ("en", "Under strict embargo until 06:00 GMT on 3 June 2026", "2026-06-03T06:00:00+00:00"),
        ("en", "NOT FOR RELEASE UNTIL 5 A.M. ET, JUNE 3, 2026", "2026-06-03T05:00:00-04:00"),
        ("en", "Embargoed: 0001hrs Wednesday 3 June 2026 (UK time)", "2026-06-03T00:01:00+01:00"),
        ("en", "EMBARGO 00.01 Tuesday 2nd June 2026 BST", "2026-06-02T00:01:00+01:00"),
        ("de", "SPERRFRIST: 3.6.2026, 11 Uhr (MESZ)", "2026-06-03T11:00:00+02:00"),
        ("de", "Frei für Mittwoch, 3. Juni 2026, 5 Uhr MESZ", "2026-06-03T05:00:00+02:00"),
        (
            "de",
            "Bitte Sperrfrist beachten: 03.06.2026, 10.30 Uhr Wiener Zeit",
            "2026-06-03T10:30:00+02:00",
        ),
        (
            "es",
            "Bajo embargo hasta las 15:00 GMT-5 del 3 de junio de 2026",
            "2026-06-03T15:00:00-05:00",
        ),
        (
            "es",
            "Nota embargada: 3 de junio de 2026, 11 horas, hora argentina",
            "2026-06-03T11:00:00-03:00",
        ),
    ],
)
def test_an_embargo_line_tells_its_moment(language: str, line: str, until: str) -> None:
    found = read_embargo(line, language, RECEIVED)
    assert found
    assert found.until
    assert found.until.isoformat() == until


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "EMBARGOED UNTIL DELIVERY – CHECK AGAINST DELIVERY"),
        ("de", "Sperrfrist: bis zum Beginn der Pressekonferenz"),
        ("de", "(Sperrvermerk: 3. Juni 2026, 17 Uhr)"),
        ("es", "No publicar antes del término del discurso"),
        ("es", "Embargo hasta el inicio de la rueda de prensa"),
    ],
)
def test_an_embargo_without_a_moment_is_one_all_the_same(language: str, line: str) -> None:
    found = read_embargo(line, language, RECEIVED)
    assert found
    assert found.until is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Embargo on Russian oil begins on June 3, 2026 at midnight"),
        ("en", "Release at last: 3 whales swim free"),
        ("de", "Sperrfrist verletzt: Redaktion entschuldigt sich"),
        ("de", "Freigabe von Cannabis: 3 Fragen"),
        ("es", "Embargo de la vivienda: 3.000 familias en la calle"),
    ],
)
def test_a_headline_about_an_embargo_is_no_embargo(language: str, line: str) -> None:
    assert read_embargo(line, language, RECEIVED) is None


@pytest.mark.parametrize(
    "line",
    [
        "Home Secretary: no new rules",
        "Home Alone - 30 years",
        "Startups: wenig Geld",
        "Home: a memoir",
    ],
)
def test_a_headline_that_begins_as_a_trail_does_is_none(line: str) -> None:
    assert page_rule(line) is None
