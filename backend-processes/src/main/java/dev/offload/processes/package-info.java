/** The backend that runs tasks in child JVMs: the parent's side. */
@NullMarked
package dev.offload.processes;

import org.jspecify.annotations.NullMarked;
