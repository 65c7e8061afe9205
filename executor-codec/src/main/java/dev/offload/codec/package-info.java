/**
 * Tasks, arguments, results and failures to bytes and back (rules C4 to C6, R1 to R4).
 *
 * <p>{@link dev.offload.codec.Codec} is the door; no type of Kryo is seen outside this package. Inside, one thought per class:
 * {@code Routes} decides once per class how its objects travel (as fields, as a record, by a serializer of ours, by isolated Java
 * serialization, or not at all), {@code CodecKryo} obeys it, {@code TransferFailure} collects the path to a culprit while an error
 * travels up through the serializers, {@code PrimitiveArraySerializer} keeps large arrays out of the bytes that are copied, and
 * {@code FailureWriter} sends throwables so that sending a failure never itself fails.
 *
 * <p>What a copy keeps: values, identity and cycles within one message. What it does not: identity between the inside of an object
 * that goes by Java serialization and the rest; a cycle that leads back to an object which is built only when its parts are there
 * (a record, a lambda, {@code List.of}) is an error on the way out. Views ({@code subList}, {@code keySet}, {@code values}) arrive as
 * collections of their own, and hash tables with default settings (a {@code LinkedHashMap} in order of access as one in order of
 * insertion). Objects may be nested up to 1000 deep.
 */
@NullMarked
package dev.offload.codec;

import org.jspecify.annotations.NullMarked;
