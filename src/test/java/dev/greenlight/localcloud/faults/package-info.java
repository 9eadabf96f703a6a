/** Scripts of faults: their format, and which calls they hit. */
package dev.greenlight.localcloud.faults;
