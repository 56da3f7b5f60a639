/// Where one can be in the window, and how one gets there and back: routes as records, screens that show them, the walk
/// between, and [org.vitrine.ui.nav.Ui], what every screen is given.
@NullMarked
package org.vitrine.ui.nav;

import org.jspecify.annotations.NullMarked;
