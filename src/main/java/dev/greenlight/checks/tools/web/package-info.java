/**
 * Checks of TypeScript and JavaScript sources, with the tools of the service's own {@code node_modules}.
 * Entry type: {@link dev.greenlight.checks.tools.web.WebTools}.
 */
@NullMarked
package dev.greenlight.checks.tools.web;

import org.jspecify.annotations.NullMarked;
