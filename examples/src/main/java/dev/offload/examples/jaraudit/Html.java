package dev.offload.examples.jaraudit;

import com.google.common.html.HtmlEscapers;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes HTML so that no text from a jar can become markup. */
record Html(Writer out) {
  /** Writes the markup; the values, for {@code %s} in it, are escaped. */
  Html add(String markup, Object... values) throws IOException {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = escape(values[i]);
    }
    out.write(String.format(Locale.ROOT, markup, escaped));
    return this;
  }

  /** Writes what is markup already, as it is. */
  Html addRaw(String text) throws IOException {
    out.write(text);
    return this;
  }

  /** A number as people read it. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String escape(@Nullable Object value) {
    return value == null ? "" : HtmlEscapers.htmlEscaper().escape(value.toString());
  }
}
