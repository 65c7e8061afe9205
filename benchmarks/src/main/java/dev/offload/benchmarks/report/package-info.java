/** What was measured, as a table, as JSON with the machine it was measured on, and as a chart. */
@NullMarked
package dev.offload.benchmarks.report;

import org.jspecify.annotations.NullMarked;
