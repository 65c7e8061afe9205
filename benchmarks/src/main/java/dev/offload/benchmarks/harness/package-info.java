/** How anything is measured: bars, contestants, the race between them, and what its samples say. */
@NullMarked
package dev.offload.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
