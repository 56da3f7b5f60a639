/// What tests of all screens share: the toolkit without a display, a workbench with ready answers, and pictures of screens.
@NullMarked
package org.vitrine.ui.testing;

import org.jspecify.annotations.NullMarked;
