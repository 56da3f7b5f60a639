/// The models that other programs have put into the local Hugging Face cache. Nothing here talks to a network.
@NullMarked
package org.vitrine.core.hub;

import org.jspecify.annotations.NullMarked;
