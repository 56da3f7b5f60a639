package org.vitrine.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.BDDAssertions.then;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rooms of the window and which way they look.
@NullMarked
class RoomsTest {
  private static final String UI = "org.vitrine.ui.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.vitrine.ui");

  @Test
  void the_window_sees_no_array_and_no_tokenizer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "java.sql..", "org.sqlite..")
        .because("a crash of the engine must cost a worker, never the window")
        .check(CLASSES);
  }

  @Test
  void the_window_asks_the_session_and_reads_records() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.vitrine.core.device..",
            "org.vitrine.core.tensor..",
            "org.vitrine.core.weights..",
            "org.vitrine.core.nn..",
            "org.vitrine.core.model..",
            "org.vitrine.core.tokenizer..",
            "org.vitrine.core.data..",
            "org.vitrine.core.task..",
            "org.vitrine.core.hub..",
            "org.vitrine.app..")
        .because("whatever a button does, the command line can do through the same session")
        .check(CLASSES);
  }

  @Test
  void no_screen_sees_another() {
    var shared = Set.of("kit", "charts", "nav", "shell");
    var screens = new TreeSet<String>();
    for (var type : CLASSES)
      if (type.getPackageName().startsWith(UI))
        screens.add(type.getPackageName().substring(UI.length()).split("\\.", 2)[0]);
    screens.removeAll(shared);
    for (var screen : screens) {
      var others =
          screens.stream()
              .filter(name -> !name.equals(screen))
              .map(name -> UI + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(UI + screen + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("screens meet in routes, so that one can be added or left out alone")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void the_kit_knows_no_screen_and_only_the_shell_knows_them_all() {
    noClasses()
        .that()
        .resideInAnyPackage(UI + "kit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(UI + "charts..", UI + "nav..", UI + "shell..")
        .because("the kit is the floor on which everything in the window stands")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(UI + "shell..", "org.vitrine.ui")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(UI + "shell..")
        .because("the shell alone lists the screens")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void every_package_says_what_lives_there() throws Exception {
    var packages = new TreeSet<String>();
    for (var type : CLASSES) packages.add(type.getPackageName());
    for (var name : packages)
      then(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(name)
          .isTrue();
  }
}
