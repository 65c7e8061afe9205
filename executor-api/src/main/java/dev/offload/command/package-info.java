/** Other programs, run as tasks: with arguments, input, a time, and their output as the result. */
@NullMarked
package dev.offload.command;

import org.jspecify.annotations.NullMarked;
