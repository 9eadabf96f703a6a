package dev.greenlight.localcloud.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Refuses what a browser sends for a page of the web that its reader has open: the server trusts whoever reaches it. */
final class Browsers {
    /** Of IPv4, or of IPv6 with or without its brackets: no name of a host has a colon, or is all digits. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.%]*:[0-9a-f:.%]*]?");

    /**
     * Names that nobody can have for a site on the web: of one word, as containers have in their network, or below a domain that is reserved.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761, localhost and test</a>
     */
    private static final Pattern NO_SITE = Pattern.compile("[^.]+|.+\\.(localhost|test|internal)");

    private final Set<String> names;

    /** @param names what this server is called, beside its addresses and names that no site can have */
    Browsers(Collection<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws ApiError permission denied */
    void check(Request request) {
        refuseOtherNames(request);
        refuseOtherSites(request);
    }

    /**
     * A page of the web can have its own name resolve to this machine, and then reads and writes here as one of its own site: so it matters under
     * which name a browser calls. It cannot do that with an address or a name that no site can have.
     */
    private void refuseOtherNames(Request request) {
        String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
        boolean own = ADDRESS.matcher(name).matches() || NO_SITE.matcher(name).matches();
        if (!own && !names.contains(name)) {
            throw ApiError.permissionDenied("The local cloud is not called '" + name
                    + "': use one of its addresses, or localhost, as the request's host.");
        }
    }

    /**
     * Such a page could start containers here: it needs no answer for that. A browser tells the site of a page only to localhost; to an address it
     * tells the page's origin with every write.
     */
    private static void refuseOtherSites(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean own = (site == null || site.equals("same-origin") || site.equals("none"))
                && (origin == null
                        || origin.equals("http://" + request.getHeaders().get(HttpHeader.HOST)));
        if (!own && !request.getMethod().equals("GET")) {
            throw ApiError.permissionDenied("The local cloud takes no writes from pages of other sites.");
        }
    }
}
