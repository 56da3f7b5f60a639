package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.EngineLibrary;
import org.vitrine.core.device.Graphics;
import org.vitrine.core.device.LibraryFolder;
import org.vitrine.core.device.engine.Catalogue;
import org.vitrine.core.device.engine.Download;
import org.vitrine.core.device.engine.EngineStore;
import org.vitrine.core.device.engine.EngineStore.Engine;
import org.vitrine.core.device.engine.Install;
import org.vitrine.core.device.engine.Pythons;
import org.vitrine.core.session.protocol.EngineList;
import org.vitrine.core.session.protocol.EngineList.EngineInfo;
import org.vitrine.core.session.protocol.EngineOffer;
import org.vitrine.core.session.protocol.EngineTrial;
import org.vitrine.core.session.protocol.Request;

/// Engines of a home: which there are, installing, trying, switching, removing. It works in the process that asks, since a
/// worker could not replace the library that it holds, and nothing is loaded here.
final class EngineDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDesk.class);

  private final Home home;
  private final EngineStore store;
  private final Catalogue catalogue;
  private final Install install;
  private final Runnable switched;
  private final java.util.Set<AtomicBoolean> open = ConcurrentHashMap.newKeySet();

  /// @param switched runs after another engine came into use
  EngineDesk(Home home, Catalogue catalogue, Download.Pace pace, Runnable switched) {
    this.home = home;
    this.catalogue = catalogue;
    this.switched = switched;
    store = EngineChoice.store(home);
    install = new Install(store, catalogue, pace);
  }

  /// As [Workbench#ask]; cancelling the future stops the work.
  <R extends Record> CompletableFuture<R> ask(Request.AboutEngines<R> request, Progress progress) {
    var future = new CompletableFuture<R>();
    var cancel = new AtomicBoolean();
    open.add(cancel);
    future.whenComplete((_, failure) -> {
      if (failure instanceof CancellationException) cancel.set(true);
    });
    Thread.ofVirtual()
        .name("engines")
        .start(() -> {
          try {
            @SuppressWarnings("unchecked") // each request names the record that answers it
            var reply = (R) answer(request, Progress.until(cancel, progress));
            future.complete(reply);
          } catch (CancellationException _) {
            future.cancel(false);
          } catch (Problem e) {
            LOG.info("{}", e.getMessage(), e);
            future.completeExceptionally(e);
          } catch (RuntimeException | Error e) {
            LOG.error("{} failed", request, e);
            future.completeExceptionally(new Problem("session.bug", e, e.toString(), home.log()));
          } finally {
            open.remove(cancel);
          }
        });
    return future;
  }

  private Record answer(Request.AboutEngines<?> request, Progress progress) {
    return switch (request) {
      case Request.ListEngines _ -> list();
      case Request.OfferEngine ask -> offer(ask.name());
      case Request.InstallEngine ask -> install(ask, progress);
      case Request.UseEngine ask -> use(store.find(ask.name()), progress);
      case Request.RemoveEngine ask -> remove(ask.name());
      case Request.VerifyEngine ask ->
          new Request.VerifiedEngine(ask.name(), store.verify(store.find(ask.name()), progress));
    };
  }

  private EngineList list() {
    var offers =
        catalogue.offers().stream()
            .filter(each -> each.platform().equals(Catalogue.platform()))
            .map(Catalogue.Offer::name)
            .toList();
    var pythons =
        store.list().stream()
            .filter(Engine::shipped)
            .flatMap(each -> Objects.requireNonNullElse(version(each), "").lines())
            .flatMap(version -> Pythons.matching(version).stream())
            .map(each -> new EngineList.PythonInfo(each.folder().toString(), each.version()))
            .toList();
    return new EngineList(
        store.list().stream().map(this::info).toList(),
        EngineLibrary.named().map(Path::toString).orElse(null),
        offers,
        pythons,
        install.free());
  }

  private static @org.jspecify.annotations.Nullable String version(Engine engine) {
    return engine.found() == null ? null : engine.found().glue().orElse(null);
  }

  private EngineInfo info(Engine engine) {
    var manifest = engine.manifest();
    var found = engine.found();
    var inUse = EngineLibrary.named().isEmpty() && Settings.of(home).engine().equals(engine.name());
    return new EngineInfo(
        engine.name(),
        inUse,
        !engine.shipped(),
        manifest != null ? manifest.libtorch() : said(found, LibraryFolder::libtorch),
        manifest != null ? manifest.glue() : said(found, LibraryFolder::glue),
        manifest != null ? manifest.flavour() : found != null && found.cuda() ? "cuda" : "cpu",
        manifest != null ? manifest.bytes() : Disk.size(engine.libraries()),
        engine.libraries().toString(),
        manifest != null ? manifest.installed() : "",
        manifest != null ? manifest.source() : List.of(),
        engine.problem());
  }

  private static String said(
      @org.jspecify.annotations.Nullable LibraryFolder found,
      java.util.function.Function<LibraryFolder, java.util.Optional<String>> what) {
    return found == null ? "" : what.apply(found).orElse("");
  }

  private EngineOffer offer(String name) {
    var offer = offered(name);
    var graphics = Graphics.look();
    return new EngineOffer(
        offer.name(),
        offer.libtorch(),
        offer.flavour(),
        offer.archives().stream().map(a -> new EngineOffer.Item(a.url(), a.bytes())).toList(),
        offer.download(),
        install.fetched(offer),
        offer.unpacked(),
        offer.room(),
        install.free(),
        network(),
        graphics.card() && graphics.driver());
  }

  private Catalogue.Offer offered(String name) {
    return catalogue
        .offer(name, Catalogue.platform())
        .orElseThrow(() -> new Problem("session.engine_offer", name, Catalogue.platform()));
  }

  private boolean network() {
    return Settings.of(home).network().equals("ask");
  }

  private Request.InstalledEngine install(Request.InstallEngine ask, Progress progress) {
    Engine engine;
    if (ask.from().isEmpty()) {
      var offer = offered(ask.name());
      if (!network()) throw new Problem("session.network");
      engine = install.fetch(offer, progress);
    } else {
      engine = install.from(ask.name(), ask.from().stream().map(Path::of).toList(), progress);
    }
    var trial = ask.use() ? use(engine, progress) : null;
    return new Request.InstalledEngine(info(store.find(engine.name())), trial);
  }

  private EngineTrial use(Engine engine, Progress progress) {
    EngineLibrary.named()
        .ifPresent(folder -> {
          throw new Problem("session.engine_named", folder);
        });
    var trial = EngineProof.ask(home, engine, progress);
    progress.at("device.progress.trying", 1, 1); // who cancelled meanwhile wants no switch
    settle(engine.name());
    return trial;
  }

  private void settle(String name) {
    Settings.of(home).with("engine", name).save(home);
    switched.run();
  }

  private EngineList remove(String name) {
    boolean used = Settings.of(home).engine().equals(name) && !name.equals(EngineStore.SHIPPED);
    if (used) settle(EngineStore.SHIPPED); // first, so that nothing starts with half an engine
    store.remove(name);
    return list();
  }

  /// Stops whatever goes on; what was fetched stays for next time.
  @Override
  public void close() {
    open.forEach(each -> each.set(true));
  }
}
