package org.vitrine.ui.home;

import java.util.Locale;
import java.util.MissingResourceException;
import org.vitrine.core.base.Texts;
import org.vitrine.core.session.protocol.DoctorReport.Finding;

/// The sentences of what was found about this computer; they stand with the package that found it.
public final class Findings {
  private Findings() {}

  public static String text(Finding finding, Locale locale) {
    var key = finding.what().key();
    try {
      return Texts.of("org.vitrine.core.device.findings", locale)
          .get(key, finding.what().facts().toArray());
    } catch (MissingResourceException _) {
      return key;
    }
  }
}
