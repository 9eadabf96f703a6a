from django.test import TestCase

from dreams.models import Dream
from dreams.tests.dreamers import dream_of, dreamer


class DreamTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = dreamer("ada")

    def test_is_shown_by_its_title(self):
        self.assertEqual(str(dream_of(self.ada, "Flying")), "Flying")

    def test_is_private_until_shared(self):
        dream = dream_of(self.ada)
        self.assertFalse(dream.is_shared)
        dream.share()
        self.assertTrue(dream.is_shared)
        self.assertIsNotNone(dream.shared_at)

    def test_goes_with_its_owner(self):
        dream_of(self.ada)
        self.ada.delete()
        self.assertFalse(Dream.objects.exists())

    def test_its_token_cannot_be_guessed(self):
        tokens = {dream_of(self.ada, str(number)).share() for number in range(10)}
        self.assertEqual(len(tokens), 10)
        self.assertEqual({len(token) for token in tokens}, {43})

    def test_a_profile_is_shown_by_its_public_name(self):
        self.assertEqual(str(self.ada.profile), "Ada")
