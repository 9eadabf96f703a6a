package dev.greenlight.localcloud.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/** The key of a service account that is yet to be made, looked for in a thread of its own: finding two primes may take half a second. */
public final class FreshKey {
    private final FutureTask<SigningKey> search = new FutureTask<>(SigningKey::generate);

    private FreshKey() {}

    /** Begins at once when the state folder holds no account; otherwise with the first question for the key. */
    public static FreshKey forAccount(Path state) {
        FreshKey key = new FreshKey();
        if (!Files.exists(state.resolve(ServiceAccount.FILE))) {
            Thread.ofPlatform().name("fresh-key").daemon().start(key.search);
        }
        return key;
    }

    /** Waits for it. */
    SigningKey key() {
        search.run();
        try {
            return search.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a key was made", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a key could not be made", e.getCause());
        }
    }
}
