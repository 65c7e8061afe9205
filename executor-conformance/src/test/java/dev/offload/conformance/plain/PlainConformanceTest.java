package dev.offload.conformance.plain;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.CancelContract;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.OnePerRule;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.SharedContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The suite on the backend {@code plain}. */
@OnePerRule
class PlainConformanceTest implements ContractCoverage {
  interface OnPlain extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend("plain");
    }

    @Override
    default Optional<ExecutorConfig> copyingConfig() {
      return Optional.of(config().withOption("plain.copy", "true"));
    }

    @Override
    default Optional<ExecutorConfig> brokenConfig() {
      return Optional.of(config().withOption("plain.unstartable", "true"));
    }
  }

  @Nested class States implements StateContract, OnPlain {}

  @Nested class Submitting implements SubmitContract, OnPlain {}

  @Nested class Results implements ResultContract, OnPlain {}

  @Nested class Cancelling implements CancelContract, OnPlain {}

  @Nested class Listening implements ListenerContract, OnPlain {}

  @Nested class Waiting implements WaitContract, OnPlain {}

  @Nested class Mapping implements MapContract, OnPlain {}

  @Nested class LifeCycle implements LifecycleContract, OnPlain {}

  @Nested class Sharing implements SharedContract, OnPlain {}
}
