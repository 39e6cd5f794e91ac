package io.partnersupport.incident.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.partnersupport.incident.api.Gathering.Waiting;
import io.partnersupport.kit.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final List<List<Integer>> lists = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch busy = new CountDownLatch(1);
    private Duration patience = Duration.ofMinutes(1);
    private Gathering<Integer, Integer> gathering;
    private CompletableFuture<Integer> first;

    @AfterEach
    void close() {
        gathering.close();
    }

    @Test
    void whatWaitsMeanwhileIsDoneTogetherUpToTheLimit() {
        givenALaneThatIsBusy(list -> list.forEach(GatheringTest::answer));
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(2, 6).mapToObj(this::ask).toList();

        busy.countDown();

        assertThat(Stream.concat(Stream.of(first), others.stream()).map(CompletableFuture::join))
                .containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(lists).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6));
    }

    @Test
    void oneThatFailsDoesNotFailTheOthers() {
        givenALaneThatIsBusy(list -> list.forEach(waiting -> waiting.answer(() -> {
            if (waiting.question() == 2) {
                throw new IllegalStateException("only this one");
            }
            return waiting.question();
        })));
        CompletableFuture<Integer> failing = ask(2);
        CompletableFuture<Integer> other = ask(3);

        busy.countDown();

        assertThat(other.join()).isEqualTo(3);
        assertThatThrownBy(failing::join).hasMessageContaining("only this one");
    }

    @Test
    void aListThatFailsLeavesTheLaneOpen() {
        givenALaneThatIsBusy(list -> {
            if (list.size() > 1) {
                throw new IllegalStateException("the list");
            }
            list.forEach(GatheringTest::answer);
        });
        List<CompletableFuture<Integer>> failing = List.of(ask(2), ask(3));

        busy.countDown();

        assertThat(failing).allSatisfy(each -> assertThatThrownBy(each::join).hasMessageContaining("the list"));
        assertThat(ask(4).join()).isEqualTo(40);
    }

    @Test
    void whoWaitsTooLongIsSentAwayAndNothingIsBegun() {
        patience = Duration.ofSeconds(1);
        givenALaneThatIsBusy(list -> list.forEach(GatheringTest::answer));
        CompletableFuture<Integer> late = ask(2);
        long asked = System.nanoTime();
        await().until(() -> System.nanoTime() - asked > patience.toNanos());

        busy.countDown();

        assertThatThrownBy(late::join).hasCauseInstanceOf(ProblemException.class);
        assertThat(first.join()).isEqualTo(10);
        assertThat(lists).containsExactly(List.of(1));
    }

    @Test
    void whoWaitsIsAnsweredBeforeItCloses() {
        givenALaneThatIsBusy(list -> list.forEach(GatheringTest::answer));
        CompletableFuture<Integer> other = ask(2);
        busy.countDown();

        gathering.close();

        assertThat(List.of(first, other)).allMatch(CompletableFuture::isDone);
        assertThat(other.join()).isEqualTo(20);
    }

    private void givenALaneThatIsBusy(Consumer<List<Waiting<Integer, Integer>>> work) {
        gathering = new Gathering<>("test", 1, 4, patience, list -> {
            lists.add(list.stream().map(Waiting::question).toList());
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            work.accept(list);
        });
        first = ask(1);
        await().until(() -> !lists.isEmpty());
    }

    private CompletableFuture<Integer> ask(int question) {
        return gathering.ask(question).toCompletableFuture();
    }

    private static void answer(Waiting<Integer, Integer> waiting) {
        waiting.answer(() -> waiting.question() * 10);
    }
}
