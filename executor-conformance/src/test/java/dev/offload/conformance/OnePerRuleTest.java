package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.ExecutorConfig;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** It binds little, so that little is enough. */
@OnePerRule
class OnePerRuleTest {
  static class Copying implements Bound {}

  interface Bound extends CopyContract {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults();
    }
  }

  @Test
  void binding_withTheAnnotation_runsTaggedTestsInBrief() {
    List<String> left = runIn(Copying.class);

    List<String> expected = Extent.current() == Extent.BRIEF
        ? List.of("copy_ofAnyOutcome_getsIt", "task_onAWorkerWithItsOwnHeap_runsInAnotherProcess")
        : allOf(Copying.class);
    assertEquals(expected, left);
  }

  @Test
  void binding_withoutTheAnnotation_runsWhole() {
    assertEquals(allOf(MutantsTest.Listening.class), runIn(MutantsTest.Listening.class));
  }

  private static List<String> runIn(Class<?> binding) {
    return tests(binding).stream().filter(test -> OnePerRuleFilter.runs(binding, test)).map(Method::getName).toList();
  }

  private static List<String> allOf(Class<?> binding) {
    return tests(binding).stream().map(Method::getName).toList();
  }

  private static List<Method> tests(Class<?> binding) {
    return Arrays.stream(binding.getMethods()).filter(method -> method.isAnnotationPresent(Test.class))
        .sorted((one, other) -> one.getName().compareTo(other.getName())).toList();
  }
}
