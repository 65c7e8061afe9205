package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite finds executors that are wrong on purpose, by the right test, and says what is wrong. */
abstract class MutantsTest {
  private static final AtomicReference<Mutation> CURRENT = new AtomicReference<>(new Mutation());

  /** The backend {@code plain}, with the mutation of the moment before it. */
  interface Mutated extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend("plain");
    }

    @Override
    default Optional<ExecutorConfig> copyingConfig() {
      return Optional.of(config().withOption("plain.copy", "true"));
    }

    @Override
    default TaskExecutor open(ExecutorConfig config) {
      Mutation mutation = CURRENT.get();
      return mutation.around(TaskExecutor.open(mutation.config(config)));
    }
  }

  static class States implements StateContract, Mutated {}

  static class Submitting implements SubmitContract, Mutated {}

  static class Results implements ResultContract, Mutated {}

  static class Cancelling implements CancelContract, Mutated {}

  static class Listening implements ListenerContract, Mutated {}

  static class Waiting implements WaitContract, Mutated {}

  static class Mapping implements MapContract, Mutated {}

  static class LifeCycle implements LifecycleContract, Mutated {}

  static class Sharing implements SharedContract, Mutated {}

  /**
   * A mutation and how it is to be found.
   *
   * @param test the one test that is run
   * @param words what its message has to contain
   */
  record Mutant(String what, Mutation mutation, Class<?> binding, String test, List<String> words) {}

  /** Those that this class tries: several classes, so that they can be tried side by side. */
  abstract List<Mutant> mutants();

  @TestFactory
  Stream<DynamicTest> mutant_ofEachKind_isFoundByItsTest() {
    return mutants().stream().map(mutant -> DynamicTest.dynamicTest(mutant.what(), () -> assertFound(mutant)));
  }

  @TestFactory
  Stream<DynamicTest> right_executor_passesTheSameTest() {
    return mutants().stream().map(mutant -> DynamicTest.dynamicTest(mutant.test(), () -> assertPassesUnchanged(mutant)));
  }

  private static void assertFound(Mutant mutant) {
    List<Event> failed = run(mutant, mutant.mutation()).testEvents().failed().list();

    assertEquals(1, failed.size(), () -> mutant.test() + " found nothing wrong with an executor where " + mutant.what());
    Event event = failed.get(0);
    String message = String.valueOf(event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage());
    mutant.words().forEach(word -> assertTrue(message.contains(word), () -> "\"" + word + "\" is missing in: " + message));
  }

  private static void assertPassesUnchanged(Mutant mutant) {
    EngineExecutionResults results = run(mutant, new Mutation());

    results.testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  private static EngineExecutionResults run(Mutant mutant, Mutation mutation) {
    CURRENT.set(mutation);
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(mutant.binding(), method(mutant))).execute();
    } finally {
      CURRENT.set(new Mutation());
    }
  }

  private static Method method(Mutant mutant) {
    return Arrays.stream(mutant.binding().getMethods())
        .filter(method -> method.getName().equals(mutant.test())).findFirst()
        .orElseThrow(() -> new AssertionError("no test " + mutant.test()));
  }
}
