/// How window and command line use everything else without loading the engine: worker processes, and
/// [org.vitrine.core.session.Workbench], the one face of it all.
@NullMarked
package org.vitrine.core.session;

import org.jspecify.annotations.NullMarked;
