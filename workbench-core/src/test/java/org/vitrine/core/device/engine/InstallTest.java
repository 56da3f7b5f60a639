package org.vitrine.core.device.engine;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;

@EnabledOnOs(OS.LINUX) // the made-up libraries have Linux names
class InstallTest {
  private static final Download.Pace PACE =
      new Download.Pace(2, 20_000, 2, Duration.ofMillis(5), Duration.ofSeconds(1));

  @TempDir Path folder;
  private EngineStore store;
  private Path shipped;

  @BeforeEach
  void open() throws IOException {
    shipped =
        FakeLibraries.folder(
            folder.resolve("natives/torch"),
            Map.of(
                "libtorch_cpu.so", FakeLibraries.torch("2.7.1"),
                "libdjl_torch.so", FakeLibraries.glue("2.7.1")));
    store = new EngineStore(folder.resolve("engines"), shipped);
  }

  private Install install(Catalogue catalogue) {
    return new Install(store, catalogue, PACE);
  }

  private EngineStore.Engine from(Path... sources) {
    return install(FakeLibraries.known()).from("mine", List.of(sources), Progress.NONE);
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private void thenRefused(ThrowingCallable work, String key, String... named) {
    thenThrownBy(work)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              then(problem.key()).isEqualTo(key);
              for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                then(problem.full(locale)).doesNotContain("{").doesNotContain("device.");
                for (var each : named) then(problem.full(locale)).contains(each);
              }
            });
    then(store.folder().resolve("mine")).doesNotExist();
    then(store.folder().resolve(".mine.part")).doesNotExist();
  }

  @Test
  void fetches_unpacks_and_writes_down_what_it_is() throws IOException {
    byte[] jar = FakeLibraries.natives("2.5.1"), glue = FakeLibraries.glues("2.5.1");
    try (var natives = new FakeServer(jar);
        var glues = new FakeServer(glue)) {
      var catalogue = FakeLibraries.catalogue(natives, jar, glues, glue);
      var told = new ArrayList<String>();
      var engine =
          install(catalogue)
              .fetch(
                  catalogue.offers().getFirst(),
                  (what, done, total) -> {
                    then(done).isBetween(0L, total);
                    if (!told.contains(what)) told.add(what);
                  });
      then(told)
          .contains(
              "device.progress.fetching",
              "device.progress.checking",
              "device.progress.unpacking",
              "device.progress.verifying");
      var manifest = engine.manifest();
      then(manifest.libtorch()).isEqualTo("2.5.1");
      then(manifest.glue()).isEqualTo("2.5.1-0.32.0");
      then(manifest.flavour()).isEqualTo("cu124");
      then(manifest.source()).containsExactly(natives.url("natives.jar"), glues.url("glue.jar"));
      then(manifest.files())
          .extracting(Manifest.Entry::path)
          .containsExactlyInAnyOrder(
              "build-version",
              "lib/libcudart-8774224f.so.12",
              "lib/libdjl_torch.so",
              "lib/libtorch_cpu.so",
              "lib/libtorch_cuda.so",
              "runtime/libcudart.so");
      then(engine.cuda()).isTrue();
      then(engine.problem()).isNull();
      then(store.verify(engine, Progress.NONE)).isEqualTo(6);
      then(store.list()).extracting(EngineStore.Engine::name).containsExactly("cpu", "cuda");
      then(store.folder().resolve(".downloads/natives.jar")).doesNotExist();
    }
  }

  @Test
  void stopping_leaves_no_engine_and_the_next_attempt_fetches_only_the_rest() throws IOException {
    byte[] jar = FakeLibraries.natives("2.5.1"), glue = FakeLibraries.glues("2.5.1");
    try (var natives = new FakeServer(jar);
        var glues = new FakeServer(glue)) {
      var catalogue = FakeLibraries.catalogue(natives, jar, glues, glue);
      var offer = catalogue.offers().getFirst();
      var install = install(catalogue);
      thenThrownBy(() ->
              install.fetch(
                  offer,
                  (what, _, _) -> {
                    if (what.endsWith("unpacking")) throw new CancellationException();
                  }))
          .isInstanceOf(CancellationException.class);
      then(store.list()).hasSize(1);
      then(install.fetched(offer)).isEqualTo(offer.download());
      int asked = natives.asked.size();
      install.fetch(offer, Progress.NONE);
      then(natives.asked).hasSize(asked);
      thenRefused(() -> install.fetch(offer, Progress.NONE), "device.install.there", "cuda");
    }
  }

  @Test
  void refuses_before_it_asks_anybody_if_the_disk_is_too_small() throws IOException {
    byte[] jar = FakeLibraries.natives("2.5.1"), glue = FakeLibraries.glues("2.5.1");
    try (var natives = new FakeServer(jar);
        var glues = new FakeServer(glue)) {
      var real = FakeLibraries.catalogue(natives, jar, glues, glue).offers().getFirst();
      var huge =
          new Catalogue.Offer(
              "cuda", "2.5.1", "2.5.1-0.32.0", "cu124", "x", Long.MAX_VALUE / 2, real.archives());
      thenRefused(
          () -> install(FakeLibraries.known()).fetch(huge, Progress.NONE), "device.install.disk");
      then(natives.asked).isEmpty();
    }
  }

  @Test
  void takes_the_jars_that_somebody_fetched_elsewhere() throws IOException {
    var jar = file("pytorch-native-cu124.jar", FakeLibraries.natives("2.5.1"));
    file("pytorch-jni-2.5.1-0.32.0.jar", FakeLibraries.glues("2.5.1")); // found beside it
    var engine = from(jar);
    then(engine.manifest().glue()).isEqualTo("2.5.1-0.32.0");
    then(engine.manifest().flavour()).isEqualTo("cu124");
    then(store.verify(engine, Progress.NONE)).isEqualTo(6);
  }

  @Test
  void takes_a_folder_of_libraries_and_the_glue_that_came_with_the_program() throws IOException {
    var python =
        FakeLibraries.folder(
            folder.resolve("site-packages"),
            Map.of(
                "torch/lib/libtorch_cpu.so", FakeLibraries.torch("2.7.1+cu128"),
                "torch/lib/libtorch_cuda.so", FakeLibraries.cuda(),
                "torch/lib/libtorch_python.so", new byte[10],
                "torch/lib/notes.txt", new byte[10],
                "nvidia/cuda_runtime/lib/libcudart.so.12", new byte[20]));
    var engine = from(python);
    then(engine.manifest().flavour()).isEqualTo("cu12");
    then(engine.manifest().libtorch()).isEqualTo("2.7.1");
    then(engine.manifest().files())
        .extracting(Manifest.Entry::path)
        .contains("lib/libcudart.so.12", "lib/libdjl_torch.so", "runtime/libcudart.so")
        .doesNotContain("lib/libtorch_python.so", "lib/notes.txt");
  }

  @Test
  void refuses_libraries_that_were_not_made_for_one_another() throws IOException {
    var newer =
        FakeLibraries.folder(
            folder.resolve("newer"), Map.of("libtorch_cpu.so", FakeLibraries.torch("2.11.0")));
    thenRefused(() -> from(newer), "device.install.no_glue", "2.11.0", "2.7.1", "2.5.1");
    FakeLibraries.folder(newer, Map.of("libdjl_torch.so", FakeLibraries.glue("2.7.1")));
    thenRefused(() -> from(newer), "device.install.mismatch", "2.11.0", "2.7.1");
    FakeLibraries.folder(
        newer, Map.of("libdjl_torch.so", "somebody’s own".getBytes(StandardCharsets.UTF_8)));
    thenRefused(() -> from(newer), "device.install.glue", "libdjl_torch.so");
    var old =
        FakeLibraries.folder(
            folder.resolve("old"),
            Map.of(
                "libtorch_cpu.so", FakeLibraries.oldTorch("2.5.1+cu124"),
                "libdjl_torch.so", FakeLibraries.glue("2.5.1")));
    thenRefused(() -> from(old), "device.install.strings", "2.5.1");
  }

  @Test
  void refuses_what_holds_no_engine() throws IOException {
    thenRefused(() -> from(folder.resolve("nowhere")), "device.install.missing");
    thenRefused(
        () -> from(Files.createDirectories(folder.resolve("empty"))), "device.install.nothing");
    thenRefused(
        () -> from(file("some.jar", "no zip".getBytes(StandardCharsets.UTF_8))),
        "device.unpack.broken");
    thenRefused(
        () -> from(file("other.jar", FakeLibraries.zip(Map.of("a/b.txt", new byte[3])))),
        "device.install.nothing");
    var foreign = FakeLibraries.zip(Map.of("pytorch/cpu/plan9-mips/libtorch_cpu.so", new byte[3]));
    thenRefused(
        () -> from(file("foreign.jar", foreign)),
        "device.install.platform",
        FakeLibraries.PLATFORM);
    thenRefused(
        () -> install(FakeLibraries.known()).from("../up", List.of(shipped), Progress.NONE),
        "device.install.name");
    thenRefused(
        () -> install(FakeLibraries.known()).from("cpu", List.of(shipped), Progress.NONE),
        "device.install.name");
  }

  @Test
  void lets_no_entry_out_of_its_folder() throws IOException {
    var at = "pytorch/cu124/" + FakeLibraries.PLATFORM + "/";
    for (var name :
        List.of("../../../../evil.so", "/etc/evil.so", "a\\..\\evil.so", ".hidden.so")) {
      var jar =
          file(
              "slip.jar",
              FakeLibraries.zip(
                  Map.of(
                      at + "libtorch_cpu.so",
                      FakeLibraries.torch("2.7.1"),
                      at + name,
                      new byte[3])));
      thenThrownBy(() -> from(jar)).isInstanceOf(Problem.class);
      then(store.folder().resolve("mine")).doesNotExist();
    }
    then(folder.resolve("evil.so")).doesNotExist();
  }

  @Test
  void believes_no_size_that_an_entry_claims() throws IOException {
    var bytes = FakeLibraries.natives("2.7.1");
    // the uncompressed size in the central directory's record of libtorch_cpu, made smaller
    int at =
        lastIndexOf(bytes, "libtorch_cpu.so")
            - 46
            + 24
            - ("pytorch/cu124/" + FakeLibraries.PLATFORM + "/").length();
    bytes[at] = 10;
    bytes[at + 1] = 0;
    bytes[at + 2] = 0;
    var jar = file("liar.jar", bytes);
    thenRefused(() -> from(jar), "device.unpack.broken", "liar.jar");
  }

  private static int lastIndexOf(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(word);
  }

  @Test
  void notices_files_that_changed_vanished_or_came() throws IOException {
    var engine = from(shipped);
    Files.write(engine.libraries().resolve("libtorch_cpu.so"), FakeLibraries.torch("2.7.2"));
    Files.write(engine.libraries().resolve("extra.so"), new byte[1]);
    thenThrownBy(() -> store.verify(store.find("mine"), Progress.NONE))
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                then(problem.sentence(Locale.ENGLISH))
                    .contains("lib/libtorch_cpu.so")
                    .contains("lib/extra.so"));
    Files.writeString(store.folder().resolve("mine/manifest.json"), "{\"libtorch\": 3}");
    then(store.find("mine").problem().key()).isEqualTo("device.manifest");
    store.remove("mine");
    then(store.look("mine")).isEmpty();
    thenThrownBy(() -> store.remove("cpu")).hasMessageContaining("device.remove.shipped");
    thenThrownBy(() -> store.remove("../natives")).hasMessageContaining("device.engine_unknown");
  }

  @Test
  void the_catalogue_names_maven_central_and_checksums() {
    var catalogue = Catalogue.read();
    for (var platform : List.of("linux-x86_64", "win-x86_64")) {
      var offer = catalogue.offer("cuda", platform).orElseThrow();
      then(offer.download()).isBetween(2_300_000_000L, 2_600_000_000L);
      then(offer.archives())
          .allMatch(each ->
              each.url().startsWith("https://repo1.maven.org/maven2/ai/djl/pytorch/")
                  && each.sha1().matches("[0-9a-f]{40}"));
    }
    then(catalogue.offer("cuda", "osx-aarch64")).isEmpty();
    then(catalogue.glues()).hasSize(14).allMatch(each -> each.sha256().length() == 64);
    then(Catalogue.platform("Windows 11", "amd64")).isEqualTo("win-x86_64");
    then(Catalogue.platform("Mac OS X", "aarch64")).isEqualTo("osx-aarch64");
  }
}
