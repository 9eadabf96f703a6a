package dev.greenlight.secrets;

/**
 * One version of a secret.
 *
 * @param number from 1, rising
 * @param enabled whether it can be read
 */
public record SecretVersion(int number, boolean enabled) {
    public SecretVersion {
        if (number < 1) {
            throw new IllegalArgumentException("versions count from 1: " + number);
        }
    }
}
