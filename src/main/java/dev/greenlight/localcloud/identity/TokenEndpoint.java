package dev.greenlight.localcloud.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Gives tokens for assertions that the service account signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523">RFC 7523, JWT bearer grants</a>
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">OAuth 2.0 for service accounts</a>
 */
public final class TokenEndpoint {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    /** What Google's Java client writes as audience, whatever the key file says. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private static final String UNTIMELY =
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp"
                    + " values in the JWT claim.";

    private final ServiceAccount account;
    private final Tokens tokens;
    private final Set<String> audiences;

    public TokenEndpoint(ServiceAccount account, Tokens tokens) {
        this.account = account;
        this.tokens = tokens;
        this.audiences = Set.of(account.tokenUri(), GOOGLE);
    }

    /** Adds {@code POST /token} and {@code GET /.well-known/jwks}. */
    public void register(Api api) {
        api.on("POST", "/token", this::exchange);
        api.on("GET", "/.well-known/jwks", call -> Reply.json(tokens.keys()));
    }

    private Reply exchange(Call call) {
        Map<String, String> form = form(call.text());
        String grant = form.getOrDefault("grant_type", "");
        if (!grant.equals(GRANT)) {
            return refuse("unsupported_grant_type", "Invalid grant_type: " + grant);
        }
        Jwt assertion = Jwt.parse(form.getOrDefault("assertion", "")).orElse(null);
        if (assertion == null) {
            return refuse("invalid_grant", "Invalid JWT: the assertion is not a signed JSON Web Token.");
        }
        if (!assertion.claim("iss").equals(account.email())) {
            return refuse("invalid_grant", "Invalid grant: account not found");
        }
        if (!assertion.signedBy(account.key().open())) {
            return refuse("invalid_grant", "Invalid JWT Signature.");
        }
        if (!tokens.current(assertion)) {
            return refuse("invalid_grant", UNTIMELY);
        }
        if (!audiences.contains(assertion.claim("aud"))) {
            return refuse(
                    "invalid_grant", "Invalid JWT: Failed audience check. The right audience is " + account.tokenUri());
        }
        return grant(assertion);
    }

    private Reply grant(Jwt assertion) {
        String audience = assertion.claim("target_audience");
        if (!audience.isEmpty()) {
            return Reply.json(Json.object().put("id_token", tokens.idToken(audience)));
        }
        String scopes = assertion.claim("scope");
        if (scopes.isEmpty()) {
            return refuse("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        return Reply.json(Json.object()
                .put("access_token", tokens.accessToken(scopes))
                .put("expires_in", Tokens.LIFETIME.toSeconds() - 1)
                .put("token_type", "Bearer"));
    }

    private static Reply refuse(String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        return Reply.json(400, body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
