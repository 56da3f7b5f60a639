package org.vitrine.app.demo;

import java.time.ZonedDateTime;
import org.vitrine.core.session.protocol.DoctorReport;
import org.vitrine.core.session.protocol.ModelPage;

/// Everything that was measured, for whoever tells it.
///
/// @param model the starter as it came
/// @param trainRows rows learnt from
/// @param tuned begun from the starter, `scratch` from random weights with the same budget
/// @param licence of the starter, as its card says
/// @param seconds of the whole demo
record Story(
    Subject subject,
    ModelPage model,
    String licence,
    Probes probes,
    long trainRows,
    Leg tuned,
    Leg scratch,
    DoctorReport computer,
    double seconds,
    ZonedDateTime when) {}
