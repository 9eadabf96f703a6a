package dev.greenlight.images.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerGateTest {
    private static final String KEY = "-----BEGIN PRIVATE KEY-----";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app/server.key|-----BEGIN PRIVATE KEY-----|ERROR private-key",
                "root/.ssh/id_rsa|-----BEGIN OPENSSH PRIVATE KEY-----|ERROR private-key",
                "app/ca.pem|-----BEGIN CERTIFICATE-----|",
                "etc/ssl/certs/x.pem|-----BEGIN CERTIFICATE-----|",
                "usr/lib/python3/dist-packages/x/key.pem|-----BEGIN PRIVATE KEY-----|NOTE private-key",
                "app/node_modules/x/test/key.pem|-----BEGIN PRIVATE KEY-----|NOTE private-key",
                "etc/ssl/private/ssl-cert-snakeoil.key|-----BEGIN PRIVATE KEY-----|NOTE private-key",
                "app/.env|A=b|ERROR dot-env",
                "app/.env.production|A=b|ERROR dot-env",
                "app/.env.example|A=b|",
                "app/.env|''|",
                "app/.environment|A=b|",
                "app/sa.json|{\"type\": \"service_account\", \"private_key\": \"x\"}|ERROR service-account-key",
                "app/sa.json|{\"private_key\": \"x\", \"type\": \"service_account\"}|ERROR service-account-key",
                "app/package.json|{\"type\": \"module\"}|",
                "app/.npmrc|//registry.example/:_authToken=abc|ERROR stored-login",
                "app/.npmrc|//registry.example/:_authToken=${NPM_TOKEN}|",
                "app/.npmrc|save-exact=true|",
                "root/.netrc|machine x login y password z|ERROR stored-login",
                "root/.docker/config.json|{\"auths\":{\"r\":{\"auth\":\"abc\"}}}|ERROR stored-login",
                "root/.docker/config.json|{\"auths\":{}}|",
                "app/.git/HEAD|ref: refs/heads/main|ERROR git-history",
                "app/.gitignore|x|",
                "app/store.jks|x|WARNING key-store",
                "app/manage.py|import os|"
            })
    void files_that_have_no_place_in_an_image(String path, String start, String expected) {
        String judged = LayerGate.judge(new LayerFile(path, start.length(), start))
                .map(objection -> objection.severity() + " " + objection.rule())
                .orElse("");
        assertThat(judged).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({
        "app/a.pem,true",
        "app/x.json,true",
        "app/node_modules/x/package.json,false",
        "app/a.py,false",
        "a/.npmrc,true"
    })
    void only_what_is_looked_at_is_read(String path, boolean wanted) {
        assertThat(LayerGate.wantsContent(path)).isEqualTo(wanted);
        assertThat(LayerGate.judge(new LayerFile("usr/bin/python", 9, KEY))).isEmpty();
    }
}
