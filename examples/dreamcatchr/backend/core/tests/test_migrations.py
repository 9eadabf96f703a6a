from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.test import TestCase, TransactionTestCase

OWN_APPS = ("accounts", "dreams")


def migrate(*targets):
    """Moves the test database to the targets and returns the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    executor.loader.build_graph()
    return executor.loader.project_state(list(targets)).apps


class MigrationFilesTest(TestCase):
    def test_models_and_migrations_agree(self):
        call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())

    def test_history_is_a_line_in_each_app(self):
        graph = MigrationLoader(connection).graph
        for app in OWN_APPS:
            with self.subTest(app):
                self.assertEqual(len(graph.leaf_nodes(app)), 1)

    def test_every_operation_can_be_undone(self):
        loader = MigrationLoader(connection)
        own = [migration for (app, _), migration in loader.disk_migrations.items() if app in OWN_APPS]
        self.assertGreaterEqual(len(own), 5)
        for migration in own:
            for operation in migration.operations:
                with self.subTest(f"{migration}: {operation}"):
                    self.assertTrue(operation.reversible)


class MigrationCase(TransactionTestCase):
    """Each test leaves the database fully migrated, whatever happened in it."""

    def tearDown(self):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


class WholeHistoryTest(MigrationCase):
    def test_goes_back_to_nothing_and_forward_again(self):
        MigrationExecutor(connection).migrate([(app, None) for app in OWN_APPS])
        self.assertFalse({"accounts_profile", "dreams_dream"} & set(connection.introspection.table_names()))
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        self.assertLessEqual({"accounts_profile", "dreams_dream"}, set(connection.introspection.table_names()))


class MoodMigrationTest(MigrationCase):
    def setUp(self):
        apps = migrate(("dreams", "0002_dream_mood"))
        owner = apps.get_model("auth", "User").objects.create(username="ada")
        dreams = apps.get_model("dreams", "Dream").objects
        self.old = dreams.create(owner=owner, title="Before moods", body="...", mood="").pk
        self.happy = dreams.create(owner=owner, title="Happy", body="...", mood="happy").pk

    def moods(self, target):
        dreams = migrate(("dreams", target)).get_model("dreams", "Dream").objects
        return {dream.pk: dream.mood for dream in dreams.all()}

    def test_names_missing_moods(self):
        self.assertEqual(self.moods("0003_name_missing_moods"), {self.old: "unknown", self.happy: "happy"})

    def test_back_again_they_are_empty(self):
        self.moods("0003_name_missing_moods")
        self.assertEqual(self.moods("0002_dream_mood"), {self.old: "", self.happy: "happy"})

    def test_the_release_before_moods_can_still_insert(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dreams_dream (owner_id, title, body, created)"
                " SELECT owner_id, 'By the old release', body, created FROM dreams_dream WHERE id = %s",
                [self.old],
            )
        self.assertIn("unknown", self.moods("0003_name_missing_moods").values())


class SharingMigrationTest(MigrationCase):
    def test_keeps_dreams_both_ways(self):
        apps = migrate(("dreams", "0003_name_missing_moods"))
        owner = apps.get_model("auth", "User").objects.create(username="ada")
        apps.get_model("dreams", "Dream").objects.create(owner=owner, title="Flying", body="...")
        after = migrate(("dreams", "0004_dream_sharing")).get_model("dreams", "Dream").objects.get()
        self.assertIsNone(after.share_token)
        before = migrate(("dreams", "0003_name_missing_moods")).get_model("dreams", "Dream").objects.get()
        self.assertEqual(before.title, "Flying")
        self.assertFalse(hasattr(before, "share_token"))


class IndexMigrationTest(MigrationCase):
    def indexes(self):
        with connection.cursor() as cursor:
            return set(connection.introspection.get_constraints(cursor, "dreams_dream"))

    def test_adds_and_removes_both_indexes(self):
        both = {"dream_owner_newest", "dream_shared_newest"}
        migrate(("dreams", "0004_dream_sharing"))
        self.assertFalse(both & self.indexes())
        migrate(("dreams", "0005_dream_indexes"))
        self.assertLessEqual(both, self.indexes())


class ProfileMigrationTest(MigrationCase):
    def setUp(self):
        apps = migrate(("accounts", "0001_profile"))
        users, profiles = apps.get_model("auth", "User").objects, apps.get_model("accounts", "Profile").objects
        users.create(username="ada.lovelace")
        profiles.create(user=users.create(username="bob"), display_name="Bobby")

    def profiles(self, target):
        profiles = migrate(("accounts", target)).get_model("accounts", "Profile").objects
        return {profile.user.username: profile.display_name for profile in profiles.select_related("user")}

    def test_gives_users_without_a_profile_one_and_leaves_the_others(self):
        expected = {"ada.lovelace": "Ada Lovelace", "bob": "Bobby"}
        self.assertEqual(self.profiles("0002_profiles_for_existing_users"), expected)

    def test_going_back_keeps_them_and_forward_again_repeats_none(self):
        expected = {"ada.lovelace": "Ada Lovelace", "bob": "Bobby"}
        self.profiles("0002_profiles_for_existing_users")
        self.assertEqual(self.profiles("0001_profile"), expected)
        self.assertEqual(self.profiles("0002_profiles_for_existing_users"), expected)
