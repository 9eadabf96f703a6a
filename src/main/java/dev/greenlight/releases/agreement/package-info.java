/**
 * Whether what is about to be done is what somebody agreed to.
 *
 * <p>Pure: documents, texts and hashes. Does not: make a plan's document, which {@code releases.plan} does. Entry types:
 * {@link dev.greenlight.releases.agreement.PlanHash}, {@link dev.greenlight.releases.agreement.PlanFile}.
 *
 * <p>2026-11-25: a plan's hash ends with short hashes of its parts. So the hash alone, which is all that an approval has to carry from one job
 * to the next, already tells what has moved; the kept file tells it to the single value.
 * <p>2026-11-25: the hash is no signature. It tells that a file was changed, by mistake or by hand, and not who may agree to a plan.
 */
@NullMarked
package dev.greenlight.releases.agreement;

import org.jspecify.annotations.NullMarked;
