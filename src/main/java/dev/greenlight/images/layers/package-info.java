/**
 * The files inside an image's layers, and what must not be among them.
 *
 * <p>Reads the archive that {@code docker save} writes, in its old and its new form. Entry types:
 * {@link dev.greenlight.images.layers.SavedImage}, {@link dev.greenlight.images.layers.LayerGate}.
 */
@NullMarked
package dev.greenlight.images.layers;

import org.jspecify.annotations.NullMarked;
