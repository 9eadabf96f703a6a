"""Google's official Python clients against the local cloud: nothing of them is changed, only the end point is another.

Environment: LOCAL_CLOUD, the address of the APIs; IMAGE and PROGRAM, a container that answers with its revision's name.
"""

import collections
import os
import unittest
import urllib.error
import urllib.request

from google.api_core import exceptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import artifactregistry_v1, run_v2, secretmanager_v1
from google.iam.v1 import policy_pb2
from google.protobuf import field_mask_pb2

PROJECT = "projects/demo"
HERE = PROJECT + "/locations/europe-west1"
THERE = PROJECT + "/locations/us-central1"
REVISION = run_v2.TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION


def client(kind):
    options = {"api_endpoint": os.environ["LOCAL_CLOUD"]}
    return kind(credentials=AnonymousCredentials(), transport="rest", client_options=options)


def container():
    return run_v2.Container(image=os.environ["IMAGE"], command=["python3", "-c"], args=[os.environ["PROGRAM"]])


def service(revision="", **more):
    return run_v2.Service(template=run_v2.RevisionTemplate(revision=revision, containers=[container()]), **more)


def target(revision, percent, tag=""):
    return run_v2.TrafficTarget(type_=REVISION, revision=revision, percent=percent, tag=tag)


def mask(*paths):
    return field_mask_pb2.FieldMask(paths=paths)


