package org.vitrine.ui.models;

import static org.assertj.core.api.BDDAssertions.then;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitrine.core.base.Home;
import org.vitrine.core.model.certificate.Fixture;
import org.vitrine.core.model.family.Families;
import org.vitrine.core.model.net.Family;
import org.vitrine.core.session.LocalWorkbench;
import org.vitrine.core.session.protocol.ParityReport;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.ui.kit.Latest;
import org.vitrine.ui.kit.Preferences;
import org.vitrine.ui.kit.Words;
import org.vitrine.ui.testing.FakeWorkbench;

/// The page of a real model of each family, as a real session worker answers: the stored cases are models themselves.
class EveryFamilyTest {
  @TempDir private static Path folder;
  private static LocalWorkbench session;

  @BeforeAll
  static void open() {
    session = new LocalWorkbench(new Home(folder.resolve("home")), 1, "cpu");
  }

  @AfterAll
  static void close() {
    session.close();
  }

  /// Those that have a case of their own.
  static Stream<String> families() {
    return Families.all().stream()
        .map(Family::name)
        .filter(name -> Fixture.class.getResource(name + "/config.json") != null);
  }

  @ParameterizedTest
  @MethodSource("families")
  void is_shown_whole(String family) throws IOException {
    var model = Files.createDirectories(folder.resolve(family));
    for (var name : new String[] {"config.json", "model.safetensors"})
      try (var in = Fixture.class.getResourceAsStream(family + "/" + name)) {
        Files.copy(Objects.requireNonNull(in), model.resolve(name));
      }
    var workbench = new FakeWorkbench();
    workbench.answer(Request.ShowModel.class, EveryFamilyTest::ask);
    workbench.answer(Request.Certify.class, EveryFamilyTest::ask);
    var view = new ModelsModel(workbench, Latest.inline(), new Preferences(workbench.home()));
    view.choose(model.toString());
    var page = Objects.requireNonNull(view.page().get());
    then(ModelsModel.usesAll(page)).isTrue();
    then(view.tensors()).isNotEmpty();
    then(Objects.requireNonNull(view.certificate().report().get()).state())
        .isEqualTo(ParityReport.EQUAL);
    for (var language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
      var sentence = new Summary(Words.in(language).of(ModelsModel.class)).of(page);
      then(sentence).contains("**").doesNotContain("{", "summary.", "2,147,483,647");
      then(sentence).doesNotContainPattern("(^|[^0-9.,])0 (tokens|numbers|layers|个)");
    }
    boolean attends = !family.startsWith("torch");
    then(ModelsModel.attends(page)).isEqualTo(attends);
  }

  private static <R extends Record> R ask(Request<R> request) {
    try {
      return session.ask(request).get(120, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
