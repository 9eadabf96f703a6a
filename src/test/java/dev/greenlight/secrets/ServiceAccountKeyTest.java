package dev.greenlight.secrets;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are expired, malformed or cut off; none of them is a real one. */
class ServiceAccountKeyTest {
    @RegisterExtension
    private static final WireMockExtension GOOGLE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static String pem = "";

    @BeforeAll
    static void make_a_key() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("type", "service_account");
        key.put("project_id", "acme");
        key.put("private_key_id", "0123abcd");
        key.put("private_key", pem);
        key.put("client_email", "deployer@acme.iam.gserviceaccount.com");
        key.put("client_id", "1");
        key.put("token_uri", GOOGLE.baseUrl() + "/token");
        return key;
    }

    private static String text(Map<String, Object> key) {
        return JsonMapper.builder().build().valueToTree(key).toString();
    }

    private static String with(String field, Object value) {
        Map<String, Object> key = key();
        key.put(field, value);
        return text(key);
    }

    private static String fault(String text) {
        String fault = ServiceAccountKey.fault(Secret.of(text)).orElse("");
        // Whatever is wrong with it, no part of the key is told.
        assertThat(fault).doesNotContain(pem.substring(60, 90));
        return fault;
    }

    @Test
    void a_whole_key_is_accepted_and_so_is_what_is_no_key_of_an_account() {
        assertThat(fault(text(key()))).isEmpty();
        assertThat(fault("{\"type\":\"external_account\",\"audience\":\"x\"}")).isEmpty();
        assertThat(fault("{\"type\":\"authorized_user\"}")).isEmpty();
    }

    @Test
    void a_key_that_was_cut_off_is_named_so() {
        String whole = text(key());
        assertThat(fault(whole.substring(0, whole.length() / 2))).contains("was cut off");
        assertThat(fault(with("private_key", pem.substring(0, pem.length() / 2))))
                .contains("private_key", "deployer@acme.iam.gserviceaccount.com", "was cut off");
        assertThat(fault(with("private_key", pem.replaceFirst("\n[^\n]{64}\n", "\n"))))
                .contains("is no RSA key: a part of it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_email", "private_key", "private_key_id", "token_uri"})
    void a_field_that_is_missing_or_empty_is_named(String field) {
        assertThat(fault(with(field, ""))).contains("the field " + field + " of this one is missing");
        Map<String, Object> key = key();
        key.remove(field);
        assertThat(fault(text(key))).contains("the field " + field + " of this one is missing");
    }

    @Test
    void what_is_no_key_at_all_is_named_so() {
        assertThat(fault("deployer.json")).isEqualTo("this is no JSON");
        assertThat(fault("\"text\"")).isEqualTo("this is no JSON object");
        assertThat(fault("{}")).isEqualTo("this one has no field type");
        assertThat(fault(with("client_email", "nobody"))).contains("client_email");
        assertThat(fault(with("private_key", "secret"))).contains("does not begin with -----BEGIN PRIVATE KEY-----");
        assertThat(fault(with("private_key", "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----")))
                .contains("is no RSA key");
    }

    private static Identity identity() {
        return Identity.of(new CloudAccess(
                Optional.of(URI.create("https://run.googleapis.com")), Optional.of(Secret.of(text(key())))));
    }

    private static void answer(String error, String description) {
        GOOGLE.stubFor(post(urlPathEqualTo("/token"))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}")));
    }

    @Test
    void a_key_that_has_expired_or_was_deleted_is_named_by_account_and_id() {
        answer("invalid_grant", "Invalid JWT Signature.");

        assertThatThrownBy(() -> identity().accessToken()).isInstanceOfSatisfying(ExternalFailure.class, failure -> {
            assertThat(failure.getMessage())
                    .contains("deployer@acme.iam.gserviceaccount.com, key 0123abcd", "Invalid JWT Signature")
                    .doesNotContain("PRIVATE KEY", pem.substring(60, 90));
            assertThat(failure.remedy()).contains("make a new one");
        });
    }

    @Test
    void a_clock_that_is_minutes_off_is_named_as_the_cause() {
        answer(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat"
                        + " and exp values in the JWT claim.");

        assertThatThrownBy(() -> identity().accessToken())
                .isInstanceOfSatisfying(
                        ExternalFailure.class,
                        failure -> assertThat(failure.remedy()).contains("set this machine's clock"));
    }
}
