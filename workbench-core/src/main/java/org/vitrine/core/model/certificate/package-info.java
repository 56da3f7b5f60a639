/// The parity certificate: a small stored case of each family, and how near this computer comes to the numbers that the
/// reference implementation gave for it.
@NullMarked
package org.vitrine.core.model.certificate;

import org.jspecify.annotations.NullMarked;
