/** The command line that all examples share. */
@NullMarked
package dev.offload.examples;

import org.jspecify.annotations.NullMarked;
