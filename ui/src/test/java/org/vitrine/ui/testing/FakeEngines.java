package org.vitrine.ui.testing;

import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Problem;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.core.session.protocol.EngineOffer;
import org.vitrine.core.session.protocol.EngineTrial;
import org.vitrine.core.session.protocol.Request;

/// The engines of a usual computer: the one that came with the program, and `cuda`, which can be fetched.
public final class FakeEngines {
  private static final String CENTRAL = "https://repo1.maven.org/maven2/ai/djl/pytorch/";

  private final List<EngineInfo> engines = new ArrayList<>();
  private String used = "cpu";

  private FakeEngines() {
    engines.add(engine("cpu"));
  }

  /// Answers of a computer on which nothing is installed yet.
  public static FakeEngines into(FakeWorkbench workbench) {
    var fake = new FakeEngines();
    workbench.answer(Request.ListEngines.class, _ -> fake.list());
    workbench.answer(Request.OfferEngine.class, q -> offer(q.name(), true, 212L << 30));
    workbench.answer(
        Request.InstallEngine.class,
        q -> {
          fake.engines.add(engine(q.name()));
          if (q.use()) fake.used = q.name();
          return new Request.InstalledEngine(engine(q.name()), q.use() ? trial(q.name()) : null);
        });
    workbench.answer(
        Request.UseEngine.class,
        q -> {
          fake.used = q.name();
          return trial(q.name());
        });
    workbench.answer(
        Request.RemoveEngine.class,
        q -> {
          fake.engines.removeIf(each -> each.name().equals(q.name()));
          if (fake.used.equals(q.name())) fake.used = "cpu";
          return fake.list();
        });
    workbench.answer(Request.VerifyEngine.class, q -> new Request.VerifiedEngine(q.name(), 23));
    return fake;
  }

  public FakeEngines with(String name) {
    engines.add(engine(name));
    return this;
  }

  public FakeEngines broken(String name) {
    var whole = engine(name);
    engines.add(
        new EngineInfo(
            name,
            false,
            true,
            "",
            "",
            whole.flavour(),
            whole.bytes(),
            whole.path(),
            "",
            List.of(),
            new Problem("device.manifest", whole.path()).toFacts()));
    return this;
  }

  private EngineList list() {
    return new EngineList(
        engines.stream().map(each -> used(each, each.name().equals(used))).toList(),
        null,
        List.of("cuda"),
        List.of(),
        212L << 30);
  }

  public static EngineOffer offer(String name, boolean network, long free) {
    var items =
        List.of(
            new EngineOffer.Item(
                CENTRAL + "pytorch-native-cu124/2.5.1/pytorch-native-cu124-2.5.1-linux-x86_64.jar",
                2_500L << 20),
            new EngineOffer.Item(
                CENTRAL + "pytorch-jni/2.5.1-0.32.0/pytorch-jni-2.5.1-0.32.0.jar", 1 << 20));
    return new EngineOffer(
        name,
        "2.5.1",
        "cu124",
        items,
        2_501L << 20,
        0,
        4_100L << 20,
        6_500L << 20,
        free,
        network,
        true);
  }

  private static EngineTrial trial(String name) {
    return new EngineTrial(name, "2.5.1", List.of("cpu", "cuda:0"), 3);
  }

  private static EngineInfo engine(String name) {
    boolean shipped = name.equals("cpu");
    return new EngineInfo(
        name,
        false,
        !shipped,
        shipped ? "2.7.1" : "2.5.1",
        shipped ? "2.7.1" : "2.5.1",
        shipped ? "cpu" : "cu124",
        shipped ? 312L << 20 : 4_100L << 20,
        "/engines/" + name,
        shipped ? "" : "2026-11-25T04:00:00Z",
        List.of(),
        null);
  }

  private static EngineInfo used(EngineInfo engine, boolean inUse) {
    return new EngineInfo(
        engine.name(),
        inUse,
        engine.removable(),
        engine.libtorch(),
        engine.glue(),
        engine.flavour(),
        engine.bytes(),
        engine.path(),
        engine.installed(),
        engine.source(),
        engine.problem());
  }
}
