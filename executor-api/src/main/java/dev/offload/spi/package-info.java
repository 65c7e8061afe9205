/**
 * What a backend extends. Users of the library need nothing of it.
 *
 * <h2>How to write a backend</h2>
 *
 * <p>Four small classes make one; {@code backend-threads} is the shortest real example.
 *
 * <ol>
 *   <li>A {@link dev.offload.spi.BackendProvider} with the backend's name, its capabilities and the keys of its options. List it in
 *       {@code META-INF/services/dev.offload.spi.BackendProvider}. It is the only public type.
 *   <li>An options record, read with {@link dev.offload.spi.OptionReader} and checked in its compact constructor.
 *   <li>An executor that extends {@link dev.offload.spi.AbstractTaskExecutor}: it makes workers in {@code newWorker}, encodes tasks in
 *       {@code encode} if the backend isolates, and gives back what it holds in {@code released}. The provider calls {@code opened()} on
 *       it last.
 *   <li>A {@link dev.offload.spi.Worker} that runs one job after another and reports what becomes of each.
 * </ol>
 *
 * <p>States, waiting, listeners, {@code map}, queue, priorities, time-outs, retries, replacement of workers and shutdown are done here,
 * once. A worker has to keep only these promises:
 *
 * <ul>
 *   <li>Before it is ready it runs the configuration's initializer, if there is one; where that throws it reports
 *       {@code initializerFailed} and then {@code exited}.
 *   <li>It reports {@code ready} once, and {@code exited} once, last, whatever happened.
 *   <li>For every job it gets it reports either {@code began} and one end, or {@code skipped}, or it reports {@code exited}. It leaves a
 *       job alone for which {@code began} returned false.
 *   <li>If it takes more than one job at a time ({@code maxJobs}) it runs them in the order in which they came, and gives back those that
 *       it has not begun ({@code tryTakeBack}), or says that it does not.
 *   <li>It runs the task as {@code TaskScope.call(context, …)}, so that {@link dev.offload.TaskContext#current()} finds its context;
 *       {@link dev.offload.spi.JobContext} is the one for tasks in this JVM.
 *   <li>It catches every {@code Throwable} of a task, and after it keeps no reference to task, arguments, result or job (rule R7).
 *   <li>An interrupt reaches only the job it is meant for; between two jobs the thread's flag is down.
 *   <li>Its methods do not block; only a backend without {@link dev.offload.Capability#CONCURRENT} runs jobs inside them.
 * </ul>
 *
 * <p>A backend may take elements of a map together, as one job: it overrides {@code newChunk} in its executor. Its workers then get jobs
 * that have {@code elements()}. They run these one after another, begin each by {@code Elements.tryBegin} or by a claim of the backend's
 * own ({@code takeBackElements}), tell what became of each, and end the job itself like any other. {@code backend-threads} does so in 20
 * lines.
 *
 * <p>Then bind {@code executor-conformance} to it, in about 25 lines.
 *
 * <h2>How it works inside</h2>
 *
 * <p>{@code Submitter} makes a {@code Job} out of each task; {@code Dispatcher} takes every event under one lock, decides by the rules in
 * {@code Schedule} (which holds {@code JobQueue}, {@code Crew}, {@code Assignments} and {@code LostJobs}), and acts after leaving the lock.
 * {@code map} gathers its elements in a {@code Feed}; a {@code Chunk} of them has one job, or several. {@code Promise}, which a job
 * extends, is the one state machine; everybody who waits, from {@code get} to {@code asCompleted}, is a {@code Watcher} of it.
 */
@NullMarked
package dev.offload.spi;

import org.jspecify.annotations.NullMarked;
