/**
 * The contract: one futures API for tasks that run on threads, in child JVMs or further away.
 *
 * <p>Start at {@link dev.offload.TaskExecutor}. What every backend promises stands, rule by rule, in {@code CONTRACT.md} beside
 * this module; the Javadoc names the rules by their numbers.
 */
@NullMarked
package dev.offload;

import org.jspecify.annotations.NullMarked;
