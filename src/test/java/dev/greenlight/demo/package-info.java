/**
 * The demonstration: the five actions, run as containers the way GitHub's runner starts them, on the sample application and the local cloud,
 * under load. It uses Greenlight from outside only: the image, the command line, the wire. Entry type: {@link dev.greenlight.demo.Demo}.
 */
@NullMarked
package dev.greenlight.demo;

import org.jspecify.annotations.NullMarked;
