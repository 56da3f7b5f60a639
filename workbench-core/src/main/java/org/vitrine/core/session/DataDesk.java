package org.vitrine.core.session;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.ColumnGuess;
import org.vitrine.core.data.Fingerprint;
import org.vitrine.core.data.Note;
import org.vitrine.core.data.Profiler;
import org.vitrine.core.data.Table;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.RowList;
import org.vitrine.core.session.protocol.RowNumbers;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;

/// Data files: their first rows, any rows, and what would be learnt from them.
final class DataDesk {
  private static final int FIRST = 200;

  private Recipe.@Nullable Source shown;
  private @Nullable Table table;

  TablePage open(Request.OpenTable ask, Progress progress) {
    var opened = table(ask.source(), progress);
    var guess = ColumnGuess.of(opened);
    var source = ask.source();
    var columns = DataFiles.columns(opened, source);
    var filled =
        new Recipe.Source(
            opened.path().toString(),
            columns.text(),
            columns.pair(),
            columns.label(),
            opened.encoding(),
            opened.delimiter(),
            opened.header(),
            source.validation());
    var guesses = new ArrayList<Notice>();
    if (source.text() == null && guess.text() != null) guesses.add(notice(guess.text().why()));
    if (source.pair() == null && guess.pair() != null) guesses.add(notice(guess.pair().why()));
    if (source.label() == null && guess.label() != null) guesses.add(notice(guess.label().why()));
    var problems = opened.bad().first().stream().map(bad -> notice(bad.why())).toList();
    return new TablePage(
        filled,
        opened.format().name().toLowerCase(java.util.Locale.ROOT),
        opened.encoding(),
        opened.delimiter(),
        opened.header(),
        opened.columns(),
        opened.rows(),
        opened.bytes(),
        Fingerprint.of(opened.path()),
        opened.rows(0, FIRST).stream().map(row -> row.cells()).toList(),
        guesses,
        problems);
  }

  RowList rows(Request.TableRows ask, Progress progress) {
    var rows = table(ask.source(), progress).rows(ask.from(), ask.count());
    return new RowList(
        rows.stream().map(row -> row.number()).toList(),
        rows.stream().map(row -> row.cells()).toList());
  }

  RowNumbers find(Request.FindRows ask, Progress progress) {
    var opened = table(ask.source(), progress);
    return new RowSearch(opened, DataFiles.columns(opened, ask.source()), ask.query())
        .in(opened, ask.most(), progress);
  }

  TableProfile profile(Request.ProfileTable ask, Progress progress) {
    var learn = table(ask.source(), progress);
    var columns = DataFiles.columns(learn, ask.source());
    boolean labelled = ask.task().equals(TextClassification.NAME);
    var wanted =
        labelled
            ? columns
            : new org.vitrine.core.data.Columns(columns.text(), columns.pair(), null);
    var evalSource = ask.evalSource();
    try (var tokenizer = ask.model() == null ? null : Tokenizer.open(Places.model(ask.model()));
        var measure = evalSource == null ? null : DataFiles.open(evalSource, progress)) {
      var evalColumns =
          measure == null || evalSource == null ? null : DataFiles.columns(measure, evalSource);
      var profile =
          Profiler.of(
              learn, wanted, measure, evalColumns, tokenizer, ask.maxLength(), progress, _ -> {});
      var classes =
          profile.classes().stream()
              .map(c -> new TableProfile.ClassCount(c.label(), c.train(), c.eval()))
              .toList();
      var findings =
          profile.findings().stream()
              .map(f ->
                  new TableProfile.DataFinding(
                      f.kind(),
                      f.severity().name().toLowerCase(java.util.Locale.ROOT),
                      f.count(),
                      notice(f.why()),
                      f.rows()))
              .toList();
      var lengths = profile.lengths();
      var mean = lengths.mean();
      return new TableProfile(
          profile.rows(),
          profile.evalRows(),
          profile.sampled(),
          classes,
          lengths.counts(),
          lengths.binWidth(),
          lengths.limit(),
          lengths.over(),
          mean == null ? 0 : mean,
          findings);
    }
  }

  /// The table that was shown last stays open: scrolling asks for its rows again and again.
  private synchronized Table table(Recipe.Source source, Progress progress) {
    var key =
        new Recipe.Source(
            source.path(),
            null,
            null,
            null,
            source.encoding(),
            source.delimiter(),
            source.header(),
            0);
    var known = table;
    if (known != null && key.equals(shown)) return known;
    if (known != null) known.close();
    table = null;
    var opened = DataFiles.open(source, progress);
    shown = key;
    table = opened;
    return opened;
  }

  static Notice notice(Note note) {
    return new Notice(note.key(), note.facts());
  }
}
