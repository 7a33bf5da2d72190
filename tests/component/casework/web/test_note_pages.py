"""A note on the pages: who reads it, what it said before, and the form of its author."""

from tests.component.casework.harness import SCHOOL, Harness, contact

from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened


async def test_a_partner_sees_which_notes_there_are_and_reads_its_own(
    harness: Harness, browser: Browser, browsers: Browsers
) -> None:
    reference = (await opened(harness))["reference"]
    for text, visibility in (("Voor ons.", "team"), ("Voor iedereen.", "partners")):
        sent = await browser.fill_in(f"/dossiers/{reference}/notities", text=text, visibility=visibility)
        assert sent.status == 303
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    partner = await browsers(Role.CLB, contact="clb-1")
    for path in (f"/dossiers/{reference}", f"/dossiers/{reference}/notities"):
        page = await partner.open(path)
        assert "Voor iedereen." in page.text
        assert "Deze notitie is niet voor u bestemd." in page.text
        assert "Voor ons." not in page.html
        assert "Notitie toevoegen" not in page.text


async def test_an_author_changes_a_note_and_reads_what_it_said(
    harness: Harness, browser: Browser, browsers: Browsers
) -> None:
    reference = (await opened(harness))["reference"]
    await browser.fill_in(f"/dossiers/{reference}/notities", text="Moeder belt terug.")
    page = await browser.open(f"/dossiers/{reference}/notities")
    [path] = [link for link in page.links if "/notities/" in link]
    form = (await browser.open(path)).fields(path)
    assert (form["text"], form["visibility"], form["version"]) == ("Moeder belt terug.", "team", "1")
    assert (await browser.send(path, **{**form, "text": ""})).status == 422
    assert (await browser.send(path, **{**form, "text": "Moeder belde terug."})).status == 303
    late = await browser.send(path, **{**form, "text": "Te laat."})
    assert (late.status, "intussen gewijzigd" in late.text, late.fields(path)["version"]) == (412, True, "2")
    page = await browser.open(path)
    assert ("Moeder belde terug." in page.text, "Moeder belt terug." in page.text) == (True, True)
    colleague = await browsers(Role.COORDINATOR, contact="co-1")
    assert path in (await colleague.open(f"/dossiers/{reference}")).links
    assert path not in (await colleague.open(path)).html
    assert (await colleague.send(path, **form)).status == 403
