package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a finding: its rule, how grave it is, where it is, and the words. */
class FindingDetailsTest {
    private static List<String> inWords(Recording recording) {
        return recording.run().findings().stream()
                .map(finding -> "%s %s %s"
                        .formatted(
                                finding.rule(),
                                finding.severity(),
                                finding.location().map(Location::toString).orElse("nowhere")))
                .toList();
    }

    private static List<String> messages(Recording recording) {
        return recording.run().findings().stream().map(Finding::message).toList();
    }

    @Test
    void bandit() {
        Recording many = Recording.of("bandit", "many");
        assertThat(inWords(many))
                .contains(
                        "B404 NOTE backend/app/bad.py:1:1",
                        "B602 ERROR backend/app/bad.py:7:5",
                        "B506 WARNING backend/app/bad.py:8:12");
        assertThat(messages(many))
                .contains("subprocess call with shell=True identified, security issue.", "Possible hardcoded password")
                .noneMatch(message -> message.contains("hunter2"));
        assertThat(inWords(many.replacing("\"filename\": \"./app/bad.py\"", "\"filename\": \"\"")))
                .hasSize(7)
                .contains("B602 ERROR nowhere");
        assertThat(many.replacing("\"errors\": []", "\"errors\": null").run()).isInstanceOf(ToolRun.Crashed.class);
        assertThat(Recording.of("bandit", "none")
                        .replacing("\"results\": []", "\"result\": []")
                        .run())
                .isInstanceOf(ToolRun.NoReport.class);
        assertThat(Recording.of("bandit", "partial").run())
                .isInstanceOfSatisfying(
                        ToolRun.PartSkipped.class,
                        partly -> assertThat(partly.reason())
                                .isEqualTo(
                                        "backend/app/broken.py could not be read (syntax error while parsing AST from file)"));
    }

    @Test
    void hadolint() {
        Recording many = Recording.of("hadolint", "many");
        assertThat(inWords(many))
                .startsWith("DL3006 WARNING backend/Dockerfile:1:1")
                .contains("DL3015 NOTE backend/Dockerfile:2:1", "DL1000 ERROR frontend/Dockerfile:1:1");
        assertThat(messages(many).getLast()).startsWith("unexpected 'F' expecting '#', ADD");
        assertThat(inWords(many.replacing("\"file\":\"./frontend/Dockerfile\"", "\"file\":\"\"")))
                .endsWith("DL1000 ERROR nowhere");
    }

    @Test
    void actionlint() {
        Recording many = Recording.of("actionlint", "many");
        assertThat(inWords(many))
                .containsExactly(
                        "expression ERROR .github/workflows/bad.yml:12:24",
                        "expression ERROR .github/workflows/bad.yml:13:23",
                        "syntax-check ERROR .github/workflows/bad.yml:14:9");
        assertThat(messages(many).get(1)).isEqualTo("property \"none\" is not defined in object type {}");
        assertThat(inWords(many.replacing("\"filepath\":\"./.github/workflows/bad.yml\"", "\"filepath\":\"\"")))
                .startsWith("expression ERROR nowhere");
    }

    @Test
    void zizmor() {
        Recording many = Recording.of("zizmor", "many");
        assertThat(inWords(many))
                .containsExactly(
                        "artipacked WARNING .github/workflows/bad.yml:9:9",
                        "excessive-permissions WARNING .github/workflows/bad.yml:6:3",
                        "dangerous-triggers ERROR .github/workflows/bad.yml:4:3",
                        "template-injection ERROR .github/workflows/bad.yml:12:24",
                        "template-injection NOTE .github/workflows/bad.yml:13:23",
                        "unpinned-uses ERROR .github/workflows/bad.yml:9:15");
        assertThat(messages(many).getFirst())
                .isEqualTo(
                        "credential persistence through GitHub Actions artifacts: does not set persist-credentials: false");
        assertThat(messages(many.replacing("does not set persist-credentials: false", ""))
                        .getFirst())
                .isEqualTo("credential persistence through GitHub Actions artifacts");
        assertThat(inWords(many.replacing("./.github/workflows/bad.yml", ""))).startsWith("artipacked WARNING nowhere");
        assertThat(inWords(many.replacing("\"ignored\": false", "\"ignored\": true")))
                .isEmpty();
        assertThat(inWords(many.replacing("\"kind\": \"Primary\"", "\"kind\": \"Related\"")))
                .contains("excessive-permissions WARNING .github/workflows/bad.yml:6:3");
    }

