/**
 * Shared objects from afar, on any transport: the door of a JVM that asks, and where its calls come in at the executor's JVM.
 *
 * <p>A {@code RemoteDoor} numbers its calls. A {@code Question} and the encoded request go to the {@code RemoteCalls} that stand for this
 * door; an {@code AnswerKind} and a body come back, in any order. A call that waited long enough is taken back, and the answer says whether
 * it was; so each call has one answer. How all that travels is the business of the {@code Transport} at either end, which loses nothing
 * and keeps the order of what one thread sends. Users' objects are packed by the {@code Items} of either end.
 */
@NullMarked
package dev.offload.codec.shared;

import org.jspecify.annotations.NullMarked;
