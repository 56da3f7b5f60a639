package org.vitrine.core.device.engine;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way out of a network that lets nobody out directly: `https_proxy` as other programs read it, else Java's own settings.
final class Proxies {
  private Proxies() {}

  static ProxySelector ofEnvironment() {
    var selector = of(System.getenv());
    return selector != null ? selector : ProxySelector.getDefault();
  }

  /// Null where the environment names none, or something that is no address.
  static @Nullable ProxySelector of(Map<String, String> environment) {
    for (var name : new String[] {"https_proxy", "HTTPS_PROXY"}) {
      var value = environment.get(name);
      if (value == null || value.isBlank()) continue;
      try {
        var address = URI.create(value.contains("://") ? value : "http://" + value);
        if (address.getHost() == null) continue;
        int port = address.getPort() < 0 ? 80 : address.getPort();
        var proxy = ProxySelector.of(new InetSocketAddress(address.getHost(), port));
        return new BesideLoopback(proxy);
      } catch (IllegalArgumentException _) {
        // not an address
      }
    }
    return null;
  }

  /// This computer itself is asked directly.
  private static final class BesideLoopback extends ProxySelector {
    private final ProxySelector to;

    BesideLoopback(ProxySelector to) {
      this.to = to;
    }

    @Override
    public java.util.List<Proxy> select(URI uri) {
      return "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost())
          ? java.util.List.of(Proxy.NO_PROXY)
          : to.select(uri);
    }

    @Override
    public void connectFailed(URI uri, java.net.SocketAddress address, java.io.IOException e) {}
  }
}
