/**
 * The contract as JUnit Jupiter interfaces: each rule of {@code CONTRACT.md} is one or more tests that every backend inherits.
 *
 * <h2>How to bind the suite to a backend</h2>
 *
 * <p>Say once how the backend is configured, then name each part of the contract. {@link dev.offload.conformance.ContractCoverage}
 * fails where a rule was left out.
 *
 * <pre>{@code
 * class ThreadsConformanceTest implements ContractCoverage {
 *   interface OnThreads extends ContractSubject {
 *     @Override
 *     default ExecutorConfig config() {
 *       return ExecutorConfig.defaults().withBackend("threads");
 *     }
 *   }
 *
 *   @Nested class States implements StateContract, OnThreads {}
 *   @Nested class Submitting implements SubmitContract, OnThreads {}
 *   @Nested class Results implements ResultContract, OnThreads {}
 *   @Nested class Cancelling implements CancelContract, OnThreads {}
 *   @Nested class Listening implements ListenerContract, OnThreads {}
 *   @Nested class Waiting implements WaitContract, OnThreads {}
 *   @Nested class Mapping implements MapContract, OnThreads {}
 *   @Nested class LifeCycle implements LifecycleContract, OnThreads {}
 * }
 * }</pre>
 *
 * <p>A binding may be spread over several classes, so that a build runs them side by side, each in a JVM of its own: see
 * {@link dev.offload.conformance.PartOf}. The system property {@code conformance.extent} says how much runs: see
 * {@link dev.offload.conformance.Extent} and {@link dev.offload.conformance.OnePerRule}.
 *
 * <p>A test that needs a {@link dev.offload.Capability} the backend does not have is skipped and says which. Some tests need a
 * configuration that only the backend's author knows, for example one in which no worker can start; these are the other methods of
 * {@link dev.offload.conformance.ContractSubject}, and without them the tests are skipped and say so.
 *
 * <p>After every test nothing of the library may be left: threads, child processes, sockets, files. A test that hangs is interrupted
 * after all stacks were printed. At the end {@code target/contract-report.md} tells, rule by rule, what passed, what was skipped and
 * why.
 *
 * <p>A backend whose workers are processes binds three more parts, in a class of their own because they are slow:
 * {@link dev.offload.conformance.FaultContract}, every fault at every stage of a task's way,
 * {@link dev.offload.conformance.TransitContract} and {@link dev.offload.conformance.StreamContract}. They want a
 * {@link dev.offload.conformance.ContractSubject#confinedConfig}.
 *
 * <h2>What tasks of the suite may do</h2>
 *
 * <p>They may run in another JVM, so they capture only what can be serialised, and talk to the test through files:
 * {@link dev.offload.conformance.Gate} and {@link dev.offload.conformance.Marker}.
 */
@NullMarked
package dev.offload.conformance;

import org.jspecify.annotations.NullMarked;
