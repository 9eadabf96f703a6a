package dev.greenlight.localcloud.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Which handler answers which method and path. Parts register at start; registering is allowed at any time.
 *
 * <pre>{@code api.on("GET", "/v2/projects/{p}/locations/{l}/services/{s}", call -> Reply.json(...)); }</pre>
 */
public final class Api {
    /** Answers one call. An {@link ApiError} is answered as such; any other exception is a 500 and logged with its trace. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Call call) throws Exception;
    }

    /** What every call goes through before its handler. */
    @FunctionalInterface
    public interface Filter {
        Reply answer(Call call, Handler handler) throws Exception;
    }

    /** Stands between every call and its handler: may answer in its place, before it or after it. */
    @FunctionalInterface
    public interface Between {
        /** @param template as registered */
        Reply answer(String method, String template, Call call, Handler handler) throws Exception;
    }

    record Match(Handler handler, Map<String, String> variables) {}

    private record Entry(String method, String template) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final PathIndex<Handler> handlers = new PathIndex<>();
    private final Filter filter;
    private volatile Between between = (method, template, call, handler) -> handler.answer(call);

    private volatile boolean open = true;

    /** Without a filter. */
    public Api() {
        this((call, handler) -> handler.answer(call));
    }

    public Api(Filter filter) {
        this.filter = filter;
    }

    /**
     * Registers a handler; of several templates that match a path the one with most literal characters wins.
     *
     * @param template {@code {x}} for one segment, {@code {x=**}} for the rest, a verb as {@code :verb} at the end
     * @return this, for chaining
     */
    public Api on(String method, String template, Handler handler) {
        String verb = method.toUpperCase(Locale.ROOT);
        entries.add(new Entry(verb, template));
        handlers.add(verb, template, handler);
        return this;
    }

    /** Whether a path is answered at all. */
    public boolean answers(String method, String rawPath) {
        return find(method, rawPath).isPresent();
    }

    /** Puts something between all calls and their handlers; it takes the place of what stood there. */
    public void between(Between what) {
        between = what;
    }

    /** Refuses every call as unavailable until it is opened: what is not registered yet would seem not to exist. */
    public void close() {
        open = false;
    }

    /** From now on calls are answered. */
    public void open() {
        open = true;
    }

    /** What is registered: {@code each} gets the method and the template. */
    public void each(BiConsumer<String, String> each) {
        entries.forEach(entry -> each.accept(entry.method(), entry.template()));
    }

    /** @throws ApiError unavailable when this is closed */
    Optional<Match> find(String method, String rawPath) {
        if (!open) {
            throw new ApiError(Status.UNAVAILABLE, "The local cloud is starting.");
        }
        return handlers.find(method, rawPath).map(found -> {
            Handler filtered = call -> filter.answer(call, found.value());
            Handler guarded = call -> between.answer(method, found.template(), call, filtered);
            return new Match(guarded, found.variables());
        });
    }
}
