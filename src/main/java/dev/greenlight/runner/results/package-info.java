/**
 * The service that keeps a job's results, as far as artifacts and caches share it: who asks, its calls, and the blobs that it has signed
 * addresses for.
 *
 * <p>What an artifact or a cache is, is said in the packages beside this one. Entry types: {@link dev.greenlight.runner.results.ResultsAccess},
 * {@link dev.greenlight.runner.results.HttpResults}, {@link dev.greenlight.runner.results.HttpBlobs}.
 *
 * <p>2026-11-29: spoken in plain JSON and HTTP, as GitHub's own packages speak it. They are JavaScript, and a step that runs in this image
 * would need a second runtime start to use them.
 * <p>2026-11-29: a blob is sent in blocks from one buffer, never as a whole: a report may be larger than the heap.
 */
@NullMarked
package dev.greenlight.runner.results;

import org.jspecify.annotations.NullMarked;
