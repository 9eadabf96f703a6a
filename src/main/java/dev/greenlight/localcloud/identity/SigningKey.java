package dev.greenlight.localcloud.identity;

import dev.greenlight.localcloud.state.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An RSA key of 2048 bits.
 *
 * @param id the hexadecimal SHA-1 of the public key, as Google names keys
 */
record SigningKey(String id, RSAPrivateCrtKey secret, RSAPublicKey open) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** The key kept in the file, which is made when absent. */
    static SigningKey in(Path file) {
        if (Files.exists(file)) {
            try {
                return parse(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException("the key " + file + " cannot be read", e);
            }
        }
        SigningKey key = generate();
        PrivateFile.write(file, key.pem().getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    /** @throws IllegalArgumentException when the text is not a PKCS #8 key in PEM */
    static SigningKey parse(String pem) {
        String body = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return of((RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("not an RSA private key in PKCS #8 PEM", e);
        }
    }

    private static SigningKey of(RSAPrivateCrtKey secret) throws GeneralSecurityException {
        RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(open.getEncoded());
        return new SigningKey(HexFormat.of().formatHex(digest), secret, open);
    }

    String pem() {
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getEncoded()) + END;
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
