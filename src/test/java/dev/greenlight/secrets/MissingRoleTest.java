package dev.greenlight.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MissingRoleTest {
    @ParameterizedTest
    @CsvSource({
        "Permission 'run.services.update' denied on resource, roles/run.developer",
        "Permission 'run.services.setIamPolicy' denied on resource, roles/run.admin",
        "Permission 'secretmanager.versions.list' denied for resource, roles/secretmanager.viewer",
        "Permission 'iam.serviceaccounts.actAs' denied on service account x@y.iam.gserviceaccount.com, roles/iam.serviceAccountUser",
        "Permission 'iam.serviceAccounts.getAccessToken' denied, roles/iam.workloadIdentityUser",
        "Permission monitoring.timeSeries.list denied (or the resource may not exist)., roles/monitoring.viewer",
    })
    void the_permission_that_google_names_leads_to_its_smallest_role(String message, String role) {
        assertThat(MissingRole.in(message).orElseThrow().remedy()).contains(role);
    }

    @Test
    void a_message_without_a_permission_says_nothing() {
        assertThat(MissingRole.in("The caller does not have permission on run.app"))
                .isEmpty();
        assertThat(MissingRole.in("")).isEmpty();
    }
}
