package org.vitrine.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The program's version, as the build wrote it into `version.properties`.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /// What `--version` prints.
  static String text() {
    return "Vitrine " + number();
  }

  /// Such as "0.1.0".
  static String number() {
    try (var in = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
