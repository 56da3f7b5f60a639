package org.vitrine.core.device.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.vitrine.core.base.Disk;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Progress;
import org.vitrine.core.device.engine.EngineStore.Engine;

/// Puts an engine into the home: fetched, or from files that are there already. It appears whole, with its manifest, or not
/// at all; whether it works on this computer is for a process of its own to try.
public final class Install {
  /// Room that stays free for the rest of the computer.
  private static final long MARGIN = 200_000_000;

  private final EngineStore store;
  private final Catalogue catalogue;
  private final Download.Pace pace;

  public Install(EngineStore store, Catalogue catalogue, Download.Pace pace) {
    this.store = store;
    this.catalogue = catalogue;
    this.pace = pace;
  }

  /// Bytes of an offer that are on the disk already, from an attempt that was stopped.
  public long fetched(Catalogue.Offer offer) {
    return offer.archives().stream()
        .mapToLong(each -> {
          try {
            var file = downloads().resolve(each.file());
            var part = file.resolveSibling(each.file() + ".part");
            if (Files.exists(file)) return Files.size(file);
            return Files.exists(part) ? Pieces.of(each, part, pace.piece()).there() : 0;
          } catch (IOException _) {
            return 0;
          }
        })
        .sum();
  }

  /// Fetches what an offer names and installs it.
  ///
  /// @param progress stops the work by throwing; what was fetched stays for next time
  /// @throws Problem `device.fetch.*`, `device.unpack.*`, `device.install.*`
  public Engine fetch(Catalogue.Offer offer, Progress progress) {
    free(offer.name());
    room(offer.room() - fetched(offer));
    try (var _ = lock()) {
      var files = new ArrayList<Path>();
      long before = 0;
      for (var each : offer.archives()) {
        var file = downloads().resolve(each.file());
        Download.fetch(each, file, pace, new Part(progress, before, offer.download()));
        files.add(file);
        before += each.bytes();
      }
      var engine =
          stage(
              offer.name(),
              offer.platform(),
              offer.archives().stream().map(Catalogue.Archive::url).toList(),
              stage -> {
                for (int i = 0; i < files.size(); i++) {
                  stage.unpack(files.get(i), offer.archives().get(i).folder());
                }
                stage.flavour(offer.flavour());
              },
              offer.unpacked(),
              progress);
      for (var file : files) Files.deleteIfExists(file);
      return engine;
    } catch (IOException e) {
      throw new Problem("base.write", e, downloads(), Disk.reason(e));
    }
  }

  /// Installs from jars and folders of this computer.
  ///
  /// @throws Problem `device.install.*` if something is missing or does not fit together, `device.version`, `device.unpack.*`
  public Engine from(String name, List<Path> sources, Progress progress) {
    free(EngineStore.sound(name));
    var platform = Catalogue.platform();
    var bundle = Bundle.of(sources);
    var inside = new ArrayList<Taken>();
    for (var jar : bundle.jars()) {
      for (var folder : Bundle.libraries(jar, platform)) inside.add(new Taken(jar, folder));
    }
    if (inside.isEmpty() && bundle.folders().isEmpty()) {
      throw new Problem("device.install.platform", bundle.jars().getFirst(), platform);
    }
    var flavours = inside.stream().map(Taken::flavour).distinct().toList();
    if (flavours.size() > 1) {
      throw new Problem("device.install.several", String.join(", ", flavours));
    }
    long size = 0;
    for (var each : inside) size += Unpacking.size(each.jar(), each.folder());
    if (inside.isEmpty()) for (var each : bundle.folders()) size += sizes(Bundle.needed(each));
    room(size);
    try (var _ = lock()) {
      return stage(
          name,
          platform,
          sources.stream().map(each -> each.toAbsolutePath().toString()).toList(),
          stage -> {
            for (var each : inside) stage.unpack(each.jar(), each.folder());
            if (inside.isEmpty()) {
              for (var folder : bundle.folders()) stage.copy(Bundle.needed(folder));
            }
            stage.flavour(flavours.isEmpty() ? "" : flavours.getFirst());
            stage.glue(bundle.glues(), store.shipped());
          },
          size,
          progress);
    } catch (IOException e) {
      throw new Problem("base.write", e, downloads(), Disk.reason(e));
    }
  }

  /// A folder inside a jar: `pytorch/cu124/linux-x86_64/`.
  private record Taken(Path jar, String folder) {
    String flavour() {
      return folder.split("/")[1];
    }
  }

  /// Fills a folder of libraries.
  private interface Filling {
    void fill(Stage stage) throws IOException;
  }

  private Engine stage(
      String name,
      String platform,
      List<String> source,
      Filling filling,
      long size,
      Progress progress) {
    var target = store.folder().resolve(name);
    Disk.appear(
        target,
        beside -> {
          var stage = new Stage(beside, platform, catalogue, size, progress);
          filling.fill(stage);
          stage.finish(source);
        });
    return store.find(name);
  }

  private void free(String name) {
    if (Files.exists(store.folder().resolve(name))) throw new Problem("device.install.there", name);
  }

  private Path downloads() {
    return store.folder().resolve(".downloads");
  }

  /// Bytes that the disk of the engines has free.
  public long free() {
    try {
      Files.createDirectories(store.folder());
      return Files.getFileStore(store.folder()).getUsableSpace();
    } catch (IOException e) {
      throw new Problem("base.write", e, store.folder(), Disk.reason(e));
    }
  }

  /// @throws Problem `device.install.disk` if so many bytes do not fit
  private void room(long needed) {
    long free = free();
    if (needed + MARGIN > free) {
      throw new Problem(
          "device.install.disk", gigabytes(needed + MARGIN), gigabytes(free), store.folder());
    }
  }

  private static double gigabytes(long bytes) {
    return Math.round(bytes / 1e8) / 10.0;
  }

  private static long sizes(List<Path> files) {
    return files.stream().mapToLong(Disk::size).sum();
  }

  /// One installation at a time, whoever asks for it.
  private Held lock() throws IOException {
    Files.createDirectories(downloads());
    var channel =
        FileChannel.open(
            downloads().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock();
      if (lock != null) return new Held(channel, lock);
    } catch (OverlappingFileLockException _) {
      // somebody else in this process
    }
    channel.close();
    throw new Problem("device.install.busy");
  }

  private record Held(FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      lock.release();
      channel.close();
    }
  }

  /// One archive's part of the whole way.
  private record Part(Progress to, long before, long total) implements Progress {
    @Override
    public void at(String what, long done, long all) {
      to.at(what, before + done, total);
    }
  }
}
