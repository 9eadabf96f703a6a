package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, digests, and what looks like a secret. */
class ImageRulesTest {
    @Test
    void a_digest_is_sha256_and_64_digits() {
        String digest = "sha256:" + "a1".repeat(32);
        assertThat(new ImageDigest(digest)).hasToString(digest);
        assertThat(ImageDigest.find("v1: digest: " + digest + " size: 7")).contains(new ImageDigest(digest));
        assertThat(ImageDigest.find("sha256:abc")).isEmpty();
        assertThatThrownBy(() -> new ImageDigest(digest.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_is_host_and_path() {
        ImageName name = ImageName.of("localhost:5000/dreamcatchr/images", "backend");
        assertThat(name).isEqualTo(new ImageName("localhost:5000", "dreamcatchr/images/backend"));
        assertThat(name.tagged("v1")).isEqualTo("localhost:5000/dreamcatchr/images/backend:v1");
        assertThat(ImageName.of("registry.example", "web")).hasToString("registry.example/web");
        assertThatThrownBy(() -> ImageName.of("registry.example/Upper", "web"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "europe-west1-docker.pkg.dev/p/r,true",
        "localhost:5000/p/r,true",
        "localhost:5000,true",
        "https://host/p,false",
        "host/p/,false",
        "host//p,false",
        "host/P,false",
        "host/p:v1,false",
        "ho st/p,false"
    })
    void a_registry_is_a_host_and_a_path_without_scheme(String text, boolean accepted) {
        assertThat(ImageName.isRegistry(text)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "DJANGO_SECRET_KEY,q8f7h2k9d0s1l3,true",
        "DATABASE_PASSWORD,hunter2hunter2,true",
        "api_token,abcdefgh1234,true",
        "ANYTHING,AKIAIOSFODNN7EXAMPLE,true",
        "DATABASE_URL,postgres://app:s3cr3t@db/app,true",
        "NOTE,-----BEGIN RSA PRIVATE KEY-----,true",
        "DJANGO_SECRET_KEY,build-time-only,false",
        "DJANGO_SECRET_KEY,dummy-for-collectstatic,false",
        "SECRET_FILE,/run/secrets/key,false",
        "SECRET,$SECRET,false",
        "TOKEN_LIMIT,1000,false",
        "PASSWORD,short,false",
        "GPG_KEY,7169605F62C751356D054A26A821E680E5FA6305,false",
        "PATH,/usr/local/bin:/usr/bin,false",
        "BACKEND_URL,http://backend:8000/api,false"
    })
    void a_value_looks_secret_by_its_name_or_its_form(String name, String value, boolean secret) {
        assertThat(SecretLook.at(name, value)).isEqualTo(secret);
    }
}
