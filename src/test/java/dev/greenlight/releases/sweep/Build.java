package dev.greenlight.releases.sweep;

/** What is released. Its image lies in a place of its own, by which the workloads know how it behaves. */
enum Build {
    GOOD(""),
    /** Never passes a health check. */
    UNHEALTHY("/unhealthy"),
    /** Passes every health check, and answers every second request of a user with an error; its migrations are as good as any. */
    FAILING("/erring");

    private final String folder;

    Build(String folder) {
        this.folder = folder;
    }

    /** Whether the image is of such a build. */
    boolean made(String image) {
        return !folder.isEmpty() && image.contains(folder + "/");
    }

    /** Host and path of the images, as an environment in greenlight.yml names it. */
    String registry() {
        return "localhost:5000/dreams/images" + folder;
    }
}
