/// What everything else stands on: problems and their sentences, JSON, progress and cancel, random streams, folders.
@NullMarked
package org.vitrine.core.base;

import org.jspecify.annotations.NullMarked;
