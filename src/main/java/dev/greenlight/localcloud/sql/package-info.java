/**
 * A PostgreSQL container that stands for Cloud SQL.
 *
 * <p>Its data is in a named volume and outlives releases and restarts; migrations and users are not its business. Entry type:
 * {@link dev.greenlight.localcloud.sql.SqlContainer}.
 */
@NullMarked
package dev.greenlight.localcloud.sql;

import org.jspecify.annotations.NullMarked;
