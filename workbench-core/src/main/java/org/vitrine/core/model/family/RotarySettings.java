package org.vitrine.core.model.family;

import java.util.List;
import org.vitrine.core.model.net.Settings;
import org.vitrine.core.nn.Rotary;
import org.vitrine.core.nn.RotaryScaling;

/// Rotary positions as `config.json` tells them: `rope_theta` and `rope_scaling`, or both in `rope_parameters`.
///
/// @param longest positions that the stretched model reads
record RotarySettings(Rotary rotary, int longest) {

  /// @param share of a head's features that are turned, where config.json is silent
  /// @param places positions that config.json tells
  static RotarySettings read(
      Settings s, DecoderConfig.Names names, int headSize, double share, int places) {
    int width = (int) (headSize * share(s, names.share(), share));
    if (width <= 0 || width % 2 != 0)
      throw s.wrong(s.has(names.share()) ? names.share() : "head_dim");
    double theta = s.positive(names.theta(), s.positive("rope_theta", 10000));
    var both = s.inside("rope_parameters");
    if (both != null) {
      for (var kind : new String[] {"full_attention", "sliding_attention"}) both.none(kind);
      theta = both.positive("rope_theta", theta);
    }
    var scaling = s.inside("rope_scaling");
    if (scaling == null) scaling = both;
    if (scaling == null) return plain(width, theta, places);
    theta = scaling.positive("rope_theta", theta);
    return switch (scaling.text("rope_type", scaling.text("type", "default"))) {
      case "default" -> plain(width, theta, places);
      case "linear" -> {
        double by = factor(scaling);
        yield of(width, theta, new RotaryScaling.Linear(by), places * by);
      }
      case "dynamic" -> {
        double by = factor(scaling);
        int learnt = scaling.integer("original_max_position_embeddings", 1, places);
        if (learnt != places) throw scaling.unsupported("original_max_position_embeddings");
        if (width == 2) throw s.wrong("head_dim");
        yield of(width, theta, new RotaryScaling.Dynamic(by, places), places * by);
      }
      case "llama3" -> {
        double low = scaling.positive("low_freq_factor", 0);
        double high = scaling.positive("high_freq_factor", 0);
        if (high <= low) throw scaling.wrong("high_freq_factor");
        int learnt = scaling.integer("original_max_position_embeddings", 1, 0);
        if (learnt == 0) throw scaling.wrong("original_max_position_embeddings");
        yield of(
            width, theta, new RotaryScaling.Llama3(factor(scaling), low, high, learnt), places);
      }
      case "yarn" -> yarn(scaling, width, theta, places);
      default -> throw scaling.unsupported(scaling.has("rope_type") ? "rope_type" : "type");
    };
  }

  /// For families that turn whole heads, whatever a file asks for.
  static void whole(Settings s) {
    var both = s.inside("rope_parameters");
    for (var at : both == null ? List.of(s) : List.of(s, both)) {
      if (at.number("partial_rotary_factor", 1) != 1) throw at.unsupported("partial_rotary_factor");
    }
  }

  /// Newer files put it into `rope_parameters`.
  static double share(Settings s, String name, double otherwise) {
    double told = s.positive(name, s.positive("partial_rotary_factor", otherwise));
    var both = s.inside("rope_parameters");
    double share = both == null ? told : both.positive("partial_rotary_factor", told);
    if (share > 1) throw s.wrong(name);
    return share;
  }

  private static RotarySettings yarn(Settings s, int width, double theta, int places) {
    double by = factor(s);
    int learnt = s.integer("original_max_position_embeddings", 1, places);
    double share = s.number("mscale", 0), allShare = s.number("mscale_all_dim", 0);
    double usual =
        share != 0 && allShare != 0
            ? RotaryScaling.Yarn.usualFactor(by, share)
                / RotaryScaling.Yarn.usualFactor(by, allShare)
            : RotaryScaling.Yarn.usualFactor(by, 1);
    var yarn =
        new RotaryScaling.Yarn(
            by,
            s.positive("beta_fast", 32),
            s.positive("beta_slow", 1),
            learnt,
            s.flag("truncate", true),
            s.positive("attention_factor", usual));
    return of(width, theta, yarn, Math.max(places, learnt * by));
  }

  /// @throws org.vitrine.core.base.Problem `model.setting` if it is missing
  private static double factor(Settings s) {
    return s.positive("factor", 0);
  }

  private static RotarySettings plain(int width, double theta, int places) {
    return of(width, theta, new RotaryScaling.Plain(), places);
  }

  private static RotarySettings of(int width, double theta, RotaryScaling scaling, double longest) {
    return new RotarySettings(
        new Rotary(width, theta, scaling), (int) Math.clamp(longest, 1.0, Integer.MAX_VALUE));
  }
}
