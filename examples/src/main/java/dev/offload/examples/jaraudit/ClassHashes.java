package dev.offload.examples.jaraudit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Class names and their hashes in two arrays, because hundreds of thousands of them travel from workers and wait for the report.
 *
 * @param names the names in UTF-8, each ended by a byte that UTF-8 does not use
 * @param hashes two elements for each name
 */
record ClassHashes(byte[] names, long[] hashes) {
  private static final byte END = (byte) 0xFF;

  static ClassHashes of(SortedMap<String, ClassHash> classes) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    long[] hashes = new long[2 * classes.size()];
    int next = 0;
    for (var entry : classes.entrySet()) {
      names.writeBytes(entry.getKey().getBytes(StandardCharsets.UTF_8));
      names.write(END);
      hashes[next++] = entry.getValue().high();
      hashes[next++] = entry.getValue().low();
    }
    return new ClassHashes(names.toByteArray(), hashes);
  }

  /** Takes each name with its hash, in order of names. */
  void forEach(BiConsumer<String, ClassHash> action) {
    int begin = 0;
    for (int i = 0; i < hashes.length; i += 2) {
      int end = begin;
      while (names[end] != END) {
        end++;
      }
      action.accept(new String(names, begin, end - begin, StandardCharsets.UTF_8), new ClassHash(hashes[i], hashes[i + 1]));
      begin = end + 1;
    }
  }
}
