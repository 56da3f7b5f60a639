package org.vitrine.core.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitrine.core.base.Progress;
import org.vitrine.core.data.ColumnGuess;
import org.vitrine.core.data.Fingerprint;
import org.vitrine.core.data.Note;
import org.vitrine.core.data.PictureCells;
import org.vitrine.core.data.Profiler;
import org.vitrine.core.data.Questions;
import org.vitrine.core.data.Sieve;
import org.vitrine.core.data.Tags;
import org.vitrine.core.model.Description;
import org.vitrine.core.picture.PictureFile;
import org.vitrine.core.session.protocol.FileLines;
import org.vitrine.core.session.protocol.Request;
import org.vitrine.core.session.protocol.RowLengths;
import org.vitrine.core.session.protocol.RowList;
import org.vitrine.core.session.protocol.RowNumbers;
import org.vitrine.core.session.protocol.TablePage;
import org.vitrine.core.session.protocol.TableProfile;
import org.vitrine.core.task.ImageClassification;
import org.vitrine.core.task.TextClassification;
import org.vitrine.core.tokenizer.Tokenizer;
import org.vitrine.core.train.Recipe;
import org.vitrine.core.train.RunEvent.Notice;

/// Data files: their first rows, any rows, and what would be learnt from them.
final class DataDesk {
  private static final int FIRST = 200, MOST_COUNTED = 1000;
  private static final int LARGEST_SHOWN = 2048; // pixels

  private final ShownTable shown = new ShownTable();
  private @Nullable Path tokenizerAt;
  private @Nullable Tokenizer tokenizer;

  TablePage open(Request.OpenTable ask, Progress progress) {
    var opened = shown.table(ask.source(), progress);
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
            source.validation(),
            source.leaveOut());
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
        problems,
        PictureCells.fit(opened, columns.text()));
  }

  RowList rows(Request.TableRows ask, Progress progress) {
    var rows = shown.table(ask.source(), progress).rows(ask.from(), ask.count());
    return new RowList(
        rows.stream().map(row -> row.number()).toList(),
        rows.stream().map(row -> row.cells()).toList());
  }

  RowNumbers find(Request.FindRows ask, Progress progress) {
    var opened = shown.table(ask.source(), progress);
    return new RowSearch(opened, DataFiles.columns(opened, ask.source()), ask.query())
        .in(opened, ask.most(), progress);
  }

  TableProfile profile(Request.ProfileTable ask, Progress progress) {
    var learn = shown.table(ask.source(), progress);
    var columns = DataFiles.columns(learn, ask.source());
    // A tag for every word is no class of the row, nor is an answer.
    boolean labelled =
        Set.of(TextClassification.NAME, ImageClassification.NAME).contains(ask.task())
            && !Tags.fit(learn, columns.text(), columns.label())
            && !Questions.fit(learn, columns.pair(), columns.label());
    var wanted =
        labelled
            ? columns
            : new org.vitrine.core.data.Columns(columns.text(), columns.pair(), null);
    var evalSource = ask.evalSource();
    boolean pictures = PictureCells.fit(learn, columns.text());
    boolean wordless = ask.model() == null || pictures;
    try (var tokenizer =
            wordless ? null : Tokenizer.open(Places.model(Objects.requireNonNull(ask.model())));
        var measure = evalSource == null ? null : DataFiles.open(evalSource, progress)) {
      var evalColumns =
          measure == null || evalSource == null ? null : DataFiles.columns(measure, evalSource);
      var sieve = Sieve.of(learn, wanted, ask.source().leaveOut(), measure, evalColumns, progress);
      int limit = limit(ask);
      var profile =
          Profiler.of(
              learn, wanted, sieve, measure, evalColumns, tokenizer, limit, progress, _ -> {});
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
          pictures ? List.of() : lengths.counts(),
          lengths.binWidth(),
          lengths.limit(),
          pictures ? 0 : lengths.over(),
          mean == null ? 0 : mean,
          sieve.counts(),
          findings);
    }
  }

  /// Tokens that are asked for at most, those that the model reads where nobody says; 0 for any number.
  private static int limit(Request.ProfileTable ask) {
    if (ask.maxLength() > 0 || ask.model() == null) return ask.maxLength();
    var facts = Description.of(Places.model(ask.model())).facts();
    return facts == null ? 0 : Math.max(0, facts.maxPositions());
  }

  /// How many tokens each row is for a model.
  RowLengths lengths(Request.CountTokens ask, Progress progress) {
    var opened = shown.table(ask.source(), progress);
    var columns = DataFiles.columns(opened, ask.source());
    int text = opened.column(columns.text());
    var pair = columns.pair();
    var rows = opened.rows(ask.from(), Math.min(ask.count(), MOST_COUNTED));
    var texts = rows.stream().map(row -> row.cell(text)).toList();
    var pairs = pair == null ? null : rows.stream().map(r -> r.cell(opened.column(pair))).toList();
    var encodings = tokenizer(Places.model(ask.model())).encodeAll(texts, pairs, 0);
    return new RowLengths(ask.from(), encodings.stream().map(e -> e.length()).toList());
  }

  private synchronized Tokenizer tokenizer(Path path) {
    var known = tokenizer;
    if (known != null && path.equals(tokenizerAt)) return known;
    if (known != null) known.close();
    tokenizer = null;
    var opened = Tokenizer.open(path);
    tokenizer = opened;
    tokenizerAt = path;
    return opened;
  }

  /// A few lines as they stand in the file.
  FileLines lines(Request.ReadLines ask, Progress progress) {
    long from = Math.max(1, ask.line() - ask.around());
    var lines = shown.table(ask.source(), progress).lines(from, 2 * Math.min(ask.around(), 20) + 1);
    return new FileLines(from, lines);
  }

  /// A picture that a cell names.
  Request.PictureShown picture(Request.ShowPicture ask, Progress progress) {
    var picture = shown.pictures(ask.source(), progress).read(ask.cell());
    var png = PictureFile.png(picture.within(Math.clamp(ask.most(), 1, LARGEST_SHOWN)));
    return new Request.PictureShown(picture.width(), picture.height(), picture.channels(), png);
  }

  static Notice notice(Note note) {
    return new Notice(note.key(), note.facts());
  }
}
