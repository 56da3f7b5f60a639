package org.vitrine.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.text.Font;
import org.slf4j.LoggerFactory;

/// The bundled type. JavaFX takes one family and knows regular and bold of it: Inter's bold is its SemiBold, and the medium
/// weight is a family of its own, `Inter Medium`.
public final class Fonts {
  public static final String LATIN = "Inter";
  public static final String HAN = "Noto Sans SC";
  public static final String MONO = "JetBrains Mono";

  private static final String[] FILES = {
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "JetBrainsMono-Regular",
    "JetBrainsMono-Medium",
    "NotoSansSC-Regular",
    "NotoSansSC-SemiBold"
  };
  private static final AtomicBoolean LOADED = new AtomicBoolean();

  private Fonts() {}

  /// Makes the families known, once. A font that is missing costs its looks and nothing else.
  public static void load() {
    if (!LOADED.compareAndSet(false, true)) return;
    for (var file : FILES) {
      try (InputStream in =
          Fonts.class.getResourceAsStream("/org/vitrine/ui/fonts/" + file + ".ttf")) {
        if (in == null || Font.loadFont(in, 13) == null) {
          LoggerFactory.getLogger(Fonts.class).warn("Font {} is missing", file);
        }
      } catch (IOException e) {
        LoggerFactory.getLogger(Fonts.class).warn("Font {} cannot be read", file, e);
      }
    }
  }

  /// Whether a text has characters that the Latin families lack.
  public static boolean isHan(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= 0x2E80 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFFEF || c >= 0x20000);
  }

  /// The family in which a drawn token or name can be set.
  public static String monoFor(String text) {
    return isHan(text) ? HAN : MONO;
  }
}
