package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.Task;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.greenlight.localcloud.http.Json;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The messages of Google's published client library, written as the local cloud's description of fields. */
final class PublishedMessages {
    private static final List<Descriptor> ROOTS = List.of(
            Service.getDescriptor(),
            Revision.getDescriptor(),
            Job.getDescriptor(),
            RunJobRequest.getDescriptor(),
            Execution.getDescriptor(),
            Task.getDescriptor(),
            Policy.getDescriptor(),
            SetIamPolicyRequest.getDescriptor(),
            TestIamPermissionsRequest.getDescriptor(),
            WaitOperationRequest.getDescriptor());

    private final SortedMap<String, ObjectNode> messages = new TreeMap<>();
    private final SortedMap<String, ObjectNode> enums = new TreeMap<>();
    private final Deque<Descriptor> open = new ArrayDeque<>(ROOTS);

    static ObjectNode describe() {
        PublishedMessages published = new PublishedMessages();
        while (!published.open.isEmpty()) {
            published.message(published.open.pop());
        }
        ObjectNode all = Json.object();
        published.messages.forEach(all.putObject("messages")::set);
        published.enums.forEach(all.putObject("enums")::set);
        return all;
    }

    private void message(Descriptor descriptor) {
        if (messages.containsKey(descriptor.getFullName())) {
            return;
        }
        ObjectNode fields = Json.object();
        messages.put(descriptor.getFullName(), fields);
        descriptor.getFields().stream()
                .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                .forEach(field -> fields.set(field.getJsonName(), field(field)));
    }

    private ObjectNode field(FieldDescriptor field) {
        ObjectNode node = Json.object();
        FieldDescriptor value = field.isMapField() ? field.getMessageType().findFieldByName("value") : field;
        node.put("type", type(value));
        if (field.isMapField()) {
            node.put("shape", "map");
        } else if (field.isRepeated()) {
            node.put("shape", "list");
        } else if (field.hasPresence()) {
            node.put("presence", true);
        }
        OneofDescriptor oneof = field.getRealContainingOneof();
        if (oneof != null) {
            node.put("oneof", oneof.getName());
        }
        if (field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(FieldBehavior.OUTPUT_ONLY)) {
            node.put("outputOnly", true);
        }
        return node;
    }

    private String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case ENUM -> {
                enumeration(field.getEnumType());
                yield field.getEnumType().getFullName();
            }
            case MESSAGE -> {
                String name = field.getMessageType().getFullName();
                if (!name.startsWith("google.protobuf.")) {
                    open.push(field.getMessageType());
                }
                yield name;
            }
            case BYTE_STRING -> "bytes";
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private void enumeration(EnumDescriptor descriptor) {
        ObjectNode values = Json.object();
        for (EnumValueDescriptor value : descriptor.getValues()) {
            values.put(value.getName(), value.getNumber());
        }
        enums.put(descriptor.getFullName(), values);
    }
}
