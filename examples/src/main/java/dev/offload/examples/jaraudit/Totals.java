package dev.offload.examples.jaraudit;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The figures of a whole report.
 *
 * @param jars how many jars there are
 * @param bytes their size together
 * @param classes their classes together
 * @param multiRelease how many are multi-release jars
 * @param signed how many are signed
 * @param modules how many have a module descriptor
 * @param automaticModules how many name themselves in the manifest
 * @param tooNew how many the release cannot load
 * @param problems how many have a problem
 * @param conflictingClasses how many class names stand for different bytes
 */
record Totals(
    int jars, long bytes, long classes, long multiRelease, long signed, long modules, long automaticModules, int tooNew,
    int problems, int conflictingClasses) {

  static Totals of(AuditReport report) {
    List<JarFacts> jars = report.jars();
    return new Totals(
        jars.size(),
        jars.stream().mapToLong(JarFacts::bytes).sum(),
        jars.stream().mapToLong(JarFacts::classes).sum(),
        count(jars, JarContents::multiRelease),
        count(jars, JarContents::signed),
        count(jars, contents -> contents.module().kind() == ModuleName.Kind.DESCRIPTOR),
        count(jars, contents -> contents.module().kind() == ModuleName.Kind.AUTOMATIC),
        report.tooNew().size(),
        report.withProblem().size(),
        report.conflicts().stream().mapToInt(conflict -> conflict.classes().size()).sum());
  }

  private static long count(List<JarFacts> jars, Predicate<JarContents> condition) {
    return jars.stream().map(JarFacts::contents).filter(Objects::nonNull).filter(condition).count();
  }
}
