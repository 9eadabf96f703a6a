package dev.greenlight.secrets;

import java.util.List;

/** What Secret Manager holds, without what is in it. */
public interface SecretVersions {
    /**
     * The versions of a secret, newest first; empty when the secret does not exist.
     *
     * @param project the Google Cloud project's id
     * @param name the secret's id
     * @throws dev.greenlight.report.ExternalFailure when Secret Manager does not answer or refuses
     */
    List<SecretVersion> of(String project, String name);

    /** The project's secrets, as this identity may see them. */
    static SecretVersions at(CloudAccess access, Identity identity) {
        return new GoogleSecretManager(access, identity);
    }
}
