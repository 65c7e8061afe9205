/** The class loaders that tasks come from, and what a class's name means by each. */
@NullMarked
package dev.offload.codec.world;

import org.jspecify.annotations.NullMarked;
