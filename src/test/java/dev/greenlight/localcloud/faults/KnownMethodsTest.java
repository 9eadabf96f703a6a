package dev.greenlight.localcloud.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.identity.ServiceAccount;
import dev.greenlight.localcloud.identity.TokenEndpoint;
import dev.greenlight.localcloud.identity.Tokens;
import dev.greenlight.localcloud.recorded.RecordedCloud;
import dev.greenlight.localcloud.telemetry.Telemetry;
import dev.greenlight.localcloud.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KnownMethodsTest {
    @Test
    void a_script_may_name_what_is_answered_and_nothing_else(@TempDir Path folder) {
        Set<String> answered = new TreeSet<>();
        try (RecordedCloud cloud = new RecordedCloud(folder);
                Telemetry telemetry = new Telemetry(TelemetrySettings.USUAL, Clock.systemUTC())) {
            Api api = cloud.api();
            telemetry.register(api);
            String url = "http://127.0.0.1:" + cloud.port();
            ServiceAccount account = ServiceAccount.in(folder, "local", url + "/token");
            new TokenEndpoint(account, Tokens.in(folder, account, url, Clock.systemUTC())).register(api);
            api.each((method, template) -> MethodNames.of(method, template).ifPresent(answered::add));
        }
        assertThat(KnownMethods.ALL).hasSizeGreaterThan(50).isEqualTo(answered);
    }
}
