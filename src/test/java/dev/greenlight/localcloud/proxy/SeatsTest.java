package dev.greenlight.localcloud.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.proxy.Seats.Seated;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeatsTest {
    private static final InetSocketAddress ONE = new InetSocketAddress("127.0.0.1", 1);
    private static final InetSocketAddress TWO = new InetSocketAddress("127.0.0.1", 2);
    private static final Limits NARROW = new Limits(1, 2, Duration.ofSeconds(9), false);

    private final AtomicInteger asked = new AtomicInteger();
    private final List<Seats.Answer> told = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(7);
    private final Seats seats =
            new Seats(TestingProxy.revision("v1"), revision -> asked.incrementAndGet(), Duration.ZERO, now::get);

    private Seated seated(Seats.@Nullable Answer answer) {
        assertThat(answer).isInstanceOf(Seated.class);
        return (Seated) java.util.Objects.requireNonNull(answer);
    }

    @Test
    void the_first_instance_with_a_free_seat_gets_the_request_unless_the_client_prefers_another() {
        seats.staff(List.of(ONE, TWO));
        assertThat(seated(seats.enter(NARROW, null, told::add)).address()).isEqualTo(ONE);
        assertThat(seated(seats.enter(NARROW, ONE, told::add)).address()).isEqualTo(TWO);
        assertThat(told).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_request_that_finds_no_seat_asks_once_for_another_instance_and_gets_it() {
        seats.staff(List.of(ONE));
        seats.enter(NARROW, null, told::add);
        assertThat(seats.enter(NARROW, null, told::add)).isNull();
        assertThat(seats.enter(NARROW, null, told::add)).isNull();
        assertThat(asked).hasValue(1);
        seats.staff(List.of(ONE, TWO));
        seats.answered(true);
        assertThat(told)
                .singleElement()
                .satisfies(answer -> assertThat(seated(answer).address()).isEqualTo(TWO));
        assertThat(asked).as("two are the most it may have").hasValue(1);
    }

    @Test
    void a_seat_that_is_left_goes_to_whoever_waited_longest() {
        seats.staff(List.of(ONE, TWO));
        Seated first = seated(seats.enter(NARROW, null, told::add));
        seats.enter(NARROW, null, told::add);
        List<String> order = new ArrayList<>();
        seats.enter(NARROW, null, answer -> order.add("third"));
        seats.enter(NARROW, null, answer -> order.add("fourth"));
        seats.leave(first);
        assertThat(order).containsExactly("third");
        assertThat(asked).hasValue(0);
    }

    @Test
    void waiting_ends_when_no_more_instances_may_be_had() {
        seats.staff(List.of(ONE, TWO));
        seats.enter(NARROW, null, told::add);
        seats.enter(NARROW, null, told::add);
        seats.enter(NARROW, null, told::add);
        seats.expire();
        assertThat(told).containsExactly(new Seats.NoInstance());
    }

    @Test
    void waiting_for_a_start_goes_on_until_the_requests_own_time_is_over() {
        Limits brief = new Limits(1, 1, Duration.ofMillis(20), false);
        seats.enter(NARROW, null, told::add);
        seats.enter(brief, null, told::add);
        seats.expire();
        assertThat(told).isEmpty();
        later(Duration.ofMillis(30));
        seats.expire();
        assertThat(told).containsExactly(new Seats.TooLate());
    }

    @Test
    void a_start_that_fails_ends_the_waiting_only_where_nobody_else_could_serve() {
        seats.enter(NARROW, null, told::add);
        seats.answered(false);
        assertThat(told).containsExactly(new Seats.NotStarted());
        seats.staff(List.of(ONE));
        seats.enter(NARROW, null, told::add);
        seats.enter(NARROW, null, told::add);
        seats.answered(false);
        assertThat(told).hasSize(1);
        assertThat(asked).as("not again at once").hasValue(2);
    }

    @Test
    void after_starts_that_fail_beside_a_running_instance_it_asks_again_more_and_more_slowly() {
        Seats patient = new Seats(
                TestingProxy.revision("v1"), revision -> asked.incrementAndGet(), Duration.ofMinutes(5), now::get);
        Limits patience = new Limits(1, 9, Duration.ofHours(1), false);
        patient.staff(List.of(ONE));
        patient.enter(patience, null, told::add);
        patient.enter(patience, null, told::add);
        int before = 1;
        for (int seconds : List.of(1, 2, 4, 8, 10, 10)) {
            assertThat(asked).hasValue(before);
            patient.answered(false);
            later(Duration.ofSeconds(seconds).minusMillis(1));
            patient.expire();
            patient.enter(patience, null, told::add);
            assertThat(asked).as("within %d s", seconds).hasValue(before);
            later(Duration.ofMillis(1));
            patient.expire();
            before++;
        }
        patient.answered(true);
        patient.staff(List.of(ONE));
        assertThat(asked).as("one that started makes up for all").hasValue(before + 1);
        patient.answered(false);
        later(Duration.ofSeconds(1));
        patient.expire();
        assertThat(asked).hasValue(before + 2);
        assertThat(told).isEmpty();
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void idle_instances_are_dismissed_from_the_last_and_some_are_kept() {
        seats.staff(List.of(ONE, TWO));
        assertThat(seats.dismiss(Duration.ofHours(1), 0)).isEmpty();
        assertThat(seats.dismiss(Duration.ZERO, 1)).containsExactly(TWO);
        Seated busy = seated(seats.enter(NARROW, null, told::add));
        assertThat(seats.dismiss(Duration.ZERO, 0)).isEmpty();
        seats.leave(busy);
        assertThat(seats.dismiss(Duration.ZERO, 0)).containsExactly(ONE);
        assertThat(seats.enter(NARROW, null, told::add)).isNull();
        assertThat(asked).hasValue(1);
    }

    @Test
    void draining_waits_for_those_who_have_a_seat_and_those_who_wait() {
        seats.enter(NARROW, null, told::add);
        assertThat(seats.awaitIdle(Duration.ofMillis(10))).isFalse();
        seats.staff(List.of(ONE));
        assertThat(seats.awaitIdle(Duration.ofMillis(10))).isFalse();
        seats.leave(seated(told.getFirst()));
        assertThat(seats.awaitIdle(Duration.ofMillis(10))).isTrue();
    }
}
