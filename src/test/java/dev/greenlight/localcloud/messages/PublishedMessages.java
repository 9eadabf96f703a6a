package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.AnnotationsProto;
import com.google.api.FieldBehaviorProto;
import com.google.api.HttpRule;
import com.google.cloud.run.v2.BuildProto;
import com.google.cloud.run.v2.ExecutionProto;
import com.google.cloud.run.v2.JobProto;
import com.google.cloud.run.v2.RevisionProto;
import com.google.cloud.run.v2.ServiceProto;
import com.google.cloud.run.v2.TaskProto;
import com.google.cloud.run.v2.WorkerPoolProto;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.greenlight.localcloud.http.Json;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The methods and messages of Google's published client libraries, written as the local cloud's description. */
final class PublishedMessages {
    private static final List<FileDescriptor> FILES = List.of(
            ServiceProto.getDescriptor(),
            RevisionProto.getDescriptor(),
            JobProto.getDescriptor(),
            ExecutionProto.getDescriptor(),
            TaskProto.getDescriptor(),
            BuildProto.getDescriptor(),
            WorkerPoolProto.getDescriptor(),
            com.google.cloud.secretmanager.v1.ServiceProto.getDescriptor(),
            com.google.devtools.artifactregistry.v1.ServiceProto.getDescriptor());

    private final ArrayNode methods = Json.MAPPER.createArrayNode();
    private final SortedMap<String, ObjectNode> messages = new TreeMap<>();
    private final SortedMap<String, ObjectNode> enums = new TreeMap<>();
    private final Deque<Descriptor> open = new ArrayDeque<>();

    static ObjectNode describe() {
        PublishedMessages published = new PublishedMessages();
        FILES.forEach(file -> file.getServices().forEach(published::service));
        published.open.push(WaitOperationRequest.getDescriptor());
        while (!published.open.isEmpty()) {
            published.message(published.open.pop());
        }
        ObjectNode all = Json.object();
        all.set("methods", published.methods);
        published.messages.forEach(all.putObject("messages")::set);
        published.enums.forEach(all.putObject("enums")::set);
        return all;
    }

    private void service(ServiceDescriptor service) {
        for (MethodDescriptor method : service.getMethods()) {
            HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
            rule(method, rule);
            rule.getAdditionalBindingsList().forEach(other -> rule(method, other));
            message(method.getInputType());
            message(method.getOutputType());
        }
    }

    private void rule(MethodDescriptor method, HttpRule rule) {
        String path = switch (rule.getPatternCase()) {
            case GET -> rule.getGet();
            case POST -> rule.getPost();
            case PATCH -> rule.getPatch();
            case DELETE -> rule.getDelete();
            case PUT -> rule.getPut();
            default -> throw new IllegalStateException(method.getFullName());
        };
        methods.addObject()
                .put("name", method.getFullName())
                .put("verb", rule.getPatternCase().name())
                .put("path", path)
                .put("body", rule.getBody())
                .put("request", method.getInputType().getFullName())
                .put("response", method.getOutputType().getFullName());
    }

    private void message(Descriptor descriptor) {
        if (messages.containsKey(descriptor.getFullName())
                || descriptor.getFullName().startsWith("google.protobuf.")) {
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
        List<String> behaviors = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).stream()
                .map(Enum::name)
                .filter(name -> !name.equals("OPTIONAL"))
                .toList();
        if (!behaviors.isEmpty()) {
            ArrayNode list = node.putArray("behavior");
            behaviors.forEach(list::add);
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
                open.push(field.getMessageType());
                yield field.getMessageType().getFullName();
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
