package org.vitrine.app.line;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Home;
import org.vitrine.core.base.Problem;
import org.vitrine.core.base.Texts;
import org.vitrine.core.session.Settings;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command has.
public final class Everywhere {
  private final Shell shell;

  @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT)
  @Nullable Path home;

  @Option(names = "--device", paramLabel = "cpu|cuda:N|auto", scope = ScopeType.INHERIT)
  @Nullable String device;

  @Option(names = "--threads", paramLabel = "N", scope = ScopeType.INHERIT)
  @Nullable Integer threads;

  @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
  @Nullable Language lang;

  @Option(names = "--json", scope = ScopeType.INHERIT)
  boolean json;

  /// The languages that Vitrine speaks.
  enum Language {
    en,
    zh
  }

  public Everywhere(Shell shell) {
    this.shell = shell;
  }

  public Shell shell() {
    return shell;
  }

  public Home home() {
    return Home.of(home);
  }

  /// What the user named, or else what the settings say.
  public String device() {
    return device == null ? settings().device() : device;
  }

  public @Nullable String deviceOrNull() {
    return device;
  }

  /// 0 for the engine's default.
  public int threads() {
    return threads == null ? settings().threads() : threads;
  }

  public @Nullable Integer threadsOrNull() {
    return threads;
  }

  public boolean json() {
    return json;
  }

  public Locale locale() {
    if (lang != null) return locale(lang.name());
    var liked = settings().language();
    return locale(liked.equals("system") ? Locale.getDefault().getLanguage() : liked);
  }

  /// What the window keeps for this user; the defaults if it cannot be read, since no command depends on it.
  public Settings settings() {
    try {
      return Settings.of(home());
    } catch (Problem _) {
      return Settings.DEFAULTS;
    }
  }

  /// The texts of the command line in the user's language.
  public Texts texts() {
    return Texts.of("org.vitrine.app.texts", locale());
  }

  /// One of the two languages, for the code of any.
  public static Locale locale(String language) {
    return language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }
}
