/// What every screen is made of: texts in two languages, the theme and its colours, latest-wins tasks, actions, and the
/// small controls (cards, badges, headers, empty and error states). Knows no screen and no route.
@NullMarked
package org.vitrine.ui.kit;

import org.jspecify.annotations.NullMarked;
