package dev.offload.conformance.direct;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.CancelContract;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.SharedContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import org.junit.jupiter.api.Nested;

/** The suite on the backend {@code direct}. */
class DirectConformanceTest implements ContractCoverage {
  interface OnDirect extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend("direct");
    }
  }

  @Nested class States implements StateContract, OnDirect {}

  @Nested class Submitting implements SubmitContract, OnDirect {}

  @Nested class Results implements ResultContract, OnDirect {}

  @Nested class Cancelling implements CancelContract, OnDirect {}

  @Nested class Listening implements ListenerContract, OnDirect {}

  @Nested class Waiting implements WaitContract, OnDirect {}

  @Nested class Mapping implements MapContract, OnDirect {}

  @Nested class LifeCycle implements LifecycleContract, OnDirect {}

  @Nested class Sharing implements SharedContract, OnDirect {}
}
