package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerTroubleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?|no Docker engine answers at unix:///var/run/docker.sock",
                "permission denied while trying to connect to the Docker daemon socket at unix:///x|no Docker engine answers",
                "unknown flag: --project-name|Docker's client has no compose",
                "docker: 'compose' is not a docker command.|Docker's client has no compose",
                "write /var/lib/docker/tmp/x: no space left on device|the disk of the Docker engine is full",
                "ERROR: failed to solve: python:9: failed to resolve source metadata for docker.io/library/python:9: not found|docker.io/library/python:9",
                "pull access denied for nobody/nothing, repository does not exist or may require 'docker login'|nobody/nothing",
                "#3 ERROR: failed to do request: Head \"https://registry.example/v2/library/python/manifests/9\": dial tcp: no such host|registry.example/v2/library/python is not on this engine",
                "failed to solve with frontend dockerfile.v0: failed to create LLB definition: docker.io/library/python:9: not found|docker.io/library/python:9 is not",
                "failed to create LLB definition: r.example/a:1: pull access denied, repository does not exist or may require authorization|r.example/a:1 is not",
                "manifest for python:9 not found: manifest unknown|python:9 is not on this engine",
                "Error response from daemon: Get \"https://registry.example/v2/\": dial tcp: lookup registry.example: no such host|https://registry.example/v2/",
                "Error response from daemon: No such image: postgres:17|postgres:17"
            })
    void failures_from_outside_are_recognised_in_a_build(String output, String expected) {
        assertThat(DockerTrouble.build("build the image of backend", "step 1\n" + output + "\n"))
                .hasValueSatisfying(failure -> assertThat(failure)
                        .hasMessageStartingWith("Tried to build the image of backend but ")
                        .hasMessageContaining(expected));
    }

    @Test
    void a_steps_own_failure_is_a_verdict() {
        assertThat(DockerTrouble.build("build", "RUN pip install: ERROR: No matching distribution found for nothing"))
                .isEmpty();
        assertThat(DockerTrouble.build("build", "npm error connect ECONNREFUSED 127.0.0.1:4873"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "denied: Permission \"artifactregistry.repositories.uploadArtifacts\" denied|the registry refused",
                "unauthorized: authentication required|the registry refused",
                "no basic auth credentials|the registry refused",
                "error parsing HTTP 403 response body|the registry refused",
                "received unexpected HTTP status: 503 Service Unavailable|the registry failed",
                "Get \"http://localhost:5000/v2/\": dial tcp 127.0.0.1:5000: connect: connection refused|could not be reached",
                "Get \"https://r/v2/\": x509: certificate signed by unknown authority|could not be reached",
                "write: no space left on device|disk of the Docker engine is full",
                "something new|it failed: something new"
            })
    void a_failed_push_says_why_and_what_to_do(String output, String expected) {
        assertThat(DockerTrouble.push("r/p:v1", "The push refers to repository [r/p]\n" + output + "\n"))
                .hasMessageContaining(expected)
                .satisfies(failure -> assertThat(failure.remedy()).isNotBlank());
    }
}
