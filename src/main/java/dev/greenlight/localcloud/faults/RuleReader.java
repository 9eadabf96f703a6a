package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one rule of a script; what makes no sense becomes a complaint and a harmless stand-in. */
final class RuleReader implements FaultKind.Settings {
    private static final Set<String> OF_EVERY_RULE = Set.of("on", "resource", "calls", "latency", "fault");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");
    private static final String TIMES = "is a time such as 500ms, 3s or 2m";
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String place;
    private final ObjectNode rule;
    private final Set<String> methods;
    private final List<BadScript.Complaint> complaints;

    RuleReader(String place, ObjectNode rule, Set<String> methods, List<BadScript.Complaint> complaints) {
        this.place = place;
        this.rule = rule;
        this.methods = methods;
        this.complaints = complaints;
    }

    /** @param index of the rule, so that two rules of one seed draw differently */
    Rule read(long seed, int index) {
        rule.properties().forEach(entry -> {
            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                complain(entry.getKey(), "is one value");
            }
        });
        Optional<FaultKind> kind = kind();
        unknown(kind);
        Predicate<String> method = method(kind);
        Calls calls = Calls.ALL;
        if (rule.has("calls")) {
            Optional<Calls> parsed = Calls.parse(text("calls"));
            if (parsed.isEmpty()) {
                complain("calls", "is " + Calls.FORMS);
            }
            calls = parsed.orElse(Calls.ALL);
        }
        Duration latency = rule.has("latency") ? time("latency") : Duration.ZERO;
        Trouble trouble = kind.map(found -> found.make(this)).orElseGet(Trouble.Nothing::new);
        return new Rule(new Rule.Aim(method, text("resource"), calls), latency, trouble, rule, seed * 31 + index);
    }

    private Optional<FaultKind> kind() {
        String word = text("fault");
        if (word.isEmpty()) {
            if (!rule.has("latency")) {
                complain("fault", "is missing; a rule has a fault, a latency or both");
            }
            return Optional.empty();
        }
        Optional<FaultKind> kind = Arrays.stream(FaultKind.values())
                .filter(known -> known.word().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            complain(
                    "fault",
                    "is one of "
                            + Arrays.stream(FaultKind.values())
                                    .map(FaultKind::word)
                                    .collect(Collectors.joining(", ")));
        }
        return kind;
    }

    private void unknown(Optional<FaultKind> kind) {
        Set<String> known = new HashSet<>(OF_EVERY_RULE);
        kind.ifPresent(found -> known.addAll(found.settings()));
        boolean guess = kind.isEmpty() && rule.has("fault");
        rule.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !guess) {
                complain(
                        name,
                        "is no setting of "
                                + kind.map(found -> "fault " + found.word()).orElse("a rule"));
            }
        });
    }

    private Predicate<String> method(Optional<FaultKind> kind) {
        String on = text("on");
        Predicate<String> named = MethodNames.glob(on).asMatchPredicate();
        if (on.isEmpty()) {
            complain("on", "is missing; it names a method such as run.services.patch, or * for all");
        } else if (methods.stream().noneMatch(named)) {
            complain("on", "names no method: " + on + nearest(on));
        } else if (kind.isPresent() && methods.stream().noneMatch(named.and(kind.get()::befalls))) {
            complain("on", "names only methods that " + kind.get().word() + " cannot befall: " + on);
        }
        return kind.isPresent() ? named.and(kind.get()::befalls) : named;
    }

    private String nearest(String on) {
        String verb = on.substring(on.lastIndexOf('.') + 1);
        String found = methods.stream()
                .filter(method -> method.endsWith("." + verb))
                .sorted()
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "" : "; there are " + found;
    }

    @Override
    public String text(String name) {
        JsonNode value = rule.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    @Override
    public Duration after() {
        return time("after");
    }

    private Duration time(String name) {
        Matcher matcher = TIME.matcher(text(name));
        if (!matcher.matches()) {
            complain(name, TIMES);
            return Duration.ZERO;
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        if (time.compareTo(LONGEST) > 0) {
            complain(name, "is at most an hour");
        }
        return time;
    }

    @Override
    public void complain(String name, String words) {
        complaints.add(new BadScript.Complaint(place + "." + name, words));
    }
}
