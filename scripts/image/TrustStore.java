import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.stream.Stream;

/**
 * Writes a Java trust store of the certificates in a folder: {@code java TrustStore.java FOLDER STORE}.
 *
 * <p>Java then trusts the same public authorities as every other tool of the image, and none that only the building machine knows.
 */
final class TrustStore {
    private static final int AT_LEAST = 100;

    private TrustStore() {}

    public static void main(String[] arguments) throws Exception {
        // Certificates are public: without these two the store would want a password just to be read.
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory x509 = CertificateFactory.getInstance("X.509");
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".crt")).sorted().toList()) {
                try (InputStream pem = Files.newInputStream(file)) {
                    store.setCertificateEntry(file.getFileName().toString(), x509.generateCertificate(pem));
                }
            }
        }
        if (store.size() < AT_LEAST) {
            throw new IllegalStateException("only " + store.size() + " authorities in " + arguments[0]);
        }
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            store.store(out, null);
        }
        System.out.println(store.size() + " authorities");
    }
}
