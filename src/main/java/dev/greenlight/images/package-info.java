/**
 * Images of the services: building, inspecting and pushing them.
 *
 * <p>What is inspected is what is pushed: an image is known by its content's digest from the build on, and the registry's answer is held
 * against it. Deploying is not done here. Entry types: {@link dev.greenlight.images.ImageBuilder}, {@link dev.greenlight.images.ImageDigest}.
 *
 * <p>2026-11-24: images are pushed by {@code docker push} from the engine that built them, not by the builder: between the build and the
 * push stands the inspection, and all images of a release are pushed or none.
 * <p>2026-11-24: layers are read from a saved image, file by file. A file that a later layer removes is still in the image that is pushed.
 */
@NullMarked
package dev.greenlight.images;

import org.jspecify.annotations.NullMarked;
