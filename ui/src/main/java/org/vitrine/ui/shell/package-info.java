/// The frame around the screens: top bar, rail, status line, command palette, messages, first-run page. It alone lists the
/// screens.
@NullMarked
package org.vitrine.ui.shell;

import org.jspecify.annotations.NullMarked;
