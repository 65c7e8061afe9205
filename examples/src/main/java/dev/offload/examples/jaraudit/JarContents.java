package dev.offload.examples.jaraudit;

/**
 * What is in a jar.
 *
 * @param classes how many classes it has, each counted once however many versions it comes in; module descriptors are none
 * @param newestRelease the Java release of its newest class file, 0 if it has no class
 * @param neededRelease the same, of the classes that the audited release would load
 * @param multiRelease whether it holds versions of classes for single releases
 * @param signed whether it holds a signature, valid or not
 * @param module the module it is
 * @param loaded the classes that the audited release would load
 */
record JarContents(
    int classes, int newestRelease, int neededRelease, boolean multiRelease, boolean signed, ModuleName module, ClassHashes loaded) {}