    @Test
    void gitleaks() {
        Recording many = Recording.of("gitleaks", "many");
        assertThat(inWords(many))
                .containsExactly(
                        "aws-access-token ERROR backend/settings.py:1:8", "github-pat ERROR backend/settings.py:2:9");
        assertThat(messages(many)).isNotEmpty().noneMatch(message -> message.contains("commit"));
        assertThat(inWords(many.replacing("\"File\": \"backend/settings.py\"", "\"File\": \"\"")))
                .contains("github-pat ERROR nowhere");
        Recording history = Recording.of("gitleaks", "history");
        assertThat(inWords(history))
                .containsExactly("aws-access-token ERROR backend/settings.py", "github-pat ERROR backend/settings.py");
        assertThat(messages(history))
                .hasSize(2)
                .allMatch(
                        message -> message.matches(
                                "(Uncovered|Identified) .* It is in line [12] of commit [0-9a-f]{10}, where removing it now does not reach: .*"));
        String twoFiles =
                "[{\"RuleID\":\"r\",\"File\":\"b\",\"StartLine\":1},{\"RuleID\":\"r\",\"File\":\"a\",\"StartLine\":9},"
                        + "{\"RuleID\":\"q\",\"File\":\"a\",\"StartLine\":9}]";
        assertThat(inWords(many.printing(twoFiles))).containsExactly("q ERROR a:9", "r ERROR a:9", "r ERROR b:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-key   | schema | services.web Additional property port is not allowed",
                "no-yaml       | yaml   | yaml: line 2: did not find expected node content",
                "twice         | yaml   | yaml: unmarshal errors: line 3: mapping key \"web\" already defined at line 2",
                "no-dependency | config | service \"web\" depends on undefined service \"database\": invalid compose project",
                "no-env-file   | config | env file nope.env not found: stat nope.env: no such file or directory"
            })
    void compose(String recording, String rule, String message) {
        Recording recorded = Recording.of("compose", recording);
        Recording noisy = recorded.saying(
                "time=\"2026-11-29T08:00:00Z\" level=warning msg=\"the attribute version is obsolete\"\n"
                        + recorded.errors());
        for (Recording each : List.of(recorded, noisy)) {
            assertThat(messages(each)).containsExactly(message);
            assertThat(each.run().findings().getFirst().rule()).isEqualTo(rule);
        }
        assertThat(recorded.saying("").run()).isInstanceOf(ToolRun.Crashed.class);
    }

    @Test
    void pip_audit() {
        Recording many = Recording.of("pip-audit", "many");
        assertThat(messages(many))
                .first()
                .isEqualTo("django 2.2.0: SQL injection in Django (GHSA-hmr4-m2h5-33qx). Fixed in 3.0.3.");
        assertThat(messages(many.replacing("[\"3.0.3\"]", "[]").replacing("[\"GHSA-hmr4-m2h5-33qx\"]", "[]")))
                .first()
                .isEqualTo("django 2.2.0: SQL injection in Django. No version without it is known.");
        assertThat(many.replacing("\"dependencies\"", "\"dependency\"").run()).isInstanceOf(ToolRun.Crashed.class);
        assertThat(Recording.of("pip-audit", "no-index").run())
                .isInstanceOfSatisfying(
                        ToolRun.PartSkipped.class,
                        partly -> assertThat(partly.reason())
                                .contains(
                                        "could not be audited: django (2.2.0)", "could not be audited: pyyaml (5.3)"));
        assertThat(Recording.of("pip-audit", "include-left-out").run())
                .isInstanceOfSatisfying(
                        ToolRun.PartSkipped.class,
                        partly -> assertThat(partly.reason()).isEqualTo("pyyaml is not in pip-audit's report"));
    }

    @Test
    void safety() {
        Recording many = Recording.of("safety", "many");
        assertThat(messages(many).getFirst())
                .startsWith("pyyaml 5.3: A vulnerability was discovered in the PyYAML library")
                .endsWith("…. Affected: <5.3.1.");
        assertThat(inWords(many.printing("[[\"pyyaml\", \"<5.4\", \"5.3\", \"bad.\", \"\"]]")))
                .containsExactly("vulnerability ERROR backend/safe.txt:1");
        assertThat(messages(many.printing("[[\"pyyaml\", \"<5.4\", \"5.3\", \"bad.\", \"1\"]]")))
                .containsExactly("pyyaml 5.3: bad. Affected: <5.4.");
        assertThat(many.printing("[[\"pyyaml\", \"<5.4\", \"5.3\", \"bad.\"]]").run())
                .isInstanceOf(ToolRun.Crashed.class);
        assertThat(Recording.of("safety", "none").printing("[{}]").run()).isInstanceOf(ToolRun.NoReport.class);
    }

