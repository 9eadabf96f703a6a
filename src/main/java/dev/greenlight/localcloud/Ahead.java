package dev.greenlight.localcloud;

import dev.greenlight.localcloud.identity.FreshKey;
import dev.greenlight.localcloud.messages.Messages;

/**
 * What takes a good part of a start and depends on nothing: begun first, in threads of its own.
 *
 * @param key of the account that is yet to be made
 */
record Ahead(FreshKey key) {
    static Ahead begin(Options options) {
        // Whoever asks for them meanwhile waits until they have been read.
        Thread.ofPlatform().name("read-messages").daemon().start(Messages::published);
        return new Ahead(FreshKey.forAccount(options.state()));
    }
}
