package dev.greenlight.localcloud.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The Docker network that jobs and revisions share.
 *
 * @param gateway the host's address on it, the same for the host and for every container
 */
public record JobNetwork(String name, String gateway) {
    /** Finds the network, or makes it. */
    public static JobNetwork open(DockerCli docker, String name) {
        Optional<JsonNode> found = docker.inspect("network", name);
        if (found.isEmpty()) {
            docker.must("network", "create", "--driver", "bridge", "--label", "dev.greenlight.network=" + name, name);
            found = docker.inspect("network", name);
        }
        JsonNode network = found.orElseThrow(() -> new IllegalStateException("the network " + name + " was not made"));
        String gateway = network.at("/IPAM/Config/0/Gateway").asText();
        if (gateway.isEmpty() || !network.path("Driver").asText().equals("bridge")) {
            throw new IllegalStateException("the Docker network " + name + " is no bridge with a gateway;"
                    + " name another network, or remove it so that it can be made again");
        }
        return new JobNetwork(name, gateway);
    }
}
