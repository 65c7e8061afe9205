/**
 * Bytes between parent and child: frames on a private channel, the claim board, and what the child is told at its start. Knows nothing of
 * tasks or workers.
 */
@NullMarked
package dev.offload.processes.wire;

import org.jspecify.annotations.NullMarked;
