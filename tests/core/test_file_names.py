"""A file that is taken away has the café's name, in words that every file system takes."""

from cafe.core.text.file_names import file_name, shortened


def test_a_file_is_called_by_the_cafe_and_what_it_is() -> None:
    title = "LEVE HELE LIVET – «bolig» 12. mars 2026, og mye mer enn det"
    name = file_name(title, "ab12", "Plakater: bord 3", "pdf")
    assert name == "leve-hele-livet-bolig-12-mars-2026-og-mye-mer-plakater-bord-3-ab12.pdf"
    assert file_name("Ga\u030arder", "ab12", "utkast", "pdf") == "gårder-utkast-ab12.pdf"
    assert file_name("../..\\x\r\n", "ab12", "utkast", "pdf") == "x-utkast-ab12.pdf"
    assert file_name("日" * 90, "ab12", "utkast", "pdf") == "utkast-ab12.pdf"


def test_a_long_name_is_cut_at_a_word() -> None:
    assert shortened("Utdrag " + "ord " * 20) == "utdrag-" + "-".join(["ord"] * 10)
