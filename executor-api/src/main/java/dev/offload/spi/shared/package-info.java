/**
 * The one core of shared objects, for all backends.
 *
 * <p>A {@code SharedSpace} holds the objects of one executor, each in a {@code Cell}: its state, a lock, and the calls that wait. What can
 * be asked of a state is a {@code Request}, a small record that can travel. It is applied to the state with nobody else at it, and says
 * whether it is done or has to wait; those that wait are asked again whenever something has changed, in the order in which they came. A
 * {@code Door} is the way there: direct in the JVM of the executor, by messages from anywhere else. What users hold is a {@code Proxy}
 * that knows the number of its object and finds the door of the JVM it is in.
 */
@NullMarked
package dev.offload.spi.shared;

import org.jspecify.annotations.NullMarked;
