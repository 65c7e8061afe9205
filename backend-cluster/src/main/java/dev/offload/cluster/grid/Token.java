package dev.offload.cluster.grid;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that all nodes of a cluster share. It never leaves its node: what travels is a proof that holds for one node only. */
public final class Token {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;

  Token(String secret) {
    checkArgument(!secret.isBlank(), "cluster.token must not be blank");
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** What shows that a node knows the secret. */
  byte[] proofFor(UUID node) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(("dev.offload.cluster join " + node).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  /** Takes the same time whether it is wrong at the first byte or at the last. */
  boolean isProof(UUID node, byte[] proof) {
    return MessageDigest.isEqual(proofFor(node), proof);
  }

  /** Not what it is. */
  @Override
  public String toString() {
    return "Token[...]";
  }
}
