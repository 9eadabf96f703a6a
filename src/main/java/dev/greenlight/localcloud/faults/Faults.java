package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.ConnectionLost;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.resources.Mishap;
import dev.greenlight.localcloud.secrets.SecretValues;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The script in force, set and asked at {@code /_faults}. Safe for several threads.
 *
 * <pre>{@code
 * seed: 7
 * rules:
 *   - {on: run.services.patch, resource: app-api, calls: 2, fault: lost-answer}
 * }</pre>
 */
public final class Faults {
    private static final String PATH = "/_faults";

    private final InstantSource clock;
    private volatile Script script = Script.EMPTY;

    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Judges a script before there is a cloud.
     *
     * @param text YAML or JSON
     * @throws BadScript with every mistake in it
     */
    public static void check(String text) {
        ScriptParser.parse(text, KnownMethods.ALL);
    }

    public void register(Api api) {
        api.on("GET", PATH, call -> Reply.json(script.toJson()));
        api.on("PUT", PATH, this::put);
        api.on("DELETE", PATH, call -> {
            script = Script.EMPTY;
            return Reply.json(script.toJson());
        });
        api.between(this::answer);
    }

    /**
     * Puts a script in force in the place of the one that was; all counts begin anew.
     *
     * @param text YAML or JSON
     * @throws BadScript with every mistake in it; then the old one stays in force
     */
    public void put(String text) {
        script = ScriptParser.parse(text, KnownMethods.ALL);
    }

    private Reply put(Call call) {
        try {
            put(call.text());
            return Reply.json(script.toJson());
        } catch (BadScript e) {
            ObjectNode detail = Json.object().put("@type", "type.googleapis.com/google.rpc.BadRequest");
            var violations = detail.putArray("fieldViolations");
            e.complaints()
                    .forEach(complaint -> violations
                            .addObject()
                            .put("field", complaint.place())
                            .put("description", complaint.words()));
            throw ApiError.invalidArgument(String.valueOf(e.getMessage())).withDetail(detail);
        }
    }

    /** Secrets as a starting instance reads them; the rules for reading versions hold for it too. */
    public SecretValues secrets(SecretValues real) {
        return (project, secret, version) -> {
            String resource = "projects/" + project + "/secrets/" + secret + "/versions/" + version;
            Trouble trouble = meet(MethodNames.ACCESS, resource);
            refuse(trouble, MethodNames.ACCESS, resource);
            if (trouble instanceof Trouble.Broken || trouble instanceof Trouble.FrontEnd) {
                throw new ApiError(dev.greenlight.localcloud.http.Status.UNAVAILABLE, "Secret Manager did not answer.");
            }
            return real.access(project, secret, version);
        };
    }

    private Reply answer(String method, String template, Call call, Api.Handler handler) throws Exception {
        Optional<String> name = MethodNames.of(method, template);
        if (name.isEmpty()) {
            return handler.answer(call);
        }
        String resource = Targets.of(call);
        Trouble trouble = meet(name.get(), Targets.asked(call, resource));
        refuse(trouble, name.get(), resource);
        return switch (trouble) {
            case Trouble.FrontEnd(int status) -> Words.frontEnd(status);
            case Trouble.Broken(boolean after) -> broken(after, call, handler);
            case Trouble.Later(Mishap mishap) -> Mishap.during(mishap, () -> handler.answer(call));
            case Trouble.Missing() -> Readings.missing(handler.answer(call));
            case Trouble.Zero() -> Readings.zero(handler.answer(call));
            case Trouble.Late(Duration by) -> Readings.late(handler.answer(call), by, clock.instant());
            default -> handler.answer(call);
        };
    }

    private static Reply broken(boolean after, Call call, Api.Handler handler) throws Exception {
        try {
            Object _ = after ? handler.answer(call) : "";
        } catch (ApiError e) {
            throw new ConnectionLost();
        }
        throw new ConnectionLost();
    }

    private static void refuse(Trouble trouble, String method, String resource) {
        switch (trouble) {
            case Trouble.Refused(var status, String message) -> throw Words.refused(status, method, resource, message);
            case Trouble.Quota() -> throw Words.quota(method, resource);
            case Trouble.Denied(String permission) -> throw Words.denied(method, resource, permission);
            default -> {}
        }
    }

    /** Lets every rule see the call; waits for the latency of those that hit it; the first with a trouble has its way. */
    private Trouble meet(String method, String resource) {
        Trouble first = new Trouble.Nothing();
        Duration latency = Duration.ZERO;
        for (Rule rule : script.rules()) {
            if (rule.hits(method, resource)) {
                latency = latency.plus(rule.latency());
                first = first instanceof Trouble.Nothing ? rule.trouble() : first;
            }
        }
        if (latency.isPositive()) {
            try {
                Thread.sleep(latency);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return first;
    }
}
