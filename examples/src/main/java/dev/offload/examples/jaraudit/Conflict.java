package dev.offload.examples.jaraudit;

import java.util.List;

/**
 * Classes that the same jars have with different bytes.
 *
 * @param variants two or more lists of jars; the jars of one list have the same bytes
 * @param classes the names of the classes, one or more, sorted
 */
record Conflict(List<List<String>> variants, List<String> classes) {}
