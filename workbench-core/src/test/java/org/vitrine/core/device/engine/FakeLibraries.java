package org.vitrine.core.device.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Libraries that say of themselves what real ones do, and do nothing.
final class FakeLibraries {
  static final String PLATFORM = Catalogue.platform();
  private static final String GLUE_271 = "Java_ai_djl_pytorch_jni_PyTorchLibrary_torchQuantile ";
  private static final String NEW = "_ZNSt7__cxx1112basic_string";

  private FakeLibraries() {}

  static byte[] torch(String version) {
    return ("libtorch\0"
            + version
            + "\0 built with -D_GLIBCXX_USE_CXX11_ABI=1"
            + " ".repeat(60_000))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] oldTorch(String version) {
    return ("libtorch\0" + version + "\0 built with -D_GLIBCXX_USE_CXX11_ABI=0")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] glue(String version) {
    return ("glue " + NEW + (version.equals("2.7.1") ? GLUE_271 : " "))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] cuda() {
    return "torch for cards".getBytes(StandardCharsets.ISO_8859_1);
  }

  /// A folder with these files.
  static Path folder(Path folder, Map<String, byte[]> files) throws IOException {
    for (var each : files.entrySet()) {
      var file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    return folder;
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /// DJL's jar of a CUDA build.
  static byte[] natives(String version) throws IOException {
    var at = "pytorch/cu124/" + PLATFORM + "/";
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("META-INF/MANIFEST.MF", new byte[0]);
    entries.put(at + "libtorch_cpu.so", torch(version));
    entries.put(at + "libtorch_cuda.so", cuda());
    entries.put(at + "libcudart-8774224f.so.12", "cuda runtime".getBytes(StandardCharsets.UTF_8));
    return zip(entries);
  }

  static byte[] glues(String version) throws IOException {
    return zip(
        Map.of(
            "jnilib/" + PLATFORM + "/cu124/libdjl_torch.so",
            glue(version),
            "jnilib/pytorch.properties",
            "jni_version=x".getBytes(StandardCharsets.UTF_8)));
  }

  private static String sha(String algorithm, byte[] bytes) {
    var digest = Digests.of(algorithm);
    digest.update(bytes);
    return Digests.hex(digest);
  }

  /// A catalogue of one engine, `cuda`, on these two servers.
  static Catalogue catalogue(FakeServer natives, byte[] jar, FakeServer glues, byte[] glueJar) {
    var archives =
        List.of(
            new Catalogue.Archive(
                natives.url("natives.jar"),
                jar.length,
                sha("SHA-1", jar),
                "pytorch/cu124/" + PLATFORM + "/"),
            new Catalogue.Archive(
                glues.url("glue.jar"),
                glueJar.length,
                sha("SHA-1", glueJar),
                "jnilib/" + PLATFORM + "/cu124/"));
    return new Catalogue(
        List.of(
            new Catalogue.Offer(
                "cuda", "2.5.1", "2.5.1-0.32.0", "cu124", PLATFORM, 100_000, archives)),
        known().glues());
  }

  static Catalogue known() {
    return new Catalogue(
        List.of(),
        List.of(
            new Catalogue.Glue(sha("SHA-256", glue("2.5.1")), "2.5.1-0.32.0", "cu124", PLATFORM),
            new Catalogue.Glue(sha("SHA-256", glue("2.7.1")), "2.7.1-0.36.0", "cpu", PLATFORM)));
  }
}