def body(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


class Release(unittest.TestCase):
    def setUp(self):
        self.services = client(run_v2.ServicesClient)
        self.revisions = client(run_v2.RevisionsClient)

    def create(self, parent, name, revision):
        return self.services.create_service(parent=parent, service=service(revision), service_id=name).result(60)

    def public(self, name):
        binding = policy_pb2.Binding(role="roles/run.invoker", members=["allUsers"])
        policy = policy_pb2.Policy(bindings=[binding])
        self.services.set_iam_policy({"resource": name, "policy": policy})
        self.assertEqual(self.services.get_iam_policy({"resource": name}).bindings[0].members[0], "allUsers")

    def move(self, name, *targets, etag=""):
        wish = run_v2.Service(name=name, traffic=list(targets), etag=etag)
        return self.services.update_service(service=wish, update_mask=mask("traffic")).result(60)

    def test_created_tagged_split_promoted_and_rolled_back(self):
        name = HERE + "/services/shop"
        created = self.create(HERE, "shop", "shop-v1")
        self.assertEqual(created.name, name)
        self.assertEqual(created.terminal_condition.state, run_v2.Condition.State.CONDITION_SUCCEEDED)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            body(created.uri)
        self.assertEqual(refused.exception.code, 403)
        self.public(name)
        self.assertEqual(body(created.uri), "shop-v1")

        green = service("shop-v2", name=name, traffic=[target("shop-v1", 100), target("shop-v2", 0, "green")])
        tagged = self.services.update_service(service=green, update_mask=mask("template", "traffic")).result(60)
        url = next(status.uri for status in tagged.traffic_statuses if status.tag == "green")
        self.assertEqual((body(url), body(created.uri)), ("shop-v2", "shop-v1"))

        self.move(name, target("shop-v1", 50), target("shop-v2", 50))
        seen = collections.Counter(body(created.uri) for _ in range(60))
        self.assertEqual(set(seen), {"shop-v1", "shop-v2"})

        promoted = self.move(name, target("shop-v2", 100))
        self.assertEqual([body(created.uri) for _ in range(5)], ["shop-v2"] * 5)
        with self.assertRaises(exceptions.Conflict) as conflict:
            self.move(name, target("shop-v1", 100), etag=created.etag)
        self.assertIn("Conflict for resource 'shop'", conflict.exception.message)
        self.move(name, target("shop-v1", 100), etag=promoted.etag)
        self.assertEqual([body(created.uri) for _ in range(5)], ["shop-v1"] * 5)

    def test_a_dry_run_changes_nothing(self):
        request = {"parent": HERE, "service": service(), "service_id": "dry", "validate_only": True}
        self.services.create_service(request=request).result(20)
        with self.assertRaises(exceptions.NotFound):
            self.services.get_service(name=HERE + "/services/dry")

    def test_one_name_in_two_regions_is_two_services(self):
        here = self.create(HERE, "twin", "twin-here")
        there = self.create(THERE, "twin", "twin-there")
        self.assertNotEqual(here.uri, there.uri)
        self.public(here.name)
        self.public(there.name)
        self.assertEqual((body(here.uri), body(there.uri)), ("twin-here", "twin-there"))
        with self.assertRaises(exceptions.InvalidArgument):
            list(self.services.list_services(parent=PROJECT + "/locations/-"))
        only = {each.name for each in self.services.list_services(parent=THERE)}
        self.assertEqual(only, {there.name})
        self.services.delete_service(name=there.name).result(60)
        with self.assertRaises(exceptions.NotFound):
            self.services.get_service(name=there.name)
        self.assertEqual(body(here.uri), "twin-here")

    def test_lists_come_in_pages_and_revisions_can_be_deleted(self):
        name = HERE + "/services/paged"
        self.create(HERE, "paged", "paged-v0")
        for number in range(1, 5):
            wish = service(f"paged-v{number}", name=name)
            self.services.update_service(service=wish, update_mask=mask("template")).result(60)
        pager = self.revisions.list_revisions(request={"parent": name, "page_size": 2})
        pages = [[each.name.split("/")[-1] for each in page.revisions] for page in pager.pages]
        self.assertEqual(pages, [["paged-v4", "paged-v3"], ["paged-v2", "paged-v1"], ["paged-v0"]])
        self.revisions.delete_revision(name=name + "/revisions/paged-v0").result(60)
        left = [each.name for each in self.revisions.list_revisions(parent=name)]
        self.assertEqual(len(left), 4)
        with self.assertRaises(exceptions.BadRequest):
            self.revisions.delete_revision(name=name + "/revisions/paged-v4")
        with self.assertRaises(exceptions.BadRequest):
            self.revisions.list_revisions(request={"parent": name, "page_token": "elsewhere"})

    def test_refusals_are_the_clients_own_exceptions(self):
        with self.assertRaises(exceptions.NotFound):
            self.services.get_service(name=HERE + "/services/nobody")
        with self.assertRaises(exceptions.BadRequest):
            self.services.create_service(parent=HERE, service=service(), service_id="Not A Name")
        self.create(HERE, "once", "")
        with self.assertRaises(exceptions.Conflict):
            self.services.create_service(parent=HERE, service=service(), service_id="once")

    def test_a_revision_that_does_not_start_fails_its_operation(self):
        broken = run_v2.Container(image="localhost:1/demo/missing:1")
        wish = run_v2.Service(template=run_v2.RevisionTemplate(containers=[broken]))
        operation = self.services.create_service(parent=HERE, service=wish, service_id="broken")
        with self.assertRaises(exceptions.GoogleAPICallError):
            operation.result(60)
        self.assertNotEqual(
            self.services.get_service(name=HERE + "/services/broken").terminal_condition.state,
            run_v2.Condition.State.CONDITION_SUCCEEDED,
        )


class Migration(unittest.TestCase):
    def test_a_job_runs_with_overrides_and_tells_of_its_tasks(self):
        jobs, executions, tasks = client(run_v2.JobsClient), client(run_v2.ExecutionsClient), client(run_v2.TasksClient)
        work = run_v2.Container(image=os.environ["IMAGE"], command=["python3", "-c"], args=["print('as made')"])
        template = run_v2.ExecutionTemplate(template=run_v2.TaskTemplate(containers=[work], max_retries=0))
        job = jobs.create_job(parent=HERE, job=run_v2.Job(template=template), job_id="migrate").result(60)
        override = run_v2.RunJobRequest.Overrides(
            container_overrides=[run_v2.RunJobRequest.Overrides.ContainerOverride(args=["print('otherwise')"])],
            task_count=2,
        )
        request = run_v2.RunJobRequest(name=job.name, overrides=override)
        self.assertEqual(jobs.run_job(request=request).result(60).succeeded_count, 2)
        (execution,) = executions.list_executions(parent=job.name)
        self.assertEqual(len(list(tasks.list_tasks(parent=execution.name))), 2)
        jobs.delete_job(name=job.name).result(60)
        with self.assertRaises(exceptions.NotFound):
            jobs.get_job(name=job.name)


class Secrets(unittest.TestCase):
    def setUp(self):
        self.secrets = client(secretmanager_v1.SecretManagerServiceClient)

    def create(self, name):
        replication = {"automatic": {}}
        return self.secrets.create_secret(parent=PROJECT, secret_id=name, secret={"replication": replication})

    def test_versions_are_added_read_disabled_and_destroyed(self):
        secret = self.create("database-password")
        first = self.secrets.add_secret_version(parent=secret.name, payload={"data": b"one"})
        second = self.secrets.add_secret_version(parent=secret.name, payload={"data": "zwei ü".encode()})
        latest = self.secrets.access_secret_version(name=secret.name + "/versions/latest")
        self.assertEqual((latest.name, latest.payload.data.decode()), (second.name, "zwei ü"))
        self.assertGreater(latest.payload.data_crc32c, 0)
        self.secrets.disable_secret_version(name=second.name)
        with self.assertRaises(exceptions.BadRequest):
            self.secrets.access_secret_version(name=secret.name + "/versions/latest")
        self.secrets.enable_secret_version(name=second.name)
        destroyed = self.secrets.destroy_secret_version(name=first.name)
        self.assertEqual(destroyed.state, secretmanager_v1.SecretVersion.State.DESTROYED)
        with self.assertRaises(exceptions.BadRequest):
            self.secrets.access_secret_version(name=first.name)
        with self.assertRaises(exceptions.BadRequest):
            self.secrets.add_secret_version(parent=secret.name, payload={"data": b"x", "data_crc32c": 1})

    def test_labels_and_policies_are_kept_and_lists_come_in_pages(self):
        names = {self.create(f"listed-{number}").name for number in range(5)}
        request = {"parent": PROJECT, "page_size": 2}
        found = [each.name for each in self.secrets.list_secrets(request=request)]
        self.assertLessEqual(names, set(found))
        self.assertEqual(len(found), len(set(found)))
        name = sorted(names)[0]
        wish = {"name": name, "labels": {"team": "shop"}}
        changed = self.secrets.update_secret(secret=wish, update_mask=mask("labels"))
        self.assertEqual(dict(changed.labels), {"team": "shop"})
        binding = policy_pb2.Binding(role="roles/secretmanager.secretAccessor", members=["user:ann@example.test"])
        self.secrets.set_iam_policy({"resource": name, "policy": policy_pb2.Policy(bindings=[binding])})
        self.assertEqual(self.secrets.get_iam_policy({"resource": name}).bindings[0].role, binding.role)
        self.secrets.delete_secret(name=name)
        with self.assertRaises(exceptions.NotFound):
            self.secrets.get_secret(name=name)


class Images(unittest.TestCase):
    def test_repositories_are_made_listed_changed_and_deleted(self):
        registry = client(artifactregistry_v1.ArtifactRegistryClient)
        docker = artifactregistry_v1.Repository(format_=artifactregistry_v1.Repository.Format.DOCKER)
        for number in range(3):
            made = registry.create_repository(parent=HERE, repository=docker, repository_id=f"apps-{number}")
            self.assertEqual(made.result(60).name, f"{HERE}/repositories/apps-{number}")
        pager = registry.list_repositories(request={"parent": HERE, "page_size": 2})
        self.assertEqual([len(page.repositories) for page in pager.pages], [2, 1])
        name = HERE + "/repositories/apps-0"
        wish = artifactregistry_v1.Repository(name=name, description="of the shop")
        changed = registry.update_repository(repository=wish, update_mask=mask("description"))
        self.assertEqual((changed.description, changed.format_), ("of the shop", docker.format_))
        self.assertEqual(list(registry.list_docker_images(parent=name)), [])
        registry.delete_repository(name=name).result(60)
        with self.assertRaises(exceptions.NotFound):
            registry.get_repository(name=name)


if __name__ == "__main__":
    unittest.main()
