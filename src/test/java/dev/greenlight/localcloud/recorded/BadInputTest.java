package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that say what no request may say. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadInputTest extends BadRequests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"image":"a","ports":[{"containerPort":70000}]}             | ports.container_port
            {"image":"a","ports":[{"name":"grpc"}]}                     | http1 or h2c
            {"image":"a","ports":[{},{"containerPort":1}]}              | at most one port
            {"command":["x"]}                                           | image
            {"image":"a","name":"A_B"}                                  | containers.name
            {"image":"a","dependsOn":["other"]}                         | no container named 'other'
            {"image":"a","name":"me","dependsOn":["me"]}                | depends on itself
            {"image":"a","env":[{"value":"1"}]}                         | environment variable name
            {"image":"a","env":[{"name":"PORT","value":"1"}]}           | reserved env names
            {"image":"a","env":[{"name":"A","valueSource":{"secretKeyRef":{}}}]} | secret_key_ref.secret
            {"image":"a","resources":{"limits":{"disk":"1"}}}           | Only cpu, memory
            {"image":"a","resources":{"limits":{"memory":"much"}}}      | 'much' is no quantity of memory
            {"image":"a","volumeMounts":[{"name":"v","mountPath":"/v"}]} | no volume named 'v'
            {"image":"a","volumeMounts":[{"mountPath":"/v"}]}           | volume_mounts[0].name
            {"image":"a","startupProbe":{"periodSeconds":241}}          | startup_probe.period_seconds
            {"image":"a","startupProbe":{"initialDelaySeconds":-1}}     | startup_probe.initial_delay_seconds
            {"image":"a","startupProbe":{"timeoutSeconds":20}}          | must not be greater than period_seconds
            {"image":"a","livenessProbe":{"failureThreshold":-3}}       | liveness_probe.failure_threshold
            {"image":"a","livenessProbe":{"httpGet":{"path":"x"}}}      | must start with a slash
            """)
    void containers_are_checked_in_services_and_jobs_alike(String container, String said) throws Exception {
        String template = "{\"containers\":[" + container + "]}";
        for (String[] request : new String[][] {
            {"POST", "/services?serviceId=new", "{\"template\":" + template + "}"},
            {"PATCH", "/services/web", "{\"template\":" + template + "}"},
            {"POST", "/jobs?jobId=new", "{\"template\":{\"template\":" + template + "}}"},
            {"PATCH", "/jobs/job", "{\"template\":{\"template\":" + template + "}}"}
        }) {
            JsonNode error = refused(request[0], RUN + request[1], request[2], 400, "INVALID_ARGUMENT");
            assertThat(error.path("message").asText()).contains(said);
            assertThat(error.at("/details/0/fieldViolations/0/field").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "volumes":[{"name":"v"}]                                    | A volume needs a type
            "volumes":[{"name":"v","emptyDir":{"sizeLimit":"big"}}]     | size_limit
            "volumes":[{"name":"v","secret":{"secret":"s","defaultMode":512}}] | default_mode
            "volumes":[{"name":"v","secret":{}}]                        | secret.secret
            "volumes":[{"name":"v","secret":{"secret":"s","items":[{"path":"../x"}]}}] | within the volume
            "volumes":[{"name":"v","nfs":{"server":"s","path":"x"}}]    | absolute path
            "volumes":[{"name":"v","gcs":{}}]                           | bucket
            "volumes":[{"name":"v","cloudSqlInstance":{"instances":["db"]}}] | instances
            "volumes":[{"name":"v","emptyDir":{}},{"name":"v","emptyDir":{}}] | used more than once
            "encryptionKey":"my-key"                                    | encryption_key
            "serviceAccount":"robot"                                    | service_account
            "vpcAccess":{"connector":"a/b"}                             | vpc_access.connector
            "vpcAccess":{"connector":"c","networkInterfaces":[{"network":"n"}]} | not both
            "vpcAccess":{"networkInterfaces":[{}]}                      | network or a subnetwork
            "nodeSelector":{}                                           | node_selector.accelerator
            "scaling":{"minInstanceCount":3,"maxInstanceCount":2}       | must not be greater than max_instance_count
            "scaling":{"minInstanceCount":-1}                           | min_instance_count
            "maxInstanceRequestConcurrency":1001                        | max_instance_request_concurrency
            "timeout":"3601s"                                           | from 0s to 3600s
            "revision":"other-1"                                        | must be prefixed by the service name
            "labels":{"run.googleapis.com/x":"y"}                       | reserved for system use
            """)
    void templates_are_checked(String part, String said) throws Exception {
        String body = "{\"template\":{\"containers\":[{\"image\":\"a\"}]," + part + "}}";
        JsonNode error = refused("POST", RUN + "/services?serviceId=new", body, 400, "INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).contains(said);
        assertThat(error.at("/details/0/fieldViolations/0/field").asText()).startsWith("service.template");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                            | service.multi_region_settings.regions
            {"regions":["Europe"]}                        | 'Europe' is no region such as europe-west1
            {"regions":["europe-west1","europe-west1"]}   | named more than once
            """)
    void the_regions_of_a_service_of_several_are_checked(String settings, String said) throws Exception {
        String body = "{\"template\":{\"containers\":[{\"image\":\"a\"}]},\"multiRegionSettings\":" + settings + "}";
        JsonNode error = refused("POST", RUN + "/services?serviceId=new", body, 400, "INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /v2/projects/demo/locations/here/services/none        |    | 404 | NOT_FOUND | not found
            GET    | /v2/projects/demo/locations/here/services/none/revisions | | 404 | NOT_FOUND | not found
            GET    | /v2/projects/demo/locations/here/services/web/revisions/x | | 404 | NOT_FOUND | not found
            GET    | /v2/projects/demo/locations/here/operations/x         |    | 404 | NOT_FOUND | not found
            GET    | /v2/projects/demo/locations/HERE/services             |    | 400 | INVALID_ARGUMENT | Invalid resource name
            GET    | /v2/projects/De%20mo/locations/here/services/web      |    | 400 | INVALID_ARGUMENT | Invalid resource name
            GET    | /v2/projects/demo/locations/here/jobs/none/executions |    | 404 | NOT_FOUND | not found
            GET    | /v2/projects/demo/nothing                             |    | 404 | NOT_FOUND | Method not found.
            PUT    | /v2/projects/demo/locations/here/services/web         | {} | 404 | NOT_FOUND | Method not found.
            POST   | /v2/projects/demo/locations/here/services             | {} | 400 | INVALID_ARGUMENT | service id
            POST   | /v2/projects/demo/locations/here/services?serviceId=A | {} | 400 | INVALID_ARGUMENT | lowercase
            POST   | /v2/projects/demo/locations/here/services?serviceId=new | {} | 400 | INVALID_ARGUMENT | container
            POST   | /v2/projects/demo/locations/here/services?serviceId=web | {"template":{"containers":[{"image":"a"}]}} | 409 | ALREADY_EXISTS | exists
            POST   | /v2/projects/demo/locations/here/services?serviceld=x | {} | 400 | INVALID_ARGUMENT | Unknown name "serviceld": Cannot bind query parameter.
            PATCH  | /v2/projects/demo/locations/here/services/web?updateMask=oops | {} | 400 | INVALID_ARGUMENT | oops
            PATCH  | /v2/projects/demo/locations/here/services/web?updateMask=traffic.percent | {} | 400 | INVALID_ARGUMENT | traffic.percent
            PATCH  | /v2/projects/demo/locations/here/services/web?updateMask=template | {} | 400 | INVALID_ARGUMENT | container
            PATCH  | /v2/projects/demo/locations/here/services/web | {"name":"projects/demo/locations/here/services/other"} | 400 | INVALID_ARGUMENT | not the name in the path
            PATCH  | /v2/projects/demo/locations/here/services/web | {"etag":"old","template":{"containers":[{"image":"a"}]}} | 409 | ABORTED | Conflict for resource 'web'
            PATCH  | /v2/projects/demo/locations/here/services/web?validateOnly=maybe | {} | 400 | INVALID_ARGUMENT | Invalid value at 'validate_only' (TYPE_BOOL), "maybe"
            DELETE | /v2/projects/demo/locations/here/services/web?etag=old |   | 409 | ABORTED | Conflict
            GET    | /v2/projects/demo/locations/here/services?pageSize=-1 |    | 400 | INVALID_ARGUMENT | page size
            GET    | /v2/projects/demo/locations/here/services?pageSize=x  |    | 400 | INVALID_ARGUMENT | 'page_size' (TYPE_INT32), "x"
            GET    | /v2/projects/demo/locations/here/services?pageToken=x |    | 400 | INVALID_ARGUMENT | Invalid page token.
            POST   | /v2/projects/demo/locations/here/services/web:setIamPolicy | {"policy":{"bindings":[{"role":"x","members":["allUsers"]}]}} | 400 | INVALID_ARGUMENT | Role (x)
            POST   | /v2/projects/demo/locations/here/services/web:setIamPolicy | {"policy":{"bindings":[{"role":"roles/run.invoker","members":["somebody"]}]}} | 400 | INVALID_ARGUMENT | member (somebody)
            POST   | /v2/projects/demo/locations/here/services/web:setIamPolicy | {"policy":{"version":7}} | 400 | INVALID_ARGUMENT | version
            POST   | /v2/projects/demo/locations/here/services/web:setIamPolicy | {"policy":{"etag":"AAAA"}} | 409 | ABORTED | concurrent policy changes
            POST   | /v2/projects/demo/locations/here/jobs?jobId=new | {"template":{"taskCount":10001,"template":{"containers":[{"image":"a"}]}}} | 400 | INVALID_ARGUMENT | task_count
            POST   | /v2/projects/demo/locations/here/jobs?jobId=new | {"template":{"template":{"maxRetries":11,"containers":[{"image":"a"}]}}} | 400 | INVALID_ARGUMENT | max_retries
            POST   | /v2/projects/demo/locations/here/jobs/job:run | {"overrides":{"oops":1}} | 400 | INVALID_ARGUMENT | at 'overrides'
            POST   | /v2/projects/demo/locations/here/jobs/none:run | {} | 404 | NOT_FOUND | not found
            GET    | /v1/projects/demo/secrets/none                        |    | 404 | NOT_FOUND | Secret [projects/demo/secrets/none] not found.
            GET    | /v1/projects/demo/secrets/db/versions/9               |    | 404 | NOT_FOUND | not found
            GET    | /v1/projects/demo/secrets/db/versions/none:access     |    | 404 | NOT_FOUND | not found
            POST   | /v1/projects/demo/secrets?secretId=new | {} | 400 | INVALID_ARGUMENT | The Secret.replication field must be set.
            POST   | /v1/projects/demo/secrets?secretId=new | {"replication":{"userManaged":{"replicas":[]}}} | 400 | INVALID_ARGUMENT | replica
            POST   | /v1/projects/demo/secrets?secretId=a.b | {"replication":{"automatic":{}}} | 400 | INVALID_ARGUMENT | Secret ID [a.b]
            POST   | /v1/projects/demo/secrets?secretId=new | {"replication":{"automatic":{}},"labels":{"A":"b"}} | 400 | INVALID_ARGUMENT | secret.labels
            POST   | /v1/projects/demo/secrets?secretId=new | {"replication":{"automatic":{}},"rotation":{"rotationPeriod":"3600s"}} | 400 | INVALID_ARGUMENT | Topics must be set
            POST   | /v1/projects/demo/secrets?secretId=new | {"replication":{"automatic":{}},"ttl":"1s","expireTime":"2030-01-01T00:00:00Z"} | 400 | INVALID_ARGUMENT | oneof field 'expiration' is already set
            POST   | /v1/projects/demo/locations/here/secrets?secretId=new | {"replication":{"automatic":{}}} | 400 | INVALID_ARGUMENT | regional secret
            PATCH  | /v1/projects/demo/secrets/db | {"labels":{}} | 400 | INVALID_ARGUMENT | update mask
            PATCH  | /v1/projects/demo/secrets/db?updateMask=replication | {} | 400 | INVALID_ARGUMENT | replication
            PATCH  | /v1/projects/demo/secrets/db?updateMask=oops | {} | 400 | INVALID_ARGUMENT | oops
            PATCH  | /v1/projects/demo/secrets/db?updateMask=versionAliases | {"versionAliases":{"latest":"1"}} | 400 | INVALID_ARGUMENT | latest
            PATCH  | /v1/projects/demo/secrets/db?updateMask=labels | {"etag":"old"} | 400 | FAILED_PRECONDITION | etag
            POST   | /v1/projects/demo/secrets/db:addVersion | {"payload":{"data":"%"}} | 400 | INVALID_ARGUMENT | Invalid value at 'payload.data' (TYPE_BYTES), Base64 decoding failed for "%"
            POST   | /v1/projects/demo/secrets/db:addVersion | {"payload":{"data":"b25l","dataCrc32c":"1"}} | 400 | INVALID_ARGUMENT | checksum
            POST   | /v1/projects/demo/secrets/db/versions/1:destroy | {"etag":"old"} | 400 | FAILED_PRECONDITION | etag
            GET    | /v1/projects/demo/secrets?filter=a%20OR%20b | | 400 | INVALID_ARGUMENT | filter
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=New | {"format":"DOCKER"} | 400 | INVALID_ARGUMENT | repository_id
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {} | 400 | INVALID_ARGUMENT | format
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {"format":"ZIP"} | 400 | INVALID_ARGUMENT | Repository.Format), "ZIP"
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {"format":"MAVEN","dockerConfig":{}} | 400 | INVALID_ARGUMENT | dockerConfig
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {"format":"DOCKER","virtualRepositoryConfig":{}} | 400 | INVALID_ARGUMENT | virtualRepositoryConfig
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {"format":"DOCKER","cleanupPolicies":{"old":{"action":"DELETE"}}} | 400 | INVALID_ARGUMENT | cleanup_policies
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=new | {"format":"DOCKER","kmsKeyName":"k"} | 400 | INVALID_ARGUMENT | kms_key_name
            POST   | /v1/projects/demo/locations/here/repositories?repositoryId=images | {"format":"DOCKER"} | 409 | ALREADY_EXISTS | exists
            PATCH  | /v1/projects/demo/locations/here/repositories/images?updateMask=format | {"format":"NPM"} | 400 | INVALID_ARGUMENT | cannot be changed
            PATCH  | /v1/projects/demo/locations/here/repositories/images | {"format":"NPM"} | 400 | INVALID_ARGUMENT | cannot be changed
            PATCH  | /v1/projects/demo/locations/here/repositories/images?updateMask=oops | {} | 400 | INVALID_ARGUMENT | oops
            GET    | /v1/projects/demo/locations/here/repositories/none    |    | 404 | NOT_FOUND | Requested entity was not found.
            """)
    void requests_are_refused(String method, String path, String body, int status, String code, String said)
            throws Exception {
        JsonNode error = refused(method, path, body == null ? "" : body, status, code);
        assertThat(error.path("message").asText()).contains(said);
    }

    @Test
    void a_page_token_serves_the_list_that_gave_it() throws Exception {
        String token =
                call("GET", SECRETS + "?pageSize=1", "").path("nextPageToken").asText();
        assertThat(call("GET", SECRETS + "?pageSize=1&pageToken=" + token, "").path("secrets"))
                .hasSize(1);
        for (String elsewhere : List.of(RUN + "/services", SECRETS + "/db/versions", REPOSITORIES)) {
            refused("GET", elsewhere + "?pageToken=" + token, "", 400, "INVALID_ARGUMENT");
        }
        refused("GET", SECRETS + "?filter=name:d&pageToken=" + token, "", 400, "INVALID_ARGUMENT");
    }
}
