package dev.greenlight.releases.symptoms;

import java.util.List;

/**
 * What an application says when its database does not do as it should: PostgreSQL's, MySQL's and SQLite's words, and those of Cloud SQL's
 * connector.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's errors</a>
 * @see <a href="https://cloud.google.com/sql/docs/postgres/connect-run">Connect from Cloud Run</a>
 */
final class DatabaseSigns {
    static final List<Sign> ALL = List.of(
            Sign.of(
                    "cloud-sql",
                    "Cloud ?SQL connection failed|Error during createEphemeral|cloudsql\\.instances\\.(?:connect|get)|boss::NOT_AUTHORIZED",
                    "the connection to Cloud SQL was refused before it reached the database",
                    "give the account that the service runs as the role Cloud SQL Client, check the instance's name, and that the"
                            + " Cloud SQL Admin API is enabled",
                    "gcloud projects get-iam-policy {project} --flatten=bindings --filter=bindings.role:roles/cloudsql.client"
                            + " --format='value(bindings.members)'"),
            Sign.of(
                    "cloud-sql",
                    "/cloudsql/([\\w.:-]+)/?\\S*\"? failed: (?:No such file or directory|Connection refused)|Can't connect to local"
                            + " MySQL server through socket '/cloudsql/([\\w.:-]+)'",
                    "the socket of Cloud SQL is not there: the instance is not connected to the service, or its name is wrong",
                    "connect the instance to the service (PROJECT:REGION:INSTANCE); the next release keeps that",
                    "gcloud sql instances list --project={project} --format='value(connectionName)'"),
            Sign.of(
                    "database-login",
                    "password authentication failed for user|no pg_hba\\.conf entry for host|Access denied for user",
                    "the database does not accept the user or the password",
                    "check user and password, and that the secret's version is the one that holds the new password",
                    "{describe}"),
            Sign.of(
                    "database-connections",
                    "too many clients already|remaining connection slots are reserved|too many connections for (?:role|database)"
                            + "|Too many connections",
                    "the database has no connection left",
                    "while two revisions serve, both hold connections: lower the most instances or the pool of each, and state"
                            + " database-connections in greenlight.yml, so that this is refused before it happens",
                    "gcloud run services describe {service} {place}"),
            Sign.of(
                    "database-missing",
                    "FATAL:\\s+database \"[^\"]*\" does not exist|Unknown database '",
                    "the database that the address names does not exist",
                    "create it, or correct the name in the variable or secret that holds the address",
                    "gcloud sql instances list --project={project}"),
            Sign.of(
                    "unapplied-migrations",
                    "relation \"([\\w.]+)\" does not exist|column \"?([\\w.]+)\"? (?:of relation \\S+ )?does not exist|no such"
                            + " (?:table|column): [\\w.]+|Table '[\\w.]+' doesn't exist|Unknown column '[\\w.]+'"
                            + "|You have \\d+ unapplied migration",
                    "the database lacks a table or column that the code uses: migrations were not applied, or not to this database",
                    "check that migrate: of greenlight.yml applies them, that they are committed, and that job and service name the"
                            + " same database",
                    "gcloud run jobs executions list --job={service}-migrate {place}"),
            Sign.of(
                    "database-unreachable",
                    "could not connect to server|connection to server at \\S+(?: \\([^)]*\\))?, port \\d+ failed|Can't connect to"
                            + " (?:MySQL )?server on|could not translate host name|OperationalError.*(?:Connection refused|timed? ?out)"
                            + "|server closed the connection unexpectedly",
                    "the database cannot be reached",
                    "check host and port in the variable or secret that holds the address; for a private address, that the service"
                            + " has a way into that network",
                    "{describe}"));

    private DatabaseSigns() {}
}
