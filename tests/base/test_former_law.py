"""Law that has been replaced, in the spellings people use, and today's law that looks like it."""

import pytest

from hjulet.base.former_law import former_law_in


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Enligt socialtjänstlagen (2001:453) ska vi.", "socialtjänstlagen (2025:400) gäller"),
        ("Vi följer SOSFS 2005:12.", "SOSFS 2011:9 gäller"),
        ("Vi följer sosfs  2006:11.", "SOSFS 2011:9 gäller"),
        ("SOSFS 2005:28 om lex Maria", "HSLF-FS 2017:40 gäller"),
        ("Enligt SOSFS 2008:1 om medicintekniska produkter.", "HSLF-FS 2021:52 gäller"),
        ("Personalen rapporterar missförhållanden enligt 14 kap. 3 § SoL.", "27 kap. 2 §"),
        ("Lex Sarah finns i SoL 14 kap 3 §.", "27 kap. 2 §"),
        ("Rapporteringsskyldigheten (14:3 SoL) är känd.", "27 kap. 2 §"),
        ("Rapporteringsskyldigheten, SoL 14:3, är känd.", "27 kap. 2 §"),
        ("Missförhållanden utreds enligt 14 kap. 6 § socialtjänstlagen.", "27 kap. 5 §"),
        ("Var och en ska medverka till god kvalitet (14 kap. 2 § SoL).", "5 kap. 1 §"),
        ("Vi rapporterar enligt **14 kap.\u00a03 §** SoL.", "27 kap. 2 §"),
        ("Anmälan till IVO görs enligt kap 14 § 7 SoL.", "27 kap. 6 §"),
        ("Rapportering av beslut, 16 kap. 6 f § SoL, görs varje kvartal.", "34 kap. 1 §"),
        ("Rapporten till fullmäktige (SoL 16:6h) lämnas.", "34 kap. 3 §"),
        ("Enligt socialtjänstlagen (2001:453) 14 kap. 3 § rapporterar vi.", "27 kap. 2 §"),
    ],
)
def test_old_law_is_found_and_the_new_is_said(text, now):
    found = former_law_in(text)

    assert any(now in one.now for one in found), found
    assert all(one.is_sure for one in found)


def test_every_paragraph_of_a_list_is_told():
    found = former_law_in(
        "Rapportera och utred enligt 14 kap. 3, 6 och 7 §§ SoL, se även 14 kap. 3–4 §§ SoL."
    )

    assert [one.said for one in found] == [
        "14 kap. 3 § SoL", "14 kap. 6 § SoL", "14 kap. 7 § SoL", "14 kap. 4 § SoL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Vi bedriver arbetet enligt 14 kap. 3 § SoL.",
        "Kvaliteten följs enligt 3 kap. 3 § SoL.",
        "Kvaliteten utvecklas (3:3 SoL).",
    ],
)
def test_what_may_be_either_is_told_without_being_sure(text):
    assert [one.is_sure for one in former_law_in(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Vi dokumenterar enligt 14 kap. 3 § SoL.",
        "Rapportera missförhållanden enligt 27 kap. 2 § SoL.",
        "Rapporteringen görs enligt 14 kap. 3 § socialtjänstlagen (2025:400).",
        "Socialtjänstlagen (2025:400) ersatte den 1 juli 2025 socialtjänstlagen (2001:453).",
        "Till och med den 30 juni 2025 gällde 14 kap. 3 § SoL för lex Sarah.",
        "Händelsen rapporterades enligt 14 kap. 3 § i den tidigare socialtjänstlagen (2001:453).",
        "Enligt 14 kap. 3 § OSL gäller sekretess för rapporten.",
        "SOSFS 2011:9 och HSLF-FS 2017:40 gäller.",
        "Det kostar 2001:4530 kronor.",
        "3 kap. 3 § PSL om att utreda händelser.",
        "Klockan 14:3 kom SoL-handläggaren.",
        "",
    ],
)
def test_todays_law_and_history_are_left_alone(text):
    assert former_law_in(text) == []


def test_a_long_text_is_read_at_once():
    assert former_law_in("SoL" + " " * 20_000 + "14 kap" + " " * 20_000 + "3 " * 5_000) == []
