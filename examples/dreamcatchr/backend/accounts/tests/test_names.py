from django.test import SimpleTestCase

from accounts.names import display_name_for


class DisplayNameTest(SimpleTestCase):
    def test_is_made_of_the_login_names_words(self):
        for username, expected in {
            "ada": "Ada",
            "ada.lovelace": "Ada Lovelace",
            "grace_hopper-42": "Grace Hopper 42",
            "alan@example.org": "Alan",
            "@": "Dreamer",
            "...": "Dreamer",
        }.items():
            with self.subTest(username):
                self.assertEqual(display_name_for(username), expected)

    def test_fits_its_column(self):
        self.assertEqual(len(display_name_for("x" * 150)), 60)
