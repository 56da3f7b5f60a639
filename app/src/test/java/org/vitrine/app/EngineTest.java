package org.vitrine.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.EngineOffer;
import org.vitrine.core.session.protocol.EngineTrial;
import org.vitrine.core.session.protocol.Request;

class EngineTest {
  private static final EngineList.EngineInfo CUDA =
      new EngineList.EngineInfo(
          "cuda",
          true,
          true,
          "2.5.1",
          "2.5.1-0.32.0",
          "cu124",
          4_000_000_000L,
          "/e",
          "",
          List.of(),
          null);

  @TempDir private Path folder;
  private FakeWorkbench bench;
  private boolean network = true;

  @BeforeEach
  void begin() {
    bench = new FakeWorkbench(folder.resolve("home"));
    bench.answer(
        Request.OfferEngine.class,
        _ ->
            new EngineOffer(
                "cuda",
                "2.5.1",
                "cu124",
                List.of(new EngineOffer.Item("https://repo1.maven.org/x.jar", 2_457_619_283L)),
                2_457_619_283L,
                1_000_000_000L,
                4_000_000_000L,
                6_500_000_000L,
                60_000_000_000L,
                network,
                false));
    bench.answer(
        Request.InstallEngine.class,
        ask ->
            new Request.InstalledEngine(
                CUDA,
                ask.use() ? new EngineTrial("cuda", "2.5.1", List.of("cpu", "cuda:0"), 9) : null));
  }

  @Test
  void says_what_it_would_fetch_and_fetches_nothing_unasked() {
    var ran = Ran.on(bench, "engine", "install", "cuda");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "https://repo1.maven.org/x.jar  2.5 GB",
            "60.0 GB are free",
            "No NVIDIA graphics card",
            "--yes",
            "1.0 GB of 2.5 GB");
    assertThat(bench.asked).isInstanceOf(Request.OfferEngine.class);
    assertThat(Ran.on(bench, "engine", "install", "cuda", "--lang", "zh").err()).contains("没有终端");
  }

  @Test
  void a_script_agrees_beforehand_unless_the_settings_forbid_it() {
    var ran = Ran.on(bench, "engine", "install", "cuda", "--yes", "--json");
    assertThat(ran.status()).isZero();
    assertThat(ran.json().get("trial").get("devices").get(1).asString()).isEqualTo("cuda:0");
    network = false;
    var refused = Ran.on(bench, "engine", "install", "cuda", "--yes");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(bench.asked).isInstanceOf(Request.OfferEngine.class);
  }

  @Test
  void files_need_no_question() {
    var ran =
        Ran.on(
            bench, "engine", "install", "mine", "--from", "a.jar", "--from", "b.jar", "--no-use");
    assertThat(ran.status()).isZero();
    assertThat(bench.asked)
        .isInstanceOfSatisfying(
            Request.InstallEngine.class,
            ask -> {
              assertThat(ask.from()).hasSize(2).allMatch(each -> Path.of(each).isAbsolute());
              assertThat(ask.use()).isFalse();
            });
  }

  @Test
  void lists_uses_removes_and_verifies() {
    var list =
        new EngineList(
            List.of(CUDA),
            null,
            List.of("cuda"),
            List.of(new EngineList.PythonInfo("/py", "2.7.1")),
            1);
    bench.answer(Request.ListEngines.class, _ -> list);
    bench.answer(Request.RemoveEngine.class, _ -> list);
    bench.answer(
        Request.UseEngine.class, ask -> new EngineTrial(ask.name(), "2.5.1", List.of("cpu"), 2));
    bench.answer(
        Request.VerifyEngine.class,
        _ -> {
          throw new Problem("device.verify", "cuda", "lib/a.so", "/e");
        });
    assertThat(Ran.on(bench, "engine", "list").out()).contains("✓", "cuda", "cu124", "4.0 GB");
    assertThat(Ran.on(bench, "engine", "list").err()).contains("--from /py");
    assertThat(
            Ran.on(bench, "engine", "list", "--json")
                .json()
                .get("engines")
                .get(0)
                .get("in_use")
                .asBoolean())
        .isTrue();
    assertThat(Ran.on(bench, "engine", "use", "cuda").err()).contains("in use from now on");
    assertThat(Ran.on(bench, "engine", "remove", "cuda").err()).contains("Removed cuda");
    var verified = Ran.on(bench, "engine", "verify");
    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.err()).contains("lib/a.so");
    assertThat(Ran.on(bench, "engine").status()).isEqualTo(2);
  }
}
