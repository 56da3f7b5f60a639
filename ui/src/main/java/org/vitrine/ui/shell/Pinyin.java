package org.vitrine.ui.shell;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Initials of the pinyin of Chinese text: 打开注意力 is dkzyl. What is not Chinese is left out.
final class Pinyin {
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private Pinyin() {}

  /// The tables take half a second to load; this does it when the window has come to rest.
  static void warm() {
    CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS).execute(() -> initials("热"));
  }

  static String initials(String text) {
    return KNOWN.computeIfAbsent(text, Pinyin::compute);
  }

  private static String compute(String text) {
    var initials = new StringBuilder();
    text.codePoints()
        .filter(Character::isIdeographic)
        .forEach(c -> {
          var sound = Tables.LATIN.transliterate(Character.toString(c)).strip();
          if (!sound.isEmpty() && Character.isLetter(sound.charAt(0)))
            initials.append(sound.charAt(0));
        });
    return initials.toString().toLowerCase(Locale.ROOT);
  }

  private static final class Tables {
    static final Transliterator LATIN = Transliterator.getInstance("Han-Latin; Latin-ASCII");
  }
}
