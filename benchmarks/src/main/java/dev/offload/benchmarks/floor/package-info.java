/** What the machine itself needs: the least that any pool could reach. */
@NullMarked
package dev.offload.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
