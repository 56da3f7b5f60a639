package org.vitrine.core.session;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.engine.Catalogue;
import org.vitrine.core.device.engine.Download;
import org.vitrine.core.session.protocol.Request;

/// Engines as a window or a command line asks for them. The real engine of this build plays the one that came with the
/// program, and its copy one that somebody installs.
class EngineDeskTest {
  private static final String PATH = "PYTORCH_LIBRARY_PATH", NATIVES = "vitrine.natives";

  @TempDir Path folder;
  private final AtomicInteger switched = new AtomicInteger();
  private String before;
  private String natives;
  private Home home;
  private EngineDesk desk;

  @BeforeEach
  void open() {
    before = System.clearProperty(PATH);
    natives = System.getProperty(NATIVES);
    System.setProperty(NATIVES, Path.of(before).getParent().toString());
    home = new Home(folder.resolve("home")).ready();
    desk = new EngineDesk(home, Catalogue.read(), Download.Pace.USUAL, switched::incrementAndGet);
  }

  @AfterEach
  void close() {
    desk.close();
    System.setProperty(PATH, before);
    if (natives == null) System.clearProperty(NATIVES);
    else System.setProperty(NATIVES, natives);
  }

  private <R extends Record> R ask(Request.AboutEngines<R> request) throws Exception {
    return desk.ask(request, Progress.NONE).get(120, TimeUnit.SECONDS);
  }

  private void thenRefused(Request.AboutEngines<?> request, String key) {
    thenThrownBy(() -> ask(request))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(Problem.class, problem -> then(problem.key()).isEqualTo(key));
  }

  @Test
  void installs_a_copy_tries_it_in_a_process_of_its_own_and_goes_back() throws Exception {
    var done = ask(new Request.InstallEngine("copy", List.of(before), true));
    then(done.trial().devices()).first().isEqualTo("cpu");
    then(done.engine().inUse()).isTrue();
    then(done.engine().glue()).isEqualTo("2.7.1-0.36.0");
    then(switched).hasValue(1);
    then(EngineChoice.of(home).libraries()).isEqualTo(home.engines().resolve("copy/lib"));
    then(ask(new Request.VerifyEngine("copy")).files()).isGreaterThan(3);
    then(ask(new Request.ListEngines()).engines()).hasSize(2);

    ask(new Request.RemoveEngine("copy")); // in use: the one that came with the program takes over
    then(Settings.of(home).engine()).isEqualTo("cpu");
    then(EngineChoice.of(home).libraries()).isNull();
    then(home.engines().resolve("copy")).doesNotExist();
  }

  @Test
  void switches_to_nothing_that_does_not_load() throws Exception {
    ask(new Request.InstallEngine("copy", List.of(before), false));
    var library = home.engines().resolve("copy/lib/libc10.so");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(library)); // Linux names
    Files.write(library, "damaged".getBytes(StandardCharsets.UTF_8));
    thenThrownBy(() -> ask(new Request.UseEngine("copy"))).cause().isInstanceOf(Problem.class);
    thenRefused(new Request.VerifyEngine("copy"), "device.verify");
    then(Settings.of(home).engine()).isEqualTo("cpu");
    then(switched).hasValue(0);
  }

  @Test
  void fetches_nothing_where_the_settings_forbid_the_network() throws Exception {
    Settings.of(home).with("network", "never").save(home);
    var offers = ask(new Request.ListEngines()).offers();
    org.junit.jupiter.api.Assumptions.assumeTrue(offers.contains("cuda"));
    var offer = ask(new Request.OfferEngine("cuda"));
    then(offer.network()).isFalse();
    then(offer.download()).isGreaterThan(2_000_000_000L);
    thenRefused(new Request.InstallEngine("cuda", List.of(), true), "session.network");
    thenRefused(new Request.OfferEngine("rocm"), "session.engine_offer");
    thenRefused(new Request.UseEngine("nothing"), "device.engine_unknown");
    thenRefused(new Request.RemoveEngine("cpu"), "device.remove.shipped");
  }

  @Test
  void a_folder_named_by_the_user_goes_before_every_choice() {
    System.setProperty(PATH, before);
    thenRefused(new Request.UseEngine("cpu"), "session.engine_named");
    then(EngineChoice.of(home).libraries()).isNull();
  }

  @Test
  void an_engine_that_is_gone_keeps_nobody_from_working() {
    Settings.of(home).with("engine", "gone").save(home);
    then(EngineChoice.of(home).libraries()).isNull();
  }

  @Test
  void cudas_libraries_are_found_by_name() throws Exception {
    var libraries = Files.createDirectories(folder.resolve("cuda/lib"));
    Files.createDirectories(folder.resolve("cuda/runtime"));
    var environment = new java.util.HashMap<>(Map.of("LD_LIBRARY_PATH", "/own", "PATH", "/own"));
    new EngineChoice("cuda", libraries, true).prepare(environment);
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    then(environment.get(windows ? "PATH" : "LD_LIBRARY_PATH").split(java.io.File.pathSeparator))
        .containsExactly(
            libraries.toString(), libraries.resolveSibling("runtime").toString(), "/own");
    then(environment).containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
  }

  @Test
  void a_lost_card_is_no_bug() {
    var lost = new IllegalStateException("CUDA error: unspecified launch failure");
    then(RunWorker.problem(lost, home, "r1").key()).isEqualTo("device.lost");
    then(RunWorker.problem(new IllegalStateException("x"), home, "r1").key())
        .isEqualTo("session.bug");
  }
}
