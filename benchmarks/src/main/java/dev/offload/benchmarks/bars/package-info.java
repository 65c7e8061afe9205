/** The bars: what is measured, between whom, and what has to come out. */
@NullMarked
package dev.offload.benchmarks.bars;

import org.jspecify.annotations.NullMarked;