    @Test
    void npm_audit() {
        Recording many = Recording.of("npm-audit", "many");
        assertThat(inWords(many))
                .containsExactlyInAnyOrder(
                        "GHSA-p6mc-m468-83gw ERROR frontend/package-lock.json:9",
                        "GHSA-29mw-wpgm-hmr9 WARNING frontend/package-lock.json:9",
                        "GHSA-35jh-r3h4-6jhm ERROR frontend/package-lock.json:9");
        assertThat(messages(many)).contains("lodash <4.17.21: Command Injection in lodash. npm offers no fix.");
        assertThat(messages(many.replacing("\"fixAvailable\": false", "\"fixAvailable\": true")))
                .isNotEmpty()
                .allMatch(message -> message.endsWith(". npm audit fix repairs it."));
        assertThat(messages(many.replacing(
                        "\"fixAvailable\": false",
                        "\"fixAvailable\": {\"name\": \"a\", \"version\": \"2.0.0\", \"isSemVerMajor\": true}")))
                .isNotEmpty()
                .allMatch(message -> message.endsWith(". Fixed with a 2.0.0, a major version."));
        assertThat(messages(many.replacing(
                        "\"fixAvailable\": false",
                        "\"fixAvailable\": {\"name\": \"a\", \"version\": \"1.1.0\", \"isSemVerMajor\": false}")))
                .isNotEmpty()
                .allMatch(message -> message.endsWith(". Fixed with a 1.1.0."));
        assertThat(inWords(
                        many.replacing("https://github.com/advisories/GHSA-p6mc-m468-83gw", "https://other.example/7")))
                .anyMatch(words -> words.matches("npm-[0-9]+ ERROR .*"));
        assertThat(inWords(many.replacing("\"severity\": \"moderate\"", "\"severity\": \"low\"")))
                .contains("GHSA-29mw-wpgm-hmr9 NOTE frontend/package-lock.json:9");
        assertThat(inWords(many.replacing("\"name\": \"lodash\"", "\"name\": \"gone\"")
                        .replacing("node_modules/lodash", "node_modules/gone")))
                .contains("GHSA-35jh-r3h4-6jhm ERROR frontend/package-lock.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\": {\"summary\": \"no  lock\"}}                     | npm learned of no advisory: no lock",
                "{\"message\": \"405\", \"error\": {\"summary\": \"\"}}       | npm learned of no advisory: 405",
                "{\"message\": \"405\"}                                       | npm learned of no advisory: 405",
                "{\"error\": {}}                                              | npm learned of no advisory: it gave no reason"
            })
    void npm_audits_refusals(String report, String reason) {
        assertThat(Recording.of("npm-audit", "refused").printing(report).run())
                .isEqualTo(new ToolRun.PartSkipped(reason, List.of()));
    }

    @Test
    void a_message_beside_a_whole_audit_is_no_refusal_and_half_an_audit_is_none() {
        Recording none = Recording.of("npm-audit", "none");
        assertThat(none.printing("{\"message\": \"hello\", \"vulnerabilities\": {}, \"metadata\": {}}")
                        .run())
                .isEqualTo(new ToolRun.Clean());
        assertThat(none.printing("{\"vulnerabilities\": {}}").run()).isInstanceOf(ToolRun.NoReport.class);
        assertThat(none.printing("{\"metadata\": {}}").run()).isInstanceOf(ToolRun.NoReport.class);
        assertThat(none.printing("{\"vulnerabilities\": {\"a\": {\"via\": [\"b\"]}}, \"metadata\": {}}")
                        .run())
                .isInstanceOf(ToolRun.NoReport.class);
    }

    @Test
    void osv_scanner() {
        Recording many = Recording.of("osv-scanner", "many");
        assertThat(inWords(many))
                .containsExactly(
                        "GHSA-29mw-wpgm-hmr9 WARNING frontend/package-lock.json:9",
                        "GHSA-35jh-r3h4-6jhm ERROR frontend/package-lock.json:9",
                        "GHSA-p6mc-m468-83gw ERROR frontend/package-lock.json:9");
        assertThat(messages(many).get(1))
                .isEqualTo("lodash 4.17.15: Command Injection in lodash (CVE-2021-23337). Fixed in 4.17.21.");
        Recording python = Recording.of("osv-scanner", "python");
        assertThat(inWords(python))
                .contains("GHSA-hmr4-m2h5-33qx ERROR backend/requirements.txt:3")
                .doesNotHaveDuplicates();
        assertThat(messages(python)).anyMatch(message -> message.endsWith("Fixed in 1.11.28, 2.2.10, 3.0.3."));
        assertThat(inWords(many.replacing("\"/scratch/repository/frontend/package-lock.json\"", "\"\"")))
                .contains("GHSA-35jh-r3h4-6jhm ERROR nowhere");
        assertThat(messages(many.replacing("\"type\": \"SEMVER\"", "\"type\": \"GIT\"")))
                .isNotEmpty()
                .allMatch(message -> message.endsWith("No version without it is known."));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0, ERROR",
        "7.0, ERROR",
        "6.9, WARNING",
        "4.0, WARNING",
        "3.9, NOTE",
        "0.0, NOTE",
        "'', ERROR",
        "high, ERROR"
    })
    void osv_scores(String score, String severity) {
        assertThat(inWords(Recording.of("osv-scanner", "many")
                        .replacing("\"max_severity\": \"7.2\"", "\"max_severity\": \"" + score + "\"")))
                .contains("GHSA-35jh-r3h4-6jhm " + severity + " frontend/package-lock.json:9");
    }

    @Test
    void a_group_without_names_is_a_finding_all_the_same() {
        Recording many = Recording.of("osv-scanner", "many")
                .printing(
                        "{\"results\":[{\"source\":{\"path\":\"/scratch/repository/frontend/yarn.lock\"},"
                                + "\"packages\":[{\"package\":{\"name\":\"a\",\"version\":\"1\"},\"groups\":[{}],\"vulnerabilities\":[]}]}]}");
        assertThat(inWords(many)).containsExactly("vulnerability ERROR frontend/yarn.lock");
        assertThat(messages(many)).containsExactly("a 1: has a known vulnerability. No version without it is known.");
    }
}
