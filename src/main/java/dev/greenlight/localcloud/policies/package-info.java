/**
 * IAM policies of whatever resource: kept, shown, guarded by their etags.
 *
 * <p>What a binding allows is said elsewhere; here nobody is refused. Entry type: {@link dev.greenlight.localcloud.policies.IamPolicies}.
 *
 * <p>2026-11-25: one implementation for services, jobs, secrets and repositories, which had grown one each.
 */
@NullMarked
package dev.greenlight.localcloud.policies;

import org.jspecify.annotations.NullMarked;
