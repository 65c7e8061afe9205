/** What runs in a child JVM: one thread that reads the channel, one that runs the tasks. Knows nothing of the parent's side. */
@NullMarked
package dev.offload.processes.worker;

import org.jspecify.annotations.NullMarked;
