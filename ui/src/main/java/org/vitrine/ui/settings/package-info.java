/// Preferences with live preview, searchable; each applies at once and is kept in `settings.json`.
@NullMarked
package org.vitrine.ui.settings;

import org.jspecify.annotations.NullMarked;
