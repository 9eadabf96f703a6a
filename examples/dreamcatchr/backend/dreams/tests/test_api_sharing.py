from django.test import Client, TestCase

from dreams.models import Dream
from dreams.tests.dreamers import dream_of, dreamer


class SharingTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = dreamer("ada.lovelace")
        cls.bob = dreamer("bob")
        cls.dream = dream_of(cls.ada, mood="happy")

    def setUp(self):
        self.client.force_login(self.ada)
        self.stranger = Client()

    def share(self, dream=None):
        return self.client.post(f"/api/dreams/{(dream or self.dream).id}/share")

    def test_answers_with_an_address_that_everybody_can_open(self):
        answer = self.share()
        self.assertEqual(answer.status_code, 200)
        public = self.stranger.get(answer.json()["url"])
        self.assertEqual(public.status_code, 200)
        self.assertEqual(public.json()["title"], "Flying")
        self.assertEqual(public.json()["mood"], "happy")

    def test_names_the_author_but_not_the_login(self):
        public = self.stranger.get(self.share().json()["url"])
        self.assertEqual(public.json()["author"], "Ada Lovelace")
        self.assertNotIn("ada.lovelace", public.content.decode())

    def test_an_author_without_a_profile_is_a_dreamer(self):
        self.ada.profile.delete()
        self.assertEqual(self.stranger.get(self.share().json()["url"]).json()["author"], "Dreamer")

    def test_marks_the_dream(self):
        self.share()
        self.assertTrue(self.client.get(f"/api/dreams/{self.dream.id}").json()["shared"])

    def test_a_second_time_gives_the_same_address(self):
        self.assertEqual(self.share().json(), self.share().json())

    def test_two_at_the_same_moment_get_the_same_address(self):
        first, second = Dream.objects.get(pk=self.dream.pk), Dream.objects.get(pk=self.dream.pk)
        self.assertEqual(first.share(), second.share())

    def test_somebody_elses_dream_cannot_be_shared(self):
        self.assertEqual(self.share(dream_of(self.bob)).status_code, 404)

    def test_needs_a_login(self):
        self.assertEqual(self.stranger.post(f"/api/dreams/{self.dream.id}/share").status_code, 401)

    def test_needs_the_csrf_token(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.ada)
        self.assertEqual(browser.post(f"/api/dreams/{self.dream.id}/share").status_code, 403)

    def test_is_not_done_by_looking(self):
        self.assertEqual(self.client.get(f"/api/dreams/{self.dream.id}/share").status_code, 405)

    def test_an_unknown_address_is_a_404(self):
        for token in ("nothing", "%00", "%ED%A0%80"):
            with self.subTest(token):
                self.assertEqual(self.stranger.get(f"/api/shared/{token}").status_code, 404)


class PublicDreamsTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = dreamer("ada")

    def test_has_only_shared_dreams_the_latest_first(self):
        early, late, _private = (dream_of(self.ada, title) for title in ("Early", "Late", "Private"))
        early.share()
        late.share()
        answer = self.client.get("/api/public/dreams")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual([dream["title"] for dream in answer.json()["results"]], ["Late", "Early"])

    def test_is_bounded(self):
        for number in range(25):
            dream_of(self.ada, str(number)).share()
        self.assertEqual(len(self.client.get("/api/public/dreams").json()["results"]), 20)

    def test_asks_the_database_once(self):
        for number in range(3):
            dream_of(self.ada, str(number)).share()
        with self.assertNumQueries(1):
            self.client.get("/api/public/dreams")
