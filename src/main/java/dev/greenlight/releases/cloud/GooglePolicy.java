package dev.greenlight.releases.cloud;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.ServicesClient;
import com.google.iam.v1.Binding;
import com.google.iam.v1.GetIamPolicyRequest;
import com.google.iam.v1.GetPolicyOptions;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Who may call a service. A policy is read, changed and written back under its etag, so that a binding made by somebody else in between is
 * not lost.
 */
final class GooglePolicy {
    private static final String INVOKER = "roles/run.invoker";
    private static final String EVERYBODY = "allUsers";
    /** Reads conditional bindings as they are; an older version would drop their conditions when written back. */
    private static final int VERSION = 3;

    private static final int ATTEMPTS = 6;

    private final ServicesClient services;

    GooglePolicy(ServicesClient services) {
        this.services = services;
    }

    boolean isPublic(String service) {
        try {
            return isPublic(read(service));
        } catch (ApiException e) {
            throw GoogleProblems.failed("see who may call " + GoogleTranslation.last(service), e);
        }
    }

    void open(String service) {
        change(
                service,
                true,
                policy -> policy.toBuilder()
                        .addBindings(Binding.newBuilder().setRole(INVOKER).addMembers(EVERYBODY))
                        .build());
    }

    void close(String service) {
        change(service, false, policy -> {
            Policy.Builder closed = policy.toBuilder().clearBindings();
            policy.getBindingsList().stream()
                    .map(GooglePolicy::withoutEverybody)
                    .forEach(closed::addAllBindings);
            return closed.build();
        });
    }

    private static List<Binding> withoutEverybody(Binding binding) {
        if (!binding.getRole().equals(INVOKER)) {
            return List.of(binding);
        }
        List<String> members = binding.getMembersList().stream()
                .filter(member -> !member.equals(EVERYBODY))
                .toList();
        return members.isEmpty()
                ? List.of()
                : List.of(binding.toBuilder()
                        .clearMembers()
                        .addAllMembers(members)
                        .build());
    }

    private void change(String service, boolean wished, UnaryOperator<Policy> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                Policy policy = read(service);
                if (isPublic(policy) != wished) {
                    services.setIamPolicy(SetIamPolicyRequest.newBuilder()
                            .setResource(service)
                            .setPolicy(change.apply(policy).toBuilder().setVersion(VERSION))
                            .build());
                }
                return;
            } catch (ApiException e) {
                if (GoogleProblems.reply(e) instanceof Reply.Refused || attempt == ATTEMPTS) {
                    throw GoogleProblems.failed(
                            (wished ? "open " : "close ") + GoogleTranslation.last(service) + " to the public", e);
                }
                LockSupport.parkNanos(100_000_000L << attempt);
            }
        }
    }

    private Policy read(String service) {
        return GoogleConnection.look(() -> services.getIamPolicy(GetIamPolicyRequest.newBuilder()
                .setResource(service)
                .setOptions(GetPolicyOptions.newBuilder().setRequestedPolicyVersion(VERSION))
                .build()));
    }

    private static boolean isPublic(Policy policy) {
        return policy.getBindingsList().stream()
                .anyMatch(binding -> binding.getRole().equals(INVOKER)
                        && binding.getMembersList().contains(EVERYBODY)
                        && !binding.hasCondition());
    }
}
