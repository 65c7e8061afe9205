package dev.offload.threads;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contract on threads. */
class ThreadsConformanceTest implements ContractCoverage {
  interface OnThreads extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend(ThreadsProvider.NAME);
    }

    @Override
    default Optional<ExecutorConfig> copyingConfig() {
      return Optional.of(config().withOption("threads.isolateArguments", "true"));
    }
  }

  @Override
  public List<Class<?>> parts() {
    return List.of(ThreadsLifeConformanceTest.class, ThreadsMapConformanceTest.class);
  }

  @Nested class States implements StateContract, OnThreads {}

  @Nested class Submitting implements SubmitContract, OnThreads {}

  @Nested class Results implements ResultContract, OnThreads {}

  @Nested class Listening implements ListenerContract, OnThreads {}

  @Nested class Waiting implements WaitContract, OnThreads {}
}
