/** Tests of what users copy and reference: the templates, our own workflows, and the actions' metadata. */
@NullMarked
package dev.greenlight.workflows;

import org.jspecify.annotations.NullMarked;
