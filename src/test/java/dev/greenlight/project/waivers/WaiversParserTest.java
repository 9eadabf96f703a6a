package dev.greenlight.project.waivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.waivers.Glob;
import dev.greenlight.report.waivers.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiversParserTest {
    private static final String FILE = "greenlight-waivers.yml";
    private static final String GOOD = """
            version: 1
            waivers:
              - rule: F401
                path: backend/**/migrations/*.py
                tool: flake8
                owner: "@team-backend"
                reason: |
                  Django writes these,
                  we do not.
                expires: 2026-12-31
              - advisory: CVE-2024-1234
                package: "@scope/left-pad"
                owner: Ann Example
                reason: the function is not called
                expires: "2027-02-28"
            """;

    private static List<String> faults(String text) {
        return catchThrowableOfType(InvalidInput.class, () -> WaiversParser.parse(text, FILE)).faults().stream()
                .map(InvalidInput.Fault::toString)
                .toList();
    }

    private static String fault(String text) {
        List<String> faults = faults(text);
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    @Test
    void a_waiver_has_what_where_who_why_and_until_when() {
        assertThat(WaiversParser.parse(GOOD, FILE))
                .containsExactly(
                        new Waiver(
                                new Waiver.What.Rule("F401"),
                                new Waiver.Scope.Files(new Glob("backend/**/migrations/*.py")),
                                Optional.of("flake8"),
                                "@team-backend",
                                "Django writes these,\nwe do not.\n",
                                LocalDate.of(2026, 12, 31),
                                "greenlight-waivers.yml:3"),
                        new Waiver(
                                new Waiver.What.OfAdvisory("CVE-2024-1234"),
                                new Waiver.Scope.Dependency("@scope/left-pad"),
                                Optional.empty(),
                                "Ann Example",
                                "the function is not called",
                                LocalDate.of(2027, 2, 28),
                                "greenlight-waivers.yml:11"));
    }

    @Test
    void a_file_may_hold_no_waivers_but_must_say_so() {
        assertThat(WaiversParser.parse("version: 1\nwaivers: []\n", FILE)).isEmpty();
        assertThat(fault("version: 1\n")).startsWith(FILE + ":1 waivers:").contains("may be empty");
        assertThat(fault("")).contains("expected waivers, but the file is empty");
        assertThat(fault("version: 1\nwaivers: none\n")).startsWith(FILE + ":2 waivers: 'none'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule: F401 | rule: [F401] | :3 waivers[0].rule: 'a list of 1'",
                "rule: F401 | rule: 501 | :3 waivers[0].rule: '501'",
                "rule: F401 | rule: '' | :3 waivers[0].rule: ''",
                "rule: F401 | rule: '*' | :3 waivers[0].rule: '*'",
                "rule: F401 | rules: F401 | did you mean rule?",
                "rule: F401 | advisory: A b | :3 waivers[0].advisory: 'A b'",
                "path: backend/**/migrations/*.py | path: ../x | :4 waivers[0].path: '../x'",
                "path: backend/**/migrations/*.py | path: /etc | :4 waivers[0].path: '/etc'",
                "path: backend/**/migrations/*.py | path: 'a\\b' | :4 waivers[0].path: 'a\\b'",
                "tool: flake8 | tool: Flake 8 | :5 waivers[0].tool: 'Flake 8'",
                "expires: 2026-12-31 | expires: 31.12.2026 | :10 waivers[0].expires: '31.12.2026'",
                "expires: 2026-12-31 | expires: 2026-02-30 | :10 waivers[0].expires: '2026-02-30'",
                "expires: 2026-12-31 | expires: never | expected a day as year-month-day, for example: 2027-01-31",
                "expires: 2026-12-31 | expire: 2026-12-31 | did you mean expires?",
                "owner: Ann Example | owner: '' | :13 waivers[1].owner: ''",
                "owner: Ann Example | owner: ' ' | :13 waivers[1].owner: ' '",
                "reason: the function is not called | reason: | :14 waivers[1].reason: 'nothing'",
                "reason: the function is not called | because: it is not | :11 waivers[1].reason: ''",
                "version: 1 | version: 2 | :1 version: '2'",
                "version: 1 | {} | expected"
            })
    void what_is_not_a_waiver_is_refused_with_its_line(String good, String bad, String expected) {
        assertThat(GOOD).contains(good);
        assertThat(faults(GOOD.replace(good, bad)))
                .anySatisfy(fault -> assertThat(fault).startsWith(FILE + ":").contains(expected));
    }

    @Test
    void a_waiver_names_one_thing_in_one_place() {
        assertThat(fault(GOOD.replace("- rule: F401", "- rule: F401\n    advisory: CVE-2024-1")))
                .startsWith(FILE + ":3 waivers[0]: 'both'")
                .contains("either rule or advisory");
        assertThat(fault(GOOD.replace("    package: \"@scope/left-pad\"\n", "")))
                .startsWith(FILE + ":11 waivers[1]: 'neither'")
                .contains("either path or package");
    }

    @Test
    void the_same_waiver_twice_is_refused_whatever_its_owner_and_day() {
        String twice = """
                version: 1
                waivers:
                  - { rule: F401, path: a.py, owner: ann, reason: so, expires: 2026-12-31 }
                  - { rule: F401, path: b.py, owner: ann, reason: so, expires: 2026-12-31 }
                  - { rule: F401, path: a.py, owner: bob, reason: too, expires: 2027-12-31 }
                """;
        assertThat(fault(twice))
                .startsWith(FILE + ":5 waivers[2]: 'rule F401, path a.py'")
                .contains("already in line 3");
    }

    @Test
    void all_faults_come_at_once_in_the_order_of_their_lines() {
        assertThat(faults("""
                version: 1
                waivers:
                  - rule: F401
                    path: a.py
                    owner: ann
                    expires: soon
                  - rule: F401
                    packages: django
                    owner: ann
                    reason: so
                    expires: 2026-12-31
                more: 1
                """))
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly(FILE + ":3", FILE + ":6", FILE + ":7", FILE + ":8", FILE + ":12");
    }

    @Test
    void a_key_twice_an_alias_and_a_bomb_are_refused() {
        assertThat(fault(GOOD.replace("owner: Ann Example", "owner: Ann Example\n    owner: Bob")))
                .contains("each key once");
        String bomb = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nversion: 1\nwaivers: [*c]\n";
        assertThat(faults(bomb)).anySatisfy(fault -> assertThat(fault).contains("not an alias of it"));
        assertThat(faults("version: 1\nwaivers: " + "[".repeat(5000)))
                .first()
                .asString()
                .contains("at most 20 levels");
    }

    @Test
    void a_file_without_its_version_is_refused() {
        assertThat(fault("waivers: []\n")).contains("version", "the version of this file's form");
    }
}
