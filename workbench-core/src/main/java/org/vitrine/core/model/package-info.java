/// Families of models, one small file each: a tree of layers keyed by the checkpoint’s own tensor names. Opening and saving
/// folders, configuration, heads, and [org.vitrine.core.model.Batch].
@NullMarked
package org.vitrine.core.model;

import org.jspecify.annotations.NullMarked;
