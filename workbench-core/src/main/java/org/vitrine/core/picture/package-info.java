/// Pictures as models read them: files to RGB bytes, and these to numbers as a checkpoint's `preprocessor_config.json` asks, to
/// the last bit of the reference's pixels.
@NullMarked
package org.vitrine.core.picture;

import org.jspecify.annotations.NullMarked;
