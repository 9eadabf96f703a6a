/** Tests of a project that are run as a project's would be. */
@NullMarked
package dev.greenlight.actions.staging;

import org.jspecify.annotations.NullMarked;
