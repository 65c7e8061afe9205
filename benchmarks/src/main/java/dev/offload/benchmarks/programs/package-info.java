/** Programs that are measured as a whole, or in a JVM of their own. */
@NullMarked
package dev.offload.benchmarks.programs;

import org.jspecify.annotations.NullMarked;
