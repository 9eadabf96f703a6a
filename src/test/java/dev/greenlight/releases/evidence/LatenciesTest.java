package dev.greenlight.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {
    @Test
    void exponential_buckets_are_read_from_the_first_to_the_open_last() throws Exception {
        Latencies read = parse("""
                {"count":"10","bucketOptions":{"exponentialBuckets":{"numFiniteBuckets":3,"growthFactor":2,"scale":10}},
                 "bucketCounts":["1","2","0","3","4"]}""");

        assertThat(read.buckets())
                .containsExactly(
                        new Latencies.Bucket(0, 10, 1),
                        new Latencies.Bucket(10, 20, 2),
                        new Latencies.Bucket(40, 80, 3),
                        new Latencies.Bucket(80, Double.POSITIVE_INFINITY, 4));
    }

    @Test
    void linear_and_explicit_buckets_are_read() throws Exception {
        assertThat(parse("""
                {"count":"3","bucketOptions":{"linearBuckets":{"numFiniteBuckets":2,"width":5,"offset":10}},"bucketCounts":["0","1","2"]}""").buckets())
                .containsExactly(new Latencies.Bucket(10, 15, 1), new Latencies.Bucket(15, 20, 2));
        assertThat(parse("""
                {"count":"3","bucketOptions":{"explicitBuckets":{"bounds":[1,7,9]}},"bucketCounts":["0","1","0","2"]}""").buckets())
                .containsExactly(new Latencies.Bucket(1, 7, 1), new Latencies.Bucket(9, Double.POSITIVE_INFINITY, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"count\":\"3\"}",
                "{\"count\":\"3\",\"bucketCounts\":[\"3\"]}",
                "{\"count\":\"3\",\"bucketOptions\":{\"linearBuckets\":{\"numFiniteBuckets\":2,\"width\":5}},\"bucketCounts\":[\"2\"]}",
                "{\"count\":\"3\",\"bucketOptions\":{\"linearBuckets\":{\"numFiniteBuckets\":1,\"width\":5}},\"bucketCounts\":[\"0\",\"0\",\"0\",\"3\"]}",
                "{\"count\":\"-1\",\"bucketOptions\":{\"linearBuckets\":{\"numFiniteBuckets\":2,\"width\":5}},\"bucketCounts\":[\"-1\"]}",
                "{\"count\":\"x\"}",
            })
    void what_does_not_add_up_is_refused(String distribution) {
        assertThatThrownBy(() -> parse(distribution)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_empty_distribution_is_no_latencies() throws Exception {
        assertThat(parse("{}")).isEqualTo(Latencies.NONE);
        assertThat(Latencies.NONE.percentile(0.95)).isEqualTo(new Latencies.Percentile(0, 0, 0));
    }

    @Test
    void a_percentile_is_stated_with_the_bucket_it_lies_in() {
        Latencies latencies = new Latencies(List.of(
                new Latencies.Bucket(0, 100, 90),
                new Latencies.Bucket(100, 140, 9),
                new Latencies.Bucket(140, Double.POSITIVE_INFINITY, 1)));

        assertThat(latencies.percentile(0.5)).hasToString("55 ms (0 to 100)");
        assertThat(latencies.percentile(0.95)).hasToString("120 ms (100 to 140)");
        assertThat(latencies.percentile(1)).hasToString("140 ms (140 to ∞)");
        assertThat(Latencies.of(List.of(3.0, 1.0, 2.0)).percentile(0.5)).hasToString("2 ms");
    }

    @Test
    void only_what_certainly_took_longer_is_above_a_limit() {
        Latencies latencies = new Latencies(List.of(
                new Latencies.Bucket(100, 140, 5),
                new Latencies.Bucket(140, 196, 3),
                new Latencies.Bucket(300, 300, 1)));

        assertThat(latencies.above(120)).isEqualTo(4);
        assertThat(latencies.above(140)).isEqualTo(4);
        assertThat(latencies.above(141)).isEqualTo(1);
        assertThat(latencies.above(300)).isZero();
    }

    @Test
    void equal_buckets_add_up() {
        Latencies one = new Latencies(List.of(new Latencies.Bucket(10, 14, 2)));

        assertThat(Latencies.sum(List.of(one, one, Latencies.NONE)))
                .isEqualTo(new Latencies(List.of(new Latencies.Bucket(10, 14, 4))));
    }

    @Test
    void one_bound_makes_two_buckets() throws Exception {
        Latencies latencies = parse(
                "{\"count\":\"3\",\"bucketOptions\":{\"explicitBuckets\":{\"bounds\":[250]}},\"bucketCounts\":[\"2\",\"1\"]}");

        assertThat(latencies.count()).isEqualTo(3);
    }

    @Test
    void no_buckets_need_no_bounds() throws Exception {
        assertThat(parse("{\"count\":\"0\"}").count()).isZero();
    }

    private static Latencies parse(String text) throws Exception {
        return DistributionParser.parse(JsonMapper.builder().build().readTree(text));
    }
}
