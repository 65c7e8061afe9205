package dev.offload.node;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an executor's options are called on the command line of a node. */
final class OptionNames {
  private static final Pattern OPTION = Pattern.compile("\\bcluster\\.(?:tls\\.)?\\w+");
  private static final Map<String, String> NAMES = Map.of(
      "cluster.localHost", "--local-host",
      "cluster.port", "--port",
      "cluster.portRange", "the ports after it",
      "cluster.communicationPort", "--communication-port",
      "cluster.addresses", "--join",
      "cluster.tls.keyStore", "--key-store",
      "cluster.tls.trustStore", "--trust-store",
      "cluster.token", "--token-file",
      "cluster.failureDetection", "--failure-detection",
      "cluster.joinTimeout", "--join-timeout");

  private OptionNames() {}

  /** A message about options, in the words of the command line. */
  static String in(String message) {
    return OPTION.matcher(message).replaceAll(found ->
        Matcher.quoteReplacement(NAMES.getOrDefault(found.group(), found.group())));
  }
}
