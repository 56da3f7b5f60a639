/// What all commands share: the options that stand everywhere, where results and sentences go, how a run is followed, and
/// what becomes of an error.
@NullMarked
package org.vitrine.app.line;

import org.jspecify.annotations.NullMarked;
