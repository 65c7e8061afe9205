package dev.offload.examples.jaraudit;

/**
 * A class file.
 *
 * @param release the oldest Java release that can load it
 * @param hash tells it from other versions of the same class
 */
record ClassFile(int release, ClassHash hash) {}
