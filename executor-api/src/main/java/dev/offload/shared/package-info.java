/** Objects that mean the same in every worker of an executor: queues, locks, values and others. */
@NullMarked
package dev.offload.shared;

import org.jspecify.annotations.NullMarked;
