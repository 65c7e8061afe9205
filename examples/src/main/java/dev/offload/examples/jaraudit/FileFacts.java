package dev.offload.examples.jaraudit;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Facts of a file, whatever is in it.
 *
 * @param bytes its size
 * @param sha256 its SHA-256 in lower-case hexadecimal
 */
record FileFacts(long bytes, String sha256) {
  static FileFacts of(Path file) throws IOException {
    HashCode sha256 = MoreFiles.asByteSource(file).hash(Hashing.sha256());
    return new FileFacts(MoreFiles.asByteSource(file).size(), sha256.toString());
  }
}
