/** What happens inside one JVM, measured by JMH. */
@NullMarked
package dev.offload.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
