package dev.greenlight.actions;

import java.util.List;

/** Which doors there are. Opening one loads its classes alone, so that a check does not wait for the cloud's clients. */
class Wiring {
    /** The actions' names, in the order of the way. */
    List<String> names() {
        return List.of("quality", "test", "build-scan", "deploy-bluegreen", "rollback");
    }

    /** The door of that name. */
    Door door(String name) {
        return switch (name) {
            case "quality" -> new QualityDoor();
            case "test" -> new TestDoor();
            case "build-scan" -> new BuildScanDoor();
            case "deploy-bluegreen" -> new DeployBluegreenDoor();
            case "rollback" -> new RollbackDoor();
            default -> throw new IllegalArgumentException("no action is called " + name);
        };
    }

    /** What the action's {@code action.yml} says. */
    ActionMetadata metadata(String name) {
        return ActionMetadata.bundled(name);
    }
}
