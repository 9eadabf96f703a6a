/**
 * Audits of the packages that services are made with, by what is known of vulnerabilities. A package that nothing could be learned of leaves
 * an audit incomplete, never clean. Entry type: {@link dev.greenlight.checks.tools.dependencies.DependencyTools}.
 *
 * <p>2026-11-29: what requirements files ask for is read here as well, and compared with what an audit says it looked at: pip-audit leaves out
 * files that a file includes, and safety and osv-scanner leave out packages without an exact version, each with at most a warning.
 * <p>2026-11-29: safety runs only where {@code advisories.safety-db} names a database. Its versions since 2 want an account, and the database
 * that the last version before ships with ended in 2021: a check that finds nothing newer would only look like one.
 */
@NullMarked
package dev.greenlight.checks.tools.dependencies;

import org.jspecify.annotations.NullMarked;
