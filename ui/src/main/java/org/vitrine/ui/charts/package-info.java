/// Curves and attention maps, drawn from plain numbers: no chart knows a run, a model or a screen.
@NullMarked
package org.vitrine.ui.charts;

import org.jspecify.annotations.NullMarked;
