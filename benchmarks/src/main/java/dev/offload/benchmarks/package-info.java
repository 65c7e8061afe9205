/** Offload measured beside its peers and the limits of the machine; {@code benchmarks/README.md} says how. */
@NullMarked
package dev.offload.benchmarks;

import org.jspecify.annotations.NullMarked;
