"""Pasted HTML becomes a body: by the rules of richtext.from_html, through the address that the editor asks."""

import pytest
from django.test import Client
from django.urls import reverse

from guidelines import richtext
from guidelines.views.richtext import MAX_BYTES
from tests.cast import Cast

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal><b>Bold</b> <i>italic</i> words<a style='mso-footnote-id:ftn1' href="#_ftn1"><span>[1]</span></a><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>First</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a.<span>&nbsp; </span></span><![endif]>Within</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Second</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>One</p></td><td><p class=MsoNormal>Two</p></td></tr></table>
<div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> The source</p></div>
<!--EndFragment--></body></html>"""
WORD_AS_MARKUP = """**Bold** *italic* words^[The source]

1. First

   1. Within
2. Second

| One | Two |"""


@pytest.fixture
def signed_in(cast: Cast, client: Client) -> Client:
    client.force_login(cast.drafter)
    return client


def test_word_keeps_its_words_marks_lists_table_and_footnote(signed_in: Client) -> None:
    answer = signed_in.post(reverse("richtext_clean"), {"html": WORD}, content_type="application/json")
    assert richtext.to_markup(answer.json()["body"]) == WORD_AS_MARKUP


def test_what_cannot_be_read_is_refused_with_a_sentence(signed_in: Client) -> None:
    for sent in ("no JSON", "[]", '{"html": 1}', "{}"):
        answer = signed_in.post(reverse("richtext_clean"), sent, content_type="application/json")
        assert answer.status_code == 400
        assert "plain text" in answer.json()["error"]


def test_more_than_a_megabyte_is_refused(signed_in: Client) -> None:
    answer = signed_in.post(reverse("richtext_clean"), {"html": "x" * MAX_BYTES}, content_type="application/json")
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["error"]


def test_only_people_who_signed_in_may_ask(client: Client) -> None:
    answer = client.post(reverse("richtext_clean"), {"html": WORD}, content_type="application/json")
    assert answer.status_code == 302
    assert "body" not in answer.content.decode()


def test_a_page_elsewhere_may_not_ask(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.drafter)
    answer = client.post(reverse("richtext_clean"), {"html": WORD}, content_type="application/json")
    assert answer.status_code == 403
