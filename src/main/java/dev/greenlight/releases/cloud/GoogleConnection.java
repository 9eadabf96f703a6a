package dev.greenlight.releases.cloud;

import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2CredentialsWithRefresh;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How Google's clients of this package reach the API: address, credentials, and which requests they may repeat. */
final class GoogleConnection {
    private static final Set<StatusCode.Code> PASSING = Set.of(
            StatusCode.Code.UNAVAILABLE,
            StatusCode.Code.RESOURCE_EXHAUSTED,
            StatusCode.Code.DEADLINE_EXCEEDED,
            StatusCode.Code.ABORTED,
            StatusCode.Code.INTERNAL,
            StatusCode.Code.UNKNOWN);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int LOOKS = 6;

    private static final int MOST_THREADS = 16;
    /** One for all clients of a process: each would otherwise have threads of its own, and keep them. */
    private static final ScheduledExecutorService THREADS = threads();

    private final CloudAccess access;
    private final Identity identity;

    GoogleConnection(CloudAccess access, Identity identity) {
        this.access = access;
        this.identity = identity;
    }

    /** Points a client's settings at the API. */
    <B extends ClientSettings.Builder<?, B>> B configure(B settings) {
        settings.setEndpoint(access.base("run").toString());
        settings.setBackgroundExecutorProvider(FixedExecutorProvider.create(THREADS));
        settings.setTransportChannelProvider(InstantiatingHttpJsonChannelProvider.newBuilder()
                .setExecutor(THREADS)
                .build());
        return access.anonymous()
                ? settings.setCredentialsProvider(NoCredentialsProvider.create())
                : settings.setCredentialsProvider(() -> OAuth2CredentialsWithRefresh.newBuilder()
                        .setRefreshHandler(this::token)
                        .build());
    }

    private static ScheduledExecutorService threads() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                MOST_THREADS, Thread.ofPlatform().daemon().name("google-", 0).factory());
        threads.setKeepAliveTime(10, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private AccessToken token() throws IOException {
        Identity.Token token = identity.accessToken().orElseThrow(() -> new IOException("no access token"));
        return new AccessToken(token.value().reveal(), Date.from(token.expires()));
    }

    /** A read may be repeated for a while: it changes nothing. */
    static void repeat(UnaryCallSettings.Builder<?, ?> read) {
        read.setRetryableCodes(PASSING);
        read.setRetrySettings(RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                .setInitialRpcTimeoutDuration(Duration.ofSeconds(10))
                .setRpcTimeoutMultiplier(1)
                .setMaxRpcTimeoutDuration(Duration.ofSeconds(10))
                .setTotalTimeoutDuration(Duration.ofSeconds(30))
                .build());
    }

    /** Looks again when the connection broke: Google's client repeats only what was answered. */
    static <T> T look(Supplier<T> read) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read.get();
            } catch (ApiException e) {
                if (attempt == LOOKS || !GoogleProblems.unanswered(e)) {
                    throw e;
                }
                LockSupport.parkNanos(FIRST_PAUSE.toNanos() << attempt);
            }
        }
    }

    /** A write is sent once. */
    static void once(UnaryCallSettings.Builder<?, ?> write) {
        write.setSimpleTimeoutNoRetriesDuration(WRITE_LIMIT);
    }
}
