/** What a backend extends. */
@NullMarked
package dev.offload.spi;

import org.jspecify.annotations.NullMarked;
