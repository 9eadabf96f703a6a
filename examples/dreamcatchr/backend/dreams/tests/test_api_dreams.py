from datetime import datetime

from django.test import Client, TestCase

from dreams.models import Dream
from dreams.tests.dreamers import dream_of, dreamer, write

GOOD = {"title": "Flying", "body": "Over the roofs.", "mood": "happy"}


class DreamsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = dreamer("ada")
        cls.bob = dreamer("bob")

    def setUp(self):
        self.client.force_login(self.ada)

    def titles(self, query=""):
        return [dream["title"] for dream in self.client.get(f"/api/dreams{query}").json()["results"]]


class CreateTest(DreamsTestCase):
    def test_answers_with_the_new_dream(self):
        answer = write(self.client, "/api/dreams", **GOOD)
        self.assertEqual(answer.status_code, 201)
        dream = answer.json()
        self.assertEqual(set(dream), {"id", "title", "body", "mood", "created", "shared"})
        self.assertEqual({**dream, **GOOD}, dream)
        self.assertFalse(dream["shared"])
        self.assertIsNotNone(datetime.fromisoformat(dream["created"]).tzinfo)

    def test_stores_it_for_its_owner(self):
        write(self.client, "/api/dreams", **GOOD)
        self.assertEqual(Dream.objects.get().owner, self.ada)

    def test_a_mood_may_be_left_out(self):
        answer = write(self.client, "/api/dreams", title="Flying", body="High.")
        self.assertEqual(answer.json()["mood"], "unknown")

    def test_keeps_every_script_and_symbol(self):
        answer = write(self.client, "/api/dreams", title="夢 🌙", body="سماء\n<b>&amp;</b>")
        self.assertEqual((answer.json()["title"], answer.json()["body"]), ("夢 🌙", "سماء\n<b>&amp;</b>"))

    def test_refuses_what_is_missing_or_wrong(self):
        for changes, field in [
            ({"title": ""}, "title"),
            ({"title": "   "}, "title"),
            ({"title": "x" * 201}, "title"),
            ({"body": ""}, "body"),
            ({"body": "x" * 20_001}, "body"),
            ({"body": 3}, "body"),
            ({"mood": "hungry"}, "mood"),
            ({"title": "a\x00b"}, "title"),
        ]:
            with self.subTest(changes):
                answer = write(self.client, "/api/dreams", **{**GOOD, **changes})
                self.assertEqual(answer.status_code, 400)
                self.assertEqual(list(answer.json()["errors"]), [field])
        self.assertFalse(Dream.objects.exists())

    def test_names_every_fault_at_once(self):
        answer = write(self.client, "/api/dreams", title="", body="", mood="hungry")
        self.assertEqual(set(answer.json()["errors"]), {"title", "body", "mood"})

    def test_refuses_what_is_not_json(self):
        answer = self.client.post("/api/dreams", "title=Flying", content_type="application/json")
        self.assertEqual(answer.status_code, 400)

    def test_needs_a_login(self):
        self.assertEqual(write(Client(), "/api/dreams", **GOOD).status_code, 401)

    def test_needs_the_csrf_token(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.ada)
        self.assertEqual(write(browser, "/api/dreams", **GOOD).status_code, 403)


class ListTest(DreamsTestCase):
    def test_is_empty_at_first(self):
        answer = self.client.get("/api/dreams")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json(), {"results": [], "page": 1, "pages": 1, "total": 0})

    def test_has_the_newest_first(self):
        dream_of(self.ada, "First")
        dream_of(self.ada, "Second")
        self.assertEqual(self.titles(), ["Second", "First"])

    def test_has_only_the_users_own(self):
        dream_of(self.bob, "Not yours")
        self.assertEqual(self.titles(), [])

    def test_comes_in_pages(self):
        for number in range(45):
            dream_of(self.ada, f"Dream {number}")
        third = self.client.get("/api/dreams?page=3").json()
        self.assertEqual((third["page"], third["pages"], third["total"]), (3, 3, 45))
        self.assertEqual([dream["title"] for dream in third["results"]], [f"Dream {n}" for n in (4, 3, 2, 1, 0)])

    def test_a_page_beyond_the_last_is_the_last(self):
        dream_of(self.ada)
        self.assertEqual(self.client.get("/api/dreams?page=99").json()["page"], 1)

    def test_refuses_a_page_that_is_no_number(self):
        for page in ("0", "-1", "two", "1.5", "²", "9" * 5000):
            with self.subTest(page[:10]):
                answer = self.client.get("/api/dreams", {"page": page})
                self.assertEqual(answer.status_code, 400)
                self.assertEqual(list(answer.json()["errors"]), ["page"])

    def test_needs_a_login(self):
        self.assertEqual(Client().get("/api/dreams").status_code, 401)


class SearchTest(DreamsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        dream_of(cls.ada, "Flying", "Over the roofs.", mood="happy")
        dream_of(cls.ada, "The exam", "I could not find the room, then I was flying.", mood="scary")
        dream_of(cls.ada, "100% silence", "A quiet sea.", mood="calm")
        dream_of(cls.bob, "Flying too", "In a balloon.")

    def test_looks_into_title_and_text_whatever_the_letter_case(self):
        self.assertEqual(self.titles("?search=FLY"), ["The exam", "Flying"])

    def test_looks_into_the_mood(self):
        self.assertEqual(self.titles("?search=calm"), ["100% silence"])

    def test_wants_every_word(self):
        self.assertEqual(self.titles("?search=flying+room"), ["The exam"])

    def test_takes_wildcards_literally(self):
        self.assertEqual(self.titles("?search=%25"), ["100% silence"])
        self.assertEqual(self.titles("?search=_"), [])

    def test_counts_what_it_found(self):
        self.assertEqual(self.client.get("/api/dreams?search=flying").json()["total"], 2)

    def test_finds_nothing_without_failing(self):
        self.assertEqual(self.titles("?search=elephant"), [])

    def test_refuses_what_no_text_can_contain(self):
        self.assertEqual(self.client.get("/api/dreams?search=%00").status_code, 400)

    def test_looks_for_a_bounded_number_of_words(self):
        self.assertEqual(self.titles("?search=" + "+".join(["fly"] * 10 + ["elephant"])), ["The exam", "Flying"])


class OneDreamTest(DreamsTestCase):
    def test_is_shown_to_its_owner(self):
        dream = dream_of(self.ada)
        answer = self.client.get(f"/api/dreams/{dream.id}")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["id"], dream.id)

    def test_is_absent_for_anybody_else(self):
        dream = dream_of(self.bob)
        self.assertEqual(self.client.get(f"/api/dreams/{dream.id}").status_code, 404)

    def test_is_absent_when_it_never_was(self):
        self.assertEqual(self.client.get("/api/dreams/1").status_code, 404)
        self.assertEqual(self.client.get("/api/dreams/" + "9" * 30).status_code, 404)

    def test_has_a_mood_even_when_an_earlier_release_wrote_none(self):
        dream = dream_of(self.ada, mood="")
        self.assertEqual(self.client.get(f"/api/dreams/{dream.id}").json()["mood"], "unknown")

    def test_needs_a_login(self):
        self.assertEqual(Client().get(f"/api/dreams/{dream_of(self.ada).id}").status_code, 401)
