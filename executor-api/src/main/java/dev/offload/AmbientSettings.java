package dev.offload;

import com.google.common.base.CaseFormat;
import dev.offload.spi.Backends;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings that stand outside the program: system properties over environment over file (rule E8). */
final class AmbientSettings {
  private static final String FILE = "offload.properties";
  private static final String PROPERTY_PREFIX = "offload.";
  private static final String VARIABLE_PREFIX = "OFFLOAD_";

  private final List<String> knownKeys;
  private final Map<String, String> settings = new TreeMap<>();

  private AmbientSettings(List<String> knownKeys) {
    this.knownKeys = knownKeys;
  }

  static AmbientSettings ofThisProgram() {
    List<String> keys = new ArrayList<>(Arrays.stream(Setting.values()).map(Setting::key).toList());
    keys.addAll(Backends.optionKeys());
    return of(keys, file(), System.getenv(), System.getProperties());
  }

  /** Lays the sources over each other, the last one on top. */
  static AmbientSettings of(
      List<String> knownKeys, Properties file, Map<String, String> environment, Properties properties) {
    AmbientSettings ambient = new AmbientSettings(knownKeys);
    ambient.addProperties(file, "", FILE);
    environment.forEach(ambient::addVariable);
    ambient.addProperties(properties, PROPERTY_PREFIX, "system property");
    return ambient;
  }

  void applyTo(ExecutorConfigBuilder builder) {
    Map<String, String> rest = new TreeMap<>(settings);
    for (Setting setting : Setting.values()) {
      String text = rest.remove(setting.key());
      if (text != null) {
        setting.assign(builder, text);
      }
    }
    rest.forEach(builder::option);
  }

  private void addProperties(Properties properties, String prefix, String origin) {
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.startsWith(prefix)) {
        String key = name.substring(prefix.length());
        require(knownKeys.stream().anyMatch(known -> Backends.matches(known, key)), name, origin);
        settings.put(key, properties.getProperty(name));
      }
    }
  }

  private void addVariable(String name, String value) {
    if (!name.startsWith(VARIABLE_PREFIX)) {
      return;
    }
    String key = null;
    for (String known : knownKeys) {
      String variable = variableOf(known);
      if (name.equals(variable)) {
        key = known;
      } else if (variable.endsWith("_*") && name.startsWith(variable.substring(0, variable.length() - 1))) {
        key = known.substring(0, known.length() - 1) + name.substring(variable.length() - 1);
      }
    }
    require(key != null, name, "environment");
    settings.put(key, value);
  }

  private static String variableOf(String key) {
    return VARIABLE_PREFIX + CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, key).replace('.', '_');
  }

  private void require(boolean known, String name, String origin) {
    if (!known) {
      throw new IllegalArgumentException(
          "unknown setting " + name + " (" + origin + "); known are " + String.join(", ", knownKeys));
    }
  }

  private static Properties file() {
    Properties properties = new Properties();
    List<URL> found = findFiles();
    if (found.size() > 1) {
      throw new IllegalArgumentException("several files " + FILE + " on the class path, keep one: " + found);
    }
    for (URL url : found) {
      try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + url, e);
      }
    }
    return properties;
  }

  private static List<URL> findFiles() {
    try {
      return Collections.list(Backends.classLoader().getResources(FILE)).stream().distinct().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + FILE + " on the class path", e);
    }
  }
}
