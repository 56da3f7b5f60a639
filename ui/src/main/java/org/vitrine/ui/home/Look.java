package org.vitrine.ui.home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.vitrine.core.insight.HeadMap;
import org.vitrine.core.insight.Visible;
import org.vitrine.core.session.ArrayFile;
import org.vitrine.core.session.protocol.AttentionReply;
import org.vitrine.core.session.protocol.AttentionReply.HeadFacts;
import org.vitrine.core.session.protocol.TokenList.Token;

/// One head's view of a sentence, and the whole reply that it was chosen from.
///
/// @param maps [layers, heads, T, T]
/// @param layer from 0; so `head`
record Look(String model, String text, AttentionReply reply, float[] maps, int layer, int head) {
  /// Below this a link is not drawn.
  static final double LEAST = 0.07;

  /// Roles that show where a token stands rather than what it reads.
  private static final Set<String> DULL =
      Set.of("separator", "first", "self", "previous", "next", "broad", "local");

  /// @param from the token that reads, `to` the one that is read
  record Link(int from, int to, double weight) {}

  /// Reads the maps, off the window's thread, and chooses the head with most to show.
  static Look of(String model, String text, AttentionReply reply) {
    var maps = ArrayFile.read(Path.of(reply.file()), "attentions").values();
    HeadFacts best =
        reply.facts().stream()
            .max(Comparator.comparingDouble(f -> interest(reply, maps, f)))
            .orElseThrow();
    return new Look(model, text, reply, maps, best.layer(), best.head());
  }

  /// The squared weight of a head's links between words, so that few clear ones win over many faint ones; later layers and telling roles come first.
  private static double interest(AttentionReply reply, float[] maps, HeadFacts facts) {
    int n = reply.tokens().size();
    double sum = 0;
    for (int q = 0; q < n; q++) {
      for (int k = 0; k < n; k++) {
        double weight = maps[((facts.layer() * reply.heads() + facts.head()) * n + q) * n + k];
        if (weight >= LEAST && q != k && !reply.tokens().get(k).special()) sum += weight * weight;
      }
    }
    double share = sum / n;
    double late = 1 + 0.3 * facts.layer() / Math.max(1, reply.layers() - 1);
    return share * late * (DULL.contains(facts.role()) ? 0.3 : 1);
  }

  List<Token> tokens() {
    return reply.tokens();
  }

  double weight(int layer, int head, int from, int to) {
    int n = tokens().size();
    return maps[((layer * reply.heads() + head) * n + from) * n + to];
  }

  double weight(int from, int to) {
    return weight(layer, head, from, to);
  }

  /// The token from which one looks at first: [CLS], or the last where a token sees only what is before it.
  int start() {
    return reply.causal() ? tokens().size() - 1 : 0;
  }

  /// What this token reads, strongest first: links of at least [#LEAST] to tokens that are no separators.
  List<Link> links(int from) {
    var links = new ArrayList<Link>();
    for (int to = 0; to < tokens().size(); to++) {
      double weight = weight(from, to);
      if (to != from && weight >= LEAST && !tokens().get(to).special())
        links.add(new Link(from, to, weight));
    }
    links.sort(Comparator.comparingDouble(Link::weight).reversed());
    return links;
  }

  HeadFacts facts() {
    return reply.facts().get(layer * reply.heads() + head);
  }

  /// The chosen head's map.
  HeadMap map() {
    int n = tokens().size();
    return new HeadMap(maps, (layer * reply.heads() + head) * n * n, Visible.of(n, reply.causal()));
  }
}
