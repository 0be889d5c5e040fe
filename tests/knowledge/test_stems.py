"""All forms of a Dutch word have one stem."""

import pytest

from contactapp.knowledge.search.analysis import analyse
from contactapp.knowledge.search.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "breken breekt brak gebroken",
        "betalen betaalt betaald betaling",
        "opzeggen opzegt opgezegd opzegging",
        "verhuizen verhuist verhuisd verhuizing verhuisde",
        "afwijzen afgewezen afwijzing",
        "stelen gestolen",
        "terugbellen terugbelt teruggebeld",
        "aanvragen aangevraagd aanvraagt",
        "overlijden overleden overlijdt",
        "lekken lekt gelekt lekke",
        "isoleren isoleert geisoleerd isoleer",
        "centraal centrale",
        "sociaal sociale",
        "groot grote",
        "scheef scheve",
        "koud koude kouwe",
        "radiator radiatoren",
        "dak daken",
        "schuurdak schuurdaken",
        "kast kasten kastje kastjes",
        "muis muizen",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("buurt", "buur"), ("kaart", "kaar"), ("verlichting", "verliezen")])
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("sentence", ["hij zegt de huur op", "de huur op te zeggen", "ik zeg mijn garage op"])
def test_a_separable_verb_is_put_back_together(sentence: str) -> None:
    assert stem("opzeggen") in {token.stem for token in analyse(sentence)}
