package org.vitrine.core.device.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.vitrine.core.base.Json;

/// What can be installed over the network, and which glue libraries are known by their checksum. Only pairs of libtorch and
/// glue that were tried stand in it.
public record Catalogue(List<Offer> offers, List<Glue> glues) {
  /// An engine for one platform.
  ///
  /// @param name under which it is installed
  /// @param libtorch its version; @param glue release of the library between it and Java
  /// @param flavour `cpu`, or `cu124` for CUDA 12.4
  /// @param platform as [#platform] names it
  /// @param unpacked bytes of all its libraries
  public record Offer(
      String name,
      String libtorch,
      String glue,
      String flavour,
      String platform,
      long unpacked,
      List<Archive> archives) {
    /// Bytes that are fetched.
    public long download() {
      return archives.stream().mapToLong(Archive::bytes).sum();
    }

    /// Bytes that are needed on the disk while it is unpacked.
    public long room() {
      return download() + unpacked;
    }
  }

  /// A zip on a server.
  ///
  /// @param sha1 the checksum that the server's own index publishes
  /// @param folder the entries directly below it are the libraries; ends with `/`
  public record Archive(String url, long bytes, String sha1, String folder) {
    String file() {
      return url.substring(url.lastIndexOf('/') + 1);
    }
  }

  /// A library between libtorch and Java.
  ///
  /// @param release `2.5.1-0.32.0`: made for libtorch 2.5.1
  public record Glue(String sha256, String release, String flavour, String platform) {
    public String libtorch() {
      return release.substring(0, release.indexOf('-'));
    }
  }

  /// The one that came with the program.
  public static Catalogue read() {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.json"))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.parse(text, Catalogue.class, "catalogue.json");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public Optional<Offer> offer(String name, String platform) {
    return offers.stream()
        .filter(each -> each.name().equals(name) && each.platform().equals(platform))
        .findFirst();
  }

  Optional<Glue> glue(String sha256) {
    return glues.stream().filter(each -> each.sha256().equals(sha256)).findFirst();
  }

  /// This computer: `linux-x86_64`, `linux-aarch64`, `win-x86_64`, `osx-aarch64`.
  public static String platform() {
    return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String platform(String system, String processor) {
    var name = system.toLowerCase(Locale.ROOT);
    var os = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : "linux";
    return os + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }
}
