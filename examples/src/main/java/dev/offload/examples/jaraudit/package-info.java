/**
 * Audits every jar under a directory, one task per jar, and reports what does not fit together.
 *
 * <p>{@link dev.offload.examples.jaraudit.Audit} hands the jars out, {@code JarInspector} is the task, {@code AuditReport} puts the
 * facts together, and three reports show them. The report depends on the jars and the Java release only: not on the backend, the
 * number of workers, the order of completion, the clock or the machine.
 */
@NullMarked
package dev.offload.examples.jaraudit;

import org.jspecify.annotations.NullMarked;
