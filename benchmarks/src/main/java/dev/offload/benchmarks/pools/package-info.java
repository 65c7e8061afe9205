/** The pools that are compared, all of them doing the same work. */
@NullMarked
package dev.offload.benchmarks.pools;

import org.jspecify.annotations.NullMarked;
