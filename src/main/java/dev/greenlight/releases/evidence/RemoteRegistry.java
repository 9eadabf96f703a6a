package dev.greenlight.releases.evidence;

import dev.greenlight.images.ImageName;
import dev.greenlight.images.registry.HttpRegistry;
import dev.greenlight.images.registry.Login;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.secrets.Identity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The registry that the images were pushed to, asked in the same way as when they were. */
final class RemoteRegistry implements Registry {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Optional<URI> endpoint;
    private final Identity identity;

    RemoteRegistry(Optional<URI> endpoint, Identity identity) {
        this.endpoint = endpoint;
        this.identity = identity;
    }

    @Override
    public boolean holds(ImageReference image) {
        URI address = endpoint.orElseGet(() -> URI.create("https://" + image.registry()));
        // Google's registries take an access token as a password under this name; a registry that asks for no login is
        // sent none.
        Optional<Login> login = identity.accessToken().map(token -> new Login("oauth2accesstoken", token.value()));
        return new HttpRegistry(address, login, PAUSE)
                .manifest(new ImageName(image.registry(), image.repository()), image.digest())
                .isPresent();
    }
}
