/** Small programs, each of which shows one thing and can be read in a minute. */
@NullMarked
package dev.offload.examples.programs;

import org.jspecify.annotations.NullMarked;
